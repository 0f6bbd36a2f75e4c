import { family, MINUTE } from './entry';

/** Registration of phone numbers and two-step verification. */
export const REGISTRATION_ERRORS = family('REGISTRATION', {
  DEREGISTRATION_INCOMPLETE: [
    133000,
    'AFTER_ACTION',
    'OPERATOR',
    'An earlier deregistration failed: deregister again, then register.',
  ],
  REGISTRATION_SERVER_UNAVAILABLE: [
    133004,
    'NOW',
    'META',
    'The registration server is unavailable for the moment.',
  ],
  TWO_STEP_PIN_MISMATCH: [133005, 'NEVER', 'CALLER', 'The two-step verification PIN is wrong.'],
  VERIFICATION_NEEDED: [
    133006,
    'AFTER_ACTION',
    'OPERATOR',
    'The number has to be verified again: request a code and verify it.',
  ],
  TWO_STEP_PIN_TOO_MANY_GUESSES: [
    133008,
    'LATER',
    'CALLER',
    'Too many guesses of the two-step PIN; `details` says how long to wait.',
  ],
  TWO_STEP_PIN_TOO_FAST: [
    133009,
    'LATER',
    'CALLER',
    'The two-step PIN was entered too fast; `details` says how long to wait.',
  ],
  PHONE_NUMBER_NOT_REGISTERED: [133010, 'AFTER_ACTION', 'OPERATOR', 'The phone number is not registered.'],
  PHONE_NUMBER_RECENTLY_DELETED: [
    133015,
    'LATER',
    'OPERATOR',
    'The number was deleted a moment ago: wait 5 minutes.',
    { waitMs: 5 * MINUTE },
  ],
  PHONE_NUMBER_ALREADY_VERIFIED: [
    136024,
    'NEVER',
    'CALLER',
    'The number is already verified, or a code cannot be requested for it.',
  ],
  CODE_REQUEST_FAILED: [136025, 'NEVER', 'CALLER', 'The verification code could not be requested.'],
  CODE_VERIFICATION_FAILED: [136026, 'NEVER', 'CALLER', 'The verification code could not be verified.'],
});
