import { family } from './entry';

/** Meta's policies: accounts blocked, locked or kept from a country. */
export const INTEGRITY_ERRORS = family('INTEGRITY', {
  POLICY_VIOLATION_BLOCK: [
    368,
    'AFTER_ACTION',
    'OPERATOR',
    'The account is temporarily blocked for violating a policy; its health status says more.',
  ],
  COUNTRY_RESTRICTED: [130497, 'NEVER', 'NOBODY', 'The account may not message users in this country.'],
  ACCOUNT_LOCKED: [
    131031,
    'AFTER_ACTION',
    'OPERATOR',
    'The account is locked, or data such as the two-step PIN did not match; its health status says more.',
  ],
});
