import { z } from 'zod';
import { unixSeconds } from '../clock';
import { emitter } from './emitter';
import { ofAccount } from './subjects';

const TIERS = [
  'TIER_50',
  'TIER_250',
  'TIER_1K',
  'TIER_2K',
  'TIER_10K',
  'TIER_100K',
  'TIER_UNLIMITED',
] as const;

const SOLUTION_STATUSES = [
  'ACTIVE',
  'DEACTIVATED',
  'DRAFT',
  'INITIATED',
  'PENDING_DEACTIVATION',
  'REJECTED',
] as const;

/** What Meta tells of accounts and of the portfolios that own them, `account_update` apart. */
export const accountEmitters = [
  emitter({
    subject: ofAccount,
    action: 'alert',
    field: 'account_alerts',
    body: z.strictObject({
      entity_type: z.enum(['BUSINESS', 'PHONE_NUMBER', 'CURRENT_STATUS_ID']).default('BUSINESS'),
      entity_id: z.string().optional(),
      alert_severity: z.enum(['CRITICAL', 'INFORMATIONAL', 'WARNING']).default('WARNING'),
      alert_status: z.enum(['ACTIVE', 'NONE']).default('ACTIVE'),
      alert_type: z.string().default('INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED'),
      alert_description: z.string().default('Your messaging limit was not increased. Try again later.'),
    }),
    examples: {
      'A higher messaging limit was deferred': {
        alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
        alert_severity: 'WARNING',
      },
      'The check mark was approved': { alert_type: 'OBA_APPROVED', alert_severity: 'INFORMATIONAL' },
    },
    emit: ({ ownerBusinessId }, { entity_type, entity_id = ownerBusinessId, ...alert_info }) => ({
      value: { entity_type, entity_id, alert_info },
    }),
  }),
  emitter({
    subject: ofAccount,
    action: 'review',
    field: 'account_review_update',
    body: z.strictObject({ decision: z.enum(['APPROVED', 'REJECTED', 'PENDING', 'DEFERRED']) }),
    examples: { "Meta's review of the account has ended": { decision: 'APPROVED' } },
    emit(account, value) {
      account.account_review_status = value.decision;
      return { value };
    },
  }),
  emitter({
    subject: ofAccount,
    action: 'capability',
    field: 'business_capability_update',
    body: z.strictObject({
      max_daily_conversations_per_business: z.enum(TIERS).default('TIER_100K'),
      max_phone_numbers_per_business: z.int().default(20),
      max_phone_numbers_per_waba: z.int().optional(),
    }),
    examples: { 'The messaging limit is raised': { max_daily_conversations_per_business: 'TIER_100K' } },
    emit({ ownerBusinessId }, value, { world }) {
      const business = world.businesses.get(ownerBusinessId);
      if (business) {
        business.whatsapp_business_manager_messaging_limit = value.max_daily_conversations_per_business;
      }
      return { value };
    },
  }),
  emitter({
    subject: ofAccount,
    action: 'business-status',
    field: 'business_status_update',
    body: z.looseObject({ event: z.string().min(1) }),
    examples: {
      'The portfolio was compromised (Meta has not documented the payload)': { event: 'COMPROMISED' },
    },
    emit: ({ ownerBusinessId }, body) => ({ value: { business_id: ownerBusinessId, ...body } }),
  }),
  emitter({
    subject: ofAccount,
    action: 'campaign-status',
    field: 'campaign_status_update',
    body: z.strictObject({
      campaign_id: z.int().default(12345678),
      campaign_name: z.string().default('summer_sale'),
      old_status: z.string().default('ACTIVE'),
      new_status: z.string().default('PAUSED'),
      paused_reasons: z.array(z.string()).default(['USER_PAUSED']),
      complete_reason: z.string().nullable().default(null),
    }),
    examples: { 'A campaign was paused (an old webhook)': { new_status: 'PAUSED' } },
    emit: (_account, value) => ({ value }),
  }),
  emitter({
    subject: ofAccount,
    action: 'solution',
    field: 'partner_solutions',
    body: z.strictObject({
      event: z.enum(['SOLUTION_CREATED', 'SOLUTION_UPDATED']),
      solution_id: z.string().default('774485461512159'),
      solution_status: z.enum(SOLUTION_STATUSES).default('ACTIVE'),
    }),
    examples: {
      'A multi-partner solution changed': { event: 'SOLUTION_UPDATED', solution_status: 'ACTIVE' },
    },
    emit: ({ ownerBusinessId }, value) => ({ value, entryId: ownerBusinessId }),
  }),
  emitter({
    subject: ofAccount,
    action: 'payment-configuration',
    field: 'payment_configuration_update',
    body: z.strictObject({
      configuration_name: z.string().default('shop-payments'),
      provider_name: z.enum(['billdesk', 'payu', 'razorpay', 'zaakpay']).default('razorpay'),
      provider_mid: z.string().default('acc_Hx91k'),
      status: z.enum(['Active', 'Needs Connecting', 'Needs Testing']).default('Active'),
    }),
    examples: { 'A payment configuration was connected': { status: 'Active', provider_name: 'razorpay' } },
    emit(_account, body, { world }) {
      const now = unixSeconds(world.clock);
      return { value: { ...body, created_timestamp: now - 60, updated_timestamp: now } };
    },
  }),
];
