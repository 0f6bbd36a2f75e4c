import { family } from './entry';

/** Managing Flows. */
export const FLOWS_ERRORS = family('FLOWS', {
  FLOW_BLOCKED_BY_INTEGRITY: [
    139000,
    'AFTER_ACTION',
    'OPERATOR',
    "The Flow is blocked by Meta's integrity checks.",
  ],
  FLOW_UPDATE_FAILED: [
    139001,
    'NEVER',
    'CALLER',
    'The Flow could not be updated: it is published, or its JSON is not valid.',
  ],
  FLOW_PUBLISH_FAILED: [
    139002,
    'AFTER_ACTION',
    'OPERATOR',
    'The Flow could not be published: validation errors, no endpoint, no signed key, or no number.',
  ],
  FLOW_DEPRECATE_FAILED: [139003, 'NEVER', 'CALLER', 'The Flow could not be deprecated.'],
  FLOW_DELETE_FAILED: [139004, 'NEVER', 'CALLER', 'The Flow could not be deleted: it is published.'],
});
