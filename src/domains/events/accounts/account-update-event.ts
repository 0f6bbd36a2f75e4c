import { openEnum } from '../../../planner/open-enum';

export const AccountUpdateEvent = openEnum(
  'AccountUpdateEvent',
  'What happened to a WhatsApp Business account (`event` of `account_update`).',
  {
    ACCOUNT_DELETED: 'It was deleted.',
    ACCOUNT_VIOLATION: 'It broke a policy: see `violationInfo`.',
    ACCOUNT_RESTRICTION: 'It was restricted: see `restrictionInfo`.',
    DISABLED_UPDATE: 'It was or will be disabled, or was reinstated: see `banInfo`.',
    AD_ACCOUNT_LINKED: 'An ad account was linked: see `wabaInfo`. Being replaced by MM_LITE_TERMS_SIGNED.',
    MM_LITE_TERMS_SIGNED: 'The terms of the Marketing Messages API were accepted: see `wabaInfo`.',
    AUTH_INTL_PRICE_ELIGIBILITY_UPDATE:
      'International rates for authentication apply: see `authInternationalRateEligibility`.',
    BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: "The business's country was set: see `country`.",
    VOLUME_BASED_PRICING_TIER_UPDATE: 'Messages cost less, as many were sent: see `volumeTierInfo`.',
    ACCOUNT_OFFBOARDED: 'It left the Cloud API, and is on the WhatsApp Business app alone.',
    ACCOUNT_RECONNECTED: 'It came back to the Cloud API from the WhatsApp Business app.',
    PARTNER_ADDED: 'It was shared with a partner: see `wabaInfo`.',
    PARTNER_APP_INSTALLED: "A partner's app was given access: see `wabaInfo`.",
    PARTNER_APP_UNINSTALLED: "A partner's app lost its access: see `wabaInfo`.",
    PARTNER_REMOVED: 'It is no longer shared with a partner: see `wabaInfo` and `disconnectionInfo`.',
    PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE:
      "A client's certification by its partner went on: see `partnerClientCertificationInfo`.",
    VERIFIED_ACCOUNT: 'It was verified (older word).',
    PHONE_NUMBER_ADDED: 'It got a phone number (older word).',
    PHONE_NUMBER_REMOVED: 'It lost a phone number (older word).',
  },
);
