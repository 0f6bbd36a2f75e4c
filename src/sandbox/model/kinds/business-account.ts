import { createTemplate, deleteTemplates } from '../../messages/manage-templates';
import { matchesTemplateFilters } from '../../read/template-filters';
import { accountHealth, HEALTH_KEYS } from '../health';
import { bindAll, type Kind } from '../kind';
import type { BusinessAccount } from '../records';
import { isEstablished } from '../standing';
import { analyticsFields } from './account-analytics';
import { assignedUserKind } from './assigned-user';
import { createFlow } from './flow';
import { subscribe, subscribedAppKind } from './subscribed-app';
import { templateAnalytics } from './template-analytics';

const BUSINESS_INFO = ['id', 'name', 'status', 'type'];

export const businessAccountKind: Kind<BusinessAccount> = {
  type: 'WhatsAppBusinessAccount',
  description: 'A WhatsApp Business account (WABA): holds phone numbers and message templates',
  fields: {
    id: { type: 'numeric string', description: "The account's id", byDefault: true },
    name: { type: 'string', description: 'A name for people', byDefault: true },
    timezone_id: { type: 'string', description: "Meta's number of the timezone", byDefault: true },
    message_template_namespace: {
      type: 'string',
      description: 'Namespace of the templates',
      byDefault: true,
    },
    currency: { type: 'string', description: 'ISO 4217 code that it is billed in' },
    country: { type: 'string', description: 'ISO 3166 code of the business' },
    account_review_status: { type: 'enum', description: "How Meta's review of the account ended" },
    business_verification_status: { type: 'enum', description: "Verification of the owner's portfolio" },
    status: { type: 'enum', description: 'Whether the account may be used' },
    ownership_type: { type: 'enum', description: 'Whether the owner or a partner made it' },
    owner_business_info: {
      type: 'object',
      description: 'The owning portfolio in short',
      keys: BUSINESS_INFO,
      value: (account, { world }) => {
        const business = world.businesses.get(account.ownerBusinessId);
        return business && { name: business.name, id: business.id };
      },
    },
    owner_business: {
      type: 'Business',
      description: 'The owning portfolio',
      node: (account, { world }) => world.businesses.node(account.ownerBusinessId),
    },
    on_behalf_of_business_info: {
      type: 'object',
      description: 'The portfolio that a partner manages the account for',
      keys: BUSINESS_INFO,
      value: (account, { world }) => {
        const business = world.businesses.get(account.ownerBusinessId);
        if (account.ownership_type !== 'ON_BEHALF_OF' || business === undefined) return undefined;
        return { name: business.name, id: business.id, status: 'APPROVED', type: 'SELF' };
      },
    },
    primary_funding_id: { type: 'numeric string', description: 'The credit line that pays' },
    primary_business_location: {
      type: 'string',
      description: 'Country that decides on international rates',
      value: (account) => account.country,
    },
    disable_marketing_messages_on_cloud_api: {
      type: 'bool',
      description: 'Whether marketing templates go through the Marketing Messages API only',
      value: () => false,
    },
    degrees_of_freedom_spec: {
      type: 'object',
      description: 'What Meta may optimise in creatives; nothing is set here',
      value: () => undefined,
    },
    purchase_order_number: { type: 'string', description: 'Printed on invoices' },
    is_enabled_for_insights: { type: 'bool', description: 'Whether template analytics were turned on' },
    health_status: {
      type: 'object',
      description: 'Whether the account can send messages, and why not',
      keys: HEALTH_KEYS,
      value: (account, { world }) => accountHealth(account, world),
    },
    auth_international_rate_eligibility: {
      type: 'object',
      description: 'Since when authentication-international rates apply',
      value: ({ country }) =>
        country === 'US' ? { start_time: 1_751_328_000, exception_countries: [] } : undefined,
    },
    marketing_messages_onboarding_status: {
      type: 'enum',
      description: 'Whether the account may send with the Marketing Messages API',
    },
    marketing_messages_lite_api_status: {
      type: 'enum',
      description: 'The older name of marketing_messages_onboarding_status',
      value: (account) => account.marketing_messages_onboarding_status,
    },
    whatsapp_business_manager_messaging_limit: {
      type: 'enum',
      description: "The owning portfolio's messaging limit",
      value: ({ ownerBusinessId }, { world }) =>
        world.businesses.get(ownerBusinessId)?.whatsapp_business_manager_messaging_limit,
    },
    is_shared_with_partners: {
      type: 'bool',
      description: 'Whether partners can use the account',
      value: (account) => account.partnerBusinessIds.length > 0,
    },
    dcc_config: {
      type: 'object',
      description: 'What the business says about data and content; nothing is set here',
      keys: ['enabled', 'policy_url'],
      value: () => undefined,
    },
    audiences: {
      type: 'list<string>',
      description: 'Audience segments; there are none here',
      value: () => [],
    },
    creation_time: { type: 'unsigned int32', description: 'When it was made, Unix seconds' },
    ...analyticsFields,
  },
  edges: {
    phone_numbers: {
      description: 'The phone numbers of the account',
      members: (account, { world }) =>
        world.phoneNumbers.nodesWhere((phoneNumber) => phoneNumber.accountId === account.id),
    },
    message_templates: {
      description: 'The message templates of the account',
      maximumLimit: 1000,
      members: (account, { world }, args) =>
        world.templates.nodesWhere(
          (template) => template.accountId === account.id && matchesTemplateFilters(template, args),
        ),
      summary: (account, { world, limits }) => {
        const count = world.templates.where(({ accountId }) => accountId === account.id).length;
        const isOwnerEstablished = isEstablished(account, world);
        return {
          message_template_count: count,
          message_template_limit: limits.templates.mostFor({
            account,
            count,
            isEstablished: isOwnerEstablished,
          }),
          are_translations_complete: false,
        };
      },
      create: createTemplate,
      remove: deleteTemplates,
    },
    flows: {
      description: 'The flows of the account',
      members: (account, { world }) => world.flows.nodesWhere((flow) => flow.accountId === account.id),
      create: createFlow,
    },
    subscribed_apps: {
      description: 'The apps that get webhooks of the account',
      paged: false,
      members: (account, { world }) =>
        bindAll(subscribedAppKind, account.subscribed ? [{ account, app: world.app }] : []),
      create: subscribe,
      remove: (account) => {
        account.subscribed = false;
        return { success: true };
      },
    },
    assigned_users: {
      description: 'The people and system users with a task on the account',
      members: () => bindAll(assignedUserKind, [{}]),
    },
    template_analytics: templateAnalytics,
    product_catalogs: { description: 'The catalogs connected to the account', members: () => [] },
    solutions: { description: 'The multi-partner solutions it takes part in', members: () => [] },
    schedules: { description: 'Scheduled updates', members: () => [] },
    activities: { description: 'What was changed on the account, and by whom', members: () => [] },
  },
  update: (account, parameters) => {
    if (parameters.is_enabled_for_insights !== undefined) account.is_enabled_for_insights = true;
    if (parameters.timezone_id !== undefined) account.timezone_id = String(parameters.timezone_id);
    return { id: account.id };
  },
};
