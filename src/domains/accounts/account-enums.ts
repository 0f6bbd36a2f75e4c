import { openEnum } from '../../planner/open-enum';

export const AccountReviewStatus = openEnum(
  'AccountReviewStatus',
  "Where Meta's review of a WhatsApp Business account against its policies stands.",
  {
    PENDING: 'Under review.',
    APPROVED: 'Approved.',
    REJECTED: 'Refused.',
    DEFERRED: 'Put off.',
    RESTRICTED: 'Approved with restrictions.',
    LIMIT_REACHED: 'No further accounts are reviewed: the portfolio has as many as it may.',
  },
);

export const AccountStatus = openEnum('AccountStatus', 'Whether a WhatsApp Business account is in use.', {
  ACTIVE: 'In use.',
  INACTIVE: 'Not in use.',
  PENDING: 'Being set up.',
  RESTRICTED: 'Restricted for breaking policy.',
  SUSPENDED: 'Suspended.',
  DISABLED: 'Disabled.',
  BANNED: 'Banned.',
  DELETED: 'Deleted.',
});

export const OwnershipType = openEnum(
  'OwnershipType',
  'Who owns a WhatsApp Business account, seen from the portfolio that asks.',
  {
    SELF_OWNED: 'The business itself.',
    CLIENT_OWNED: 'A client, who shared it with the portfolio.',
    AGENCY_OWNED: 'An agency.',
    ON_BEHALF_OF: 'A partner, on behalf of the business (a model Meta retired in 2025).',
  },
);

export const OnBehalfOfStatus = openEnum(
  'OnBehalfOfStatus',
  'Where a request to act on behalf of a business stands.',
  {
    APPROVE: 'Granted (spelling of requests).',
    APPROVED: 'Granted.',
    DECLINE: 'Refused.',
    PENDING: 'Not answered yet.',
    IN_PROGRESS: 'Being worked on.',
    EXPIRED: 'Not answered in time.',
    CANCELED: 'Withdrawn.',
  },
);

export const MarketingMessagesOnboardingStatus = openEnum(
  'MarketingMessagesOnboardingStatus',
  'Whether the Marketing Messages API can be used, and if not, why.',
  {
    ELIGIBLE: 'Can be onboarded.',
    ONBOARDED: 'Can be used.',
    PENDING_VALID_PAYMENT_METHOD: 'Waits for a valid payment method.',
    PENDING_INTERNAL_SETUP: 'Waits for Meta.',
    INELIGIBLE_ON_BEHALF_OF_WABA: 'No: the account is owned on behalf of another business.',
    INELIGIBLE_INACTIVE_OR_RESTRICTED: 'No: the account is inactive or restricted.',
    INELIGIBLE_COUNTRY_NOT_SUPPORTED: "No: not offered in the business's country.",
    INELIGIBLE_USING_WHATSAPP_BUSINESS_APP: 'No: the numbers are used with the WhatsApp Business app.',
  },
);

export const AssignedUserType = openEnum('AssignedUserType', 'What kind of user was given access.', {
  BUSINESS_USER: 'A person in the business portfolio.',
  SYSTEM_USER: 'A system user: a machine of the portfolio.',
  PERSONAL_USER: 'A person with a Facebook profile.',
});

export const AccountTask = openEnum('AccountTask', 'What a user may do with a WhatsApp Business account.', {
  FULL_CONTROL: 'Everything.',
  MANAGE: 'Manage the account.',
  DEVELOP: 'Use the account from apps.',
  MANAGE_TEMPLATES: 'Make and edit message templates.',
  VIEW_TEMPLATES: 'See message templates.',
  MANAGE_PHONE: 'Manage phone numbers.',
  MANAGE_PHONE_ASSETS: 'Manage what belongs to phone numbers.',
  VIEW_PHONE_ASSETS: 'See what belongs to phone numbers.',
  MANAGE_EXTENSIONS: 'Manage Flows.',
  MANAGE_BILLING: 'Manage payment.',
  MANAGE_USERS: 'Give others access.',
  MESSAGING: 'Send and read messages.',
  RECEIVE_INCOMING_MESSAGES: 'Read messages.',
  VIEW_COST: 'See costs.',
  VIEW_INSIGHTS: 'See insights.',
});
