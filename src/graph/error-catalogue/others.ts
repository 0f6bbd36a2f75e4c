import { family } from './entry';

/** Blocking users. */
export const BLOCKING_ERRORS = family('BLOCKING', {
  BLOCK_PARTIALLY_FAILED: [139100, 'NEVER', 'CALLER', 'Some of the users could not be blocked or unblocked.'],
  BLOCK_LIST_FULL: [139101, 'AFTER_ACTION', 'OPERATOR', 'The block list has 64,000 users and is full.'],
  BLOCK_LIST_CHANGED: [139102, 'NOW', 'CALLER', 'The block list changed while it was paged: start again.'],
  BLOCK_INTERNAL_ERROR: [139103, 'NOW', 'META', 'Blocking failed inside Meta.'],
});

/** Business usernames. */
export const USERNAMES_ERRORS = family('USERNAMES', {
  USERNAME_NOT_AVAILABLE: [147001, 'NEVER', 'CALLER', 'The username is not available.'],
  USERNAME_NOT_ELIGIBLE: [147002, 'AFTER_ACTION', 'OPERATOR', 'The account is not eligible for a username.'],
  USERNAME_NEEDS_FACEBOOK_PAGE: [
    147003,
    'AFTER_ACTION',
    'OPERATOR',
    'Link the Facebook Page of this name first.',
  ],
  USERNAME_NEEDS_INSTAGRAM: [
    147004,
    'AFTER_ACTION',
    'OPERATOR',
    'Link the Instagram account of this name first.',
  ],
  USERNAME_ON_OTHER_NUMBER: [
    147005,
    'NEVER',
    'CALLER',
    'Another of your numbers has the username: ask for a forced transfer.',
  ],
});

/** Template insights. */
export const ANALYTICS_ERRORS = family('ANALYTICS', {
  TEMPLATE_INSIGHTS_UNAVAILABLE: [200005, 'NEVER', 'NOBODY', 'Template insights are not available yet.'],
  TEMPLATE_INSIGHTS_PERMANENT: [200006, 'NEVER', 'CALLER', 'Template insights cannot be disabled.'],
  TEMPLATE_INSIGHTS_DISABLED: [
    200007,
    'AFTER_ACTION',
    'OPERATOR',
    'Template insights are not enabled on the account: enable them first.',
  ],
});

/** What a health status names as the reason that something cannot send. */
export const HEALTH_ERRORS = family('HEALTH', {
  HEALTH_TEMPLATE_NOT_APPROVED: [141002, 'AFTER_ACTION', 'OPERATOR', 'The template is not approved.'],
  HEALTH_PAYMENT_METHOD: [
    141006,
    'AFTER_ACTION',
    'OPERATOR',
    'A problem with the means of payment blocks business-initiated messages.',
  ],
  HEALTH_BUSINESS_NOT_VERIFIED: [
    141010,
    'AFTER_ACTION',
    'OPERATOR',
    'The business has not passed verification.',
  ],
  HEALTH_ACCOUNT_BANNED: [141014, 'AFTER_ACTION', 'OPERATOR', 'The WhatsApp Business Account is banned.'],
  HEALTH_OTHER: [141025, 'AFTER_ACTION', 'OPERATOR', "See Meta's description and possible solution."],
  HEALTH_SIP_NOT_ENABLED: [138024, 'AFTER_ACTION', 'OPERATOR', 'SIP is not enabled for the phone number.'],
  HEALTH_SIP_SERVER_MISSING: [
    138025,
    'AFTER_ACTION',
    'OPERATOR',
    'The app has no SIP server for the phone number.',
  ],
});
