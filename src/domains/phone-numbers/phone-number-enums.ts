import { openEnum } from '../../planner/open-enum';

export const PhoneNumberStatus = openEnum(
  'PhoneNumberStatus',
  'Whether a business phone number is in use with the platform, and what restrains it.',
  {
    PENDING: 'Added, not registered yet.',
    CONNECTED: 'Registered: can send and receive.',
    DISCONNECTED: 'Not registered any more.',
    FLAGGED: 'Its quality fell to RED; unless it rises, the messaging limit falls.',
    RESTRICTED: 'Reached its messaging limit; no more business-initiated messages for now.',
    RATE_LIMITED: 'Sends faster than allowed for now.',
    BANNED: 'Banned for breaking policy.',
    DELETED: 'Removed from the account.',
    MIGRATED: 'Moved to another account.',
    UNVERIFIED: 'Its owner has not proved to have it.',
    LINKED: "Linked to the account (named in Meta's OpenAPI description).",
    UNLINKED: "No longer linked to the account (named in Meta's OpenAPI description).",
    UNKNOWN: 'Meta does not know.',
  },
);

export const CodeVerificationStatus = openEnum(
  'CodeVerificationStatus',
  'Whether the owner proved by a code (SMS or voice) to have the phone number.',
  {
    VERIFIED: 'Proved.',
    NOT_VERIFIED: 'Not proved.',
    UNVERIFIED: 'Not proved (older spelling of NOT_VERIFIED).',
    EXPIRED: 'Proved once, but the number was not registered in time.',
  },
);

export const DisplayNameStatus = openEnum('DisplayNameStatus', 'Where the review of a display name stands.', {
  APPROVED: 'Approved.',
  AVAILABLE_WITHOUT_REVIEW: 'Can be used; no review was needed.',
  DECLINED: 'Declined; choose another.',
  EXPIRED: 'The approval expired, as the number was not registered in time.',
  PENDING_REVIEW: 'Under review.',
  NONE: 'No name was handed in.',
  NON_EXISTS: 'No name was handed in (older spelling of NONE).',
});

export const AccountMode = openEnum('AccountMode', 'Whether a phone number is for real or for trying out.', {
  LIVE: 'A real phone number.',
  SANDBOX: "A test phone number of Meta's.",
});

export const PhoneNumberPlatform = openEnum(
  'PhoneNumberPlatform',
  'Which API a phone number is registered with.',
  {
    CLOUD_API: 'The Cloud API.',
    ON_PREMISE: 'The On-Premises API, which Meta has retired.',
    NOT_APPLICABLE: 'None: not registered.',
  },
);

export const ThroughputLevel = openEnum(
  'ThroughputLevel',
  'How many messages a second a phone number may handle.',
  {
    STANDARD:
      '80 messages a second, inbound and outbound together (less on numbers also on the WhatsApp Business app).',
    HIGH: 'Up to 1,000 messages a second; Meta raises it by itself.',
    NOT_APPLICABLE: 'No throughput: not registered.',
  },
);

export const OfficialBusinessAccountStatus = openEnum(
  'OfficialBusinessAccountStatus',
  'Where the application for an Official Business Account (blue badge) stands.',
  {
    NOT_STARTED: 'Not applied for.',
    PENDING: 'Applied for.',
    UNDER_REVIEW: 'Under review.',
    APPROVED: 'Granted.',
    REJECTED: 'Refused.',
    EXPIRED: 'The application expired.',
    CANCELLED: 'The application was withdrawn.',
  },
);

export const SearchVisibility = openEnum(
  'SearchVisibility',
  "Whether people find the phone number in WhatsApp's search for businesses.",
  { VISIBLE: 'Found.', HIDDEN: 'Not found.' },
);

export const UnifiedCertStatus = openEnum(
  'UnifiedCertStatus',
  "Display name review and business review taken together (Meta's `unified_cert_status`).",
  {
    APPROVED: 'Everything is approved.',
    NAME_PENDING_REVIEW: 'The display name is under review.',
    NAME_NOT_APPROVED: 'The display name was declined.',
    ACCOUNT_REVIEW_NOT_STARTED: 'The review of the account has not begun.',
    LIMITED_ACCESS: 'Can be used within limits until the business is verified.',
  },
);

export const BusinessVertical = openEnum(
  'BusinessVertical',
  'The line of business shown in a business profile.',
  {
    UNDEFINED: 'None was chosen.',
    NOT_A_BIZ: 'Not a business.',
    OTHER: 'Something else.',
    AUTO: 'Automotive.',
    BEAUTY: 'Beauty, spa and salon.',
    APPAREL: 'Clothing and apparel.',
    EDU: 'Education.',
    ENTERTAIN: 'Entertainment.',
    EVENT_PLAN: 'Event planning and service.',
    FINANCE: 'Finance and banking.',
    GROCERY: 'Food and grocery.',
    GOVT: 'Public service.',
    HOTEL: 'Hotel and lodging.',
    HEALTH: 'Medical and health.',
    NONPROFIT: 'Non-profit.',
    PROF_SERVICES: 'Professional services.',
    RETAIL: 'Shopping and retail.',
    TRAVEL: 'Travel and transportation.',
    RESTAURANT: 'Restaurant.',
    ALCOHOL: 'Alcoholic beverages.',
    ONLINE_GAMBLING: 'Online gambling and gaming.',
    PHYSICAL_GAMBLING: 'Gambling and gaming in places of its own.',
    OTC_DRUGS: 'Over-the-counter medicine.',
    MATRIMONY_SERVICE: 'Matchmaking.',
  },
);
