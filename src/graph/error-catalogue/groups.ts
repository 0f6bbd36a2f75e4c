import { family } from './entry';

/** The Groups API. */
export const GROUPS_ERRORS = family('GROUPS', {
  GROUP_INVALID: [131020, 'NEVER', 'CALLER', 'The group is not valid: it has a single member.'],
  GROUP_UNKNOWN: [131041, 'NEVER', 'CALLER', 'There is no such group.'],
  GROUP_PARTIAL_SUCCESS: [131201, 'NEVER', 'CALLER', 'The call succeeded for some of the participants only.'],
  GROUP_PARTICIPANT_DUPLICATE: [131202, 'NEVER', 'CALLER', 'A participant is named twice.'],
  GROUP_PARTICIPANT_TERMS_NOT_ACCEPTED: [
    131203,
    'NEVER',
    'CUSTOMER',
    'A participant has not accepted the terms.',
  ],
  GROUP_TOO_MANY_PARTICIPANTS: [131204, 'NEVER', 'CALLER', 'The group has too many participants.'],
  GROUP_SUSPENDED: [131207, 'NEVER', 'OPERATOR', 'The group is suspended.'],
  GROUP_RATE_LIMIT: [131208, 'NOW', 'CALLER', 'Too many calls for this group.'],
  GROUP_PHOTO_NOT_SQUARE: [131209, 'NEVER', 'CALLER', "The group's photo is not square."],
  GROUP_PHOTO_TOO_SMALL: [131210, 'NEVER', 'CALLER', "The group's photo is too small."],
  GROUP_CREATION_LIMIT: [131211, 'NEVER', 'OPERATOR', 'The number has as many groups as it may have.'],
  GROUP_NOT_MEMBER: [131212, 'NEVER', 'CALLER', 'The user is not in the group.'],
  GROUP_JOIN_REQUEST_MISSING: [131213, 'NEVER', 'CALLER', 'There is no such request to join.'],
  GROUP_CREATION_DISABLED: [
    131214,
    'AFTER_ACTION',
    'OPERATOR',
    'Groups cannot be made: too much marketing was sent in customer service windows.',
  ],
  GROUP_NUMBER_NOT_ELIGIBLE: [
    131215,
    'AFTER_ACTION',
    'OPERATOR',
    'The phone number is not eligible for groups.',
  ],
});
