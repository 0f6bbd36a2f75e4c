import { type JsonObject, textOf } from '../../common/json';
import { followLog } from '../../events/follow';
import type { EventLog } from '../../events/types';
import type { Expansion } from '../../graph/expansion';
import { TemplateChecks } from './template-checks';
import { TemplateDefinitions } from './template-definitions';

export interface FollowTemplatesOptions {
  /** Reads an account; with an identity and a life of its own, for what is read serves everybody. */
  read: (accountId: string, ask: Expansion) => Promise<JsonObject>;
  log: EventLog;
  /** Told when the log can't be read; it is tried again. */
  onError: (error: unknown) => void;
}

/** Webhooks after which what was read of a template counts no more. */
const CHANGES = [
  'message_template_status_update',
  'message_template_components_update',
  'message_template_quality_update',
  'template_category_update',
];

/**
 * Checks of templates whose definitions webhooks put an end to. What a webhook tells of is read again rather than brought
 * up to date from it: webhooks come late and out of order, and none has all of a template's components.
 */
export function followTemplates({ read, log, onError }: FollowTemplatesOptions): {
  templates: TemplateChecks;
  stop: () => void;
} {
  const definitions = new TemplateDefinitions({ read });
  const stop = followLog({
    log,
    filter: { fields: CHANGES },
    onEvent: ({ accountId, payload }) => definitions.forget(accountId, textOf(payload.message_template_name)),
    onError,
  });
  return { templates: new TemplateChecks(definitions), stop };
}
