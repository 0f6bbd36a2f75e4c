import { family, MINUTE } from './entry';

/** Moving phone numbers, Embedded Signup, In-App Signup, coexistence. */
export const ONBOARDING_ERRORS = family('ONBOARDING', {
  MIGRATION_NOT_CONFIRMED: [
    2388001,
    'AFTER_ACTION',
    'OPERATOR',
    'The ownership of the number is not confirmed, or its two-step verification is still on.',
  ],
  PHONE_NUMBER_ALREADY_ADDED: [2388012, 'NEVER', 'CALLER', 'The phone number is already in your list.'],
  PHONE_NUMBER_NOT_MIGRATING: [
    [2388091, 2388093],
    'NEVER',
    'CALLER',
    'The number is not eligible for a registration code: it is not being migrated.',
  ],
  MIGRATION_NOT_POSSIBLE: [
    2388103,
    'AFTER_ACTION',
    'OPERATOR',
    'The number cannot be migrated; `details` says why (webhooks, display name, credit line, business).',
  ],
  PHONE_NUMBER_IN_MAINTENANCE: [
    2494100,
    'LATER',
    'META',
    'The phone number is in maintenance: try again in a few minutes.',
    { waitMs: 5 * MINUTE },
  ],
  ACCOUNT_MARKED_FOR_OTHER_SOLUTION: [
    2593079,
    'AFTER_ACTION',
    'OPERATOR',
    'The account is marked for another solution.',
  ],
  ACCOUNT_MOBILITY_INVALID: [
    2593085,
    'AFTER_ACTION',
    'OPERATOR',
    'The account is not valid for the mobility of on-behalf-of accounts.',
  ],
  COEXISTENCE_SYNC_LIMIT: [
    2593107,
    'NEVER',
    'OPERATOR',
    'Contacts or history were already synchronised once.',
  ],
  COEXISTENCE_SYNC_TOO_LATE: [
    2593108,
    'NEVER',
    'OPERATOR',
    'Synchronising is only possible within 24 hours of onboarding.',
  ],
  COEXISTENCE_HISTORY_OFF: [
    2593109,
    'AFTER_ACTION',
    'OPERATOR',
    'The business turned the sharing of history off.',
  ],
  SIGNUP_NOT_FOUND: [2494164, 'NEVER', 'CALLER', 'There is no such In-App Signup.'],
  SIGNUP_NOT_ENABLED: [2494165, 'AFTER_ACTION', 'OPERATOR', 'In-App Signup is not enabled for the account.'],
  SIGNUP_PLACEHOLDER_UNKNOWN: [2494166, 'NEVER', 'CALLER', 'The In-App Signup has an unknown placeholder.'],
  SIGNUP_PROMO_CODE_MISSING: [2494167, 'NEVER', 'CALLER', 'The In-App Signup has no `promo_code`.'],
  SIGNUP_TERMS_NOT_ACCEPTED: [
    2494168,
    'AFTER_ACTION',
    'OPERATOR',
    'The terms of In-App Signup are not accepted.',
  ],
  SIGNUP_TERMS_ALREADY_ACCEPTED: [
    2494176,
    'NEVER',
    'NOBODY',
    'The terms of In-App Signup are already accepted.',
  ],
  SIGNUP_TERMS_URL_NOT_ALLOWED: [2494177, 'NEVER', 'CALLER', 'The URL of the terms is not allowed.'],
  SIGNUP_WEBSITE_NOT_HTTPS: [2494179, 'NEVER', 'CALLER', 'The website of an In-App Signup must be https.'],
  ALREADY_ONBOARDED: [
    1752041,
    'NEVER',
    'NOBODY',
    'The same onboarding was requested before: treat it as done.',
  ],
});
