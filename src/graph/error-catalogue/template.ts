import { family, MINUTE } from './entry';

/** Sending templates. */
export const TEMPLATE_ERRORS = family('TEMPLATE', {
  TEMPLATE_PARAMETER_COUNT_MISMATCH: [
    132000,
    'NEVER',
    'CALLER',
    'The number of parameters is not the number that the template has.',
  ],
  TEMPLATE_NOT_FOUND: [
    132001,
    'NEVER',
    'CALLER',
    'The template does not exist in this language, or is not approved.',
  ],
  TEMPLATE_TEXT_TOO_LONG: [
    132005,
    'NEVER',
    'CALLER',
    'The text is too long once the parameters are filled in.',
  ],
  TEMPLATE_FORMAT_POLICY_VIOLATED: [
    132007,
    'NEVER',
    'CALLER',
    "The template's content breaks a policy on characters or format.",
  ],
  TEMPLATE_PARAMETER_INVALID: [132008, 'NEVER', 'CALLER', 'The value of a template parameter is not valid.'],
  TEMPLATE_PARAMETER_FORMAT_MISMATCH: [
    132012,
    'NEVER',
    'CALLER',
    'A parameter has another format than the template was made with.',
  ],
  TEMPLATE_PAUSED: [132015, 'LATER', 'OPERATOR', 'The template is paused for low quality: wait, or edit it.'],
  TEMPLATE_DISABLED: [132016, 'NEVER', 'OPERATOR', 'The template is disabled for good: make a new one.'],
  TEMPLATE_PARAMETERS_INVALID: [
    132018,
    'NEVER',
    'CALLER',
    'The template parameters are not valid; see `details`.',
  ],
  FLOW_BLOCKED: [132068, 'AFTER_ACTION', 'OPERATOR', 'The Flow in the message is blocked.'],
  FLOW_THROTTLED: [
    132069,
    'LATER',
    'OPERATOR',
    'The Flow is throttled: it has been sent 10 times in this hour.',
  ],
  MARKETING_TEMPLATE_REQUIRED: [
    134100,
    'NEVER',
    'CALLER',
    'The Marketing Messages API only sends marketing templates.',
  ],
  TEMPLATE_STILL_SYNCING: [
    134101,
    'LATER',
    'META',
    'The template is not yet known to the Marketing Messages API: wait 10 minutes.',
    { waitMs: 10 * MINUTE },
  ],
  TEMPLATE_UNAVAILABLE_FOR_MARKETING: [
    134102,
    'AFTER_ACTION',
    'OPERATOR',
    'The template is not available or not eligible for the Marketing Messages API.',
  ],
  MARKETING_TEMPLATE_REJECTED: [
    134103,
    'NEVER',
    'OPERATOR',
    'The Marketing Messages API rejects this template.',
  ],
});
