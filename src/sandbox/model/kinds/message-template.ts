import { editTemplate, removeTemplate, unpauseTemplate } from '../../messages/manage-templates';
import { HEALTH_KEYS, templateHealth } from '../health';
import type { Kind } from '../kind';
import type { MessageTemplate } from '../records';

export const messageTemplateKind: Kind<MessageTemplate> = {
  type: 'WhatsAppMessageTemplate',
  description: 'A message that a business may send without having been written to',
  fields: {
    name: { type: 'string', description: 'Lower case name, the same for all languages', byDefault: true },
    parameter_format: { type: 'enum', description: 'POSITIONAL or NAMED variables', byDefault: true },
    components: {
      type: 'list<WhatsAppMessageTemplateComponent>',
      description: 'Header, body, footer, buttons and the like',
      byDefault: true,
    },
    language: { type: 'string', description: 'Language and locale code', byDefault: true },
    status: { type: 'enum', description: 'Whether it can be sent, else why not', byDefault: true },
    category: { type: 'enum', description: 'AUTHENTICATION, MARKETING or UTILITY', byDefault: true },
    id: { type: 'numeric string', description: "The template's id", byDefault: true },
    sub_category: { type: 'enum', description: 'Finer than category' },
    previous_category: { type: 'enum', description: 'The category before Meta changed it' },
    correct_category: { type: 'enum', description: 'The category that Meta thinks right' },
    quality_score: {
      type: 'object',
      description: 'How customers took it of late',
      keys: ['score', 'date', 'reasons'],
    },
    rejected_reason: { type: 'enum', description: 'Why it was rejected; NONE when it was not' },
    message_send_ttl_seconds: { type: 'int32', description: 'How long delivery is tried, seconds' },
    cta_url_link_tracking_opted_out: { type: 'bool', description: 'Whether clicks are not counted' },
    library_template_name: { type: 'string', description: 'The library template that it was made from' },
    degrees_of_freedom_spec: {
      type: 'object',
      description: 'What Meta may change to improve it',
      value: () => undefined,
    },
    health_status: {
      type: 'object',
      description: 'Whether it can be sent, and why not',
      keys: HEALTH_KEYS,
      value: (template, { world }) => templateHealth(template, world),
    },
    last_updated_time: { type: 'datetime', description: 'When it was changed last' },
  },
  edges: {
    unpause: {
      description: 'Ends a pause for bad quality',
      members: () => [],
      notExpandable: true,
      create: unpauseTemplate,
    },
  },
  update: editTemplate,
  remove: removeTemplate,
};
