import { z } from 'zod';
import { unixSeconds } from '../clock';
import type { BusinessAccount } from '../model/records';
import type { Value } from '../webhooks/payloads';
import { emitter, type Tools } from './emitter';
import { ofAccount } from './subjects';

const WEEK = 7 * 86_400;

/** What comes with an event when the body does not bring it. */
type Extras = (account: BusinessAccount, tools: Tools) => Value;

const none: Extras = () => ({});

const partner: Extras = ({ id, ownerBusinessId, partnerBusinessIds }, { world }) => ({
  waba_info: {
    waba_id: id,
    owner_business_id: ownerBusinessId,
    partner_app_id: world.app.id,
    ...(partnerBusinessIds.length > 0 && { solution_partner_business_ids: partnerBusinessIds }),
  },
});

const owned: Extras = ({ id, ownerBusinessId }) => ({
  waba_info: { waba_id: id, owner_business_id: ownerBusinessId },
});

const phone: Extras = ({ id }, { world }) => {
  const [first] = world.phoneNumbers.where(({ accountId }) => accountId === id);
  return { phone_number: first?.display_phone_number.replace(/\D/g, '') ?? '' };
};

const EVENTS = {
  ACCOUNT_DELETED: none,
  ACCOUNT_VIOLATION: () => ({ violation_info: { violation_type: 'SCAM' } }),
  // Filled in before: what it says has to be kept as well as told.
  ACCOUNT_RESTRICTION: none,
  DISABLED_UPDATE: (_account, { world }) => ({
    ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: banDate(world.clock.now()) },
  }),
  AD_ACCOUNT_LINKED: ({ id, ownerBusinessId }) => ({
    waba_info: { waba_id: id, owner_business_id: ownerBusinessId, ad_account_linked: 'act_1203948571' },
  }),
  MM_LITE_TERMS_SIGNED: owned,
  AUTH_INTL_PRICE_ELIGIBILITY_UPDATE: (_account, { world }) => ({
    auth_international_rate_eligibility: {
      start_time: unixSeconds(world.clock) + WEEK,
      exception_countries: [{ country_code: 'IN', start_time: unixSeconds(world.clock) + 2 * WEEK }],
    },
  }),
  BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: ({ country }) => ({ country }),
  VOLUME_BASED_PRICING_TIER_UPDATE: (_account, { world }) => ({
    volume_tier_info: {
      tier_update_time: unixSeconds(world.clock),
      pricing_category: 'UTILITY',
      tier: '25000001:50000000',
      effective_month: new Date(world.clock.now()).toISOString().slice(0, 7),
      region: 'India',
    },
  }),
  PARTNER_ADDED: partner,
  PARTNER_REMOVED: (account, tools) => ({
    ...partner(account, tools),
    disconnection_info: { reason: 'ACCOUNT_DISCONNECTED', initiated_by: 'USER' },
  }),
  PARTNER_APP_INSTALLED: partner,
  PARTNER_APP_UNINSTALLED: partner,
  PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE: ({ ownerBusinessId }) => ({
    partner_client_certification_info: {
      client_business_id: ownerBusinessId,
      status: 'FAILED',
      rejection_reasons: ['LEGAL NAME NOT MATCHING'],
    },
  }),
  ACCOUNT_OFFBOARDED: none,
  ACCOUNT_RECONNECTED: none,
  VERIFIED_ACCOUNT: none,
  PHONE_NUMBER_ADDED: phone,
  PHONE_NUMBER_REMOVED: phone,
} as const satisfies Readonly<Record<string, Extras>>;

const NAMES = Object.keys(EVENTS);

/** Those whose examples say more than the event. */
const SHOWN = ['ACCOUNT_RESTRICTION', 'DISABLED_UPDATE'];

function isEvent(name: string): name is keyof typeof EVENTS {
  return Object.hasOwn(EVENTS, name);
}

/** The form of `waba_ban_date`: April 17, 2025. */
function banDate(now: number): string {
  return new Date(now).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}

const body = z.looseObject({
  event: z.string().refine(isEvent, { message: `expected one of ${NAMES.join(', ')}` }),
  restriction_info: z
    .array(z.looseObject({ restriction_type: z.string(), expiration: z.int().optional() }))
    .optional(),
  ban_info: z
    .looseObject({ waba_ban_state: z.enum(['DISABLE', 'REINSTATE', 'SCHEDULE_FOR_DISABLE']) })
    .optional(),
  partner_business_id: z.string().optional(),
});

type Body = z.output<typeof body>;

/** Without an expiration, a restriction is over after a week. */
function restrictionInfo({ event, restriction_info }: Body, now: number) {
  const given =
    restriction_info ??
    (event === 'ACCOUNT_RESTRICTION'
      ? [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }]
      : undefined);
  const expiration = Math.floor(now / 1000) + WEEK;
  return given?.map((restriction) => ({ expiration, ...restriction }));
}

/** What the event means for the account from then on. */
function apply(account: BusinessAccount, value: Body): void {
  const partners = (): string[] =>
    account.partnerBusinessIds.filter((business) => business !== value.partner_business_id);
  switch (value.event) {
    case 'ACCOUNT_RESTRICTION':
      account.restrictions = (value.restriction_info ?? []).map(({ restriction_type, expiration = 0 }) => ({
        type: restriction_type,
        until: expiration * 1000,
      }));
      break;
    case 'DISABLED_UPDATE': {
      const state = value.ban_info?.waba_ban_state ?? 'DISABLE';
      if (state === 'REINSTATE') delete account.ban;
      else account.ban = state;
      account.status = state === 'DISABLE' ? 'DISABLED' : 'ACTIVE';
      break;
    }
    case 'ACCOUNT_DELETED':
      account.ban = 'DISABLE';
      account.status = 'DELETED';
      break;
    case 'PARTNER_ADDED':
      if (value.partner_business_id) account.partnerBusinessIds = [...partners(), value.partner_business_id];
      break;
    case 'PARTNER_REMOVED':
      account.partnerBusinessIds = partners();
      break;
    default:
  }
}

function inWords(event: string): string {
  return `account_update: ${event.toLowerCase().replaceAll('_', ' ')}`;
}

export const accountUpdate = emitter({
  subject: ofAccount,
  action: 'update',
  field: 'account_update',
  body,
  examples: {
    'account_update: what goes out to customers uninvited is refused with 368 for a week': {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }],
    },
    'account_update: every send is refused with 131031': {
      event: 'DISABLED_UPDATE',
      ban_info: { waba_ban_state: 'DISABLE' },
    },
    'account_update: the account may send again': {
      event: 'DISABLED_UPDATE',
      ban_info: { waba_ban_state: 'REINSTATE' },
    },
    ...Object.fromEntries(
      NAMES.filter((event) => !SHOWN.includes(event)).map((event) => [inWords(event), { event }]),
    ),
  },
  emit(account, given, tools) {
    const now = tools.world.clock.now();
    const restriction_info = restrictionInfo(given, now);
    const { event, partner_business_id, ...extras } = {
      ...given,
      ...(restriction_info && { restriction_info }),
    };
    apply(account, { ...given, restriction_info });
    const defaults: Value = isEvent(event) ? EVENTS[event](account, tools) : {};
    const ban = extras.ban_info && { ban_info: { waba_ban_date: banDate(now), ...extras.ban_info } };
    return {
      value: { event, ...defaults, ...extras, ...ban },
      // Meta sends this one under the partner's id: the account stands in waba_info only.
      ...(event === 'PARTNER_ADDED' && { entryId: partner_business_id ?? account.ownerBusinessId }),
    };
  },
});
