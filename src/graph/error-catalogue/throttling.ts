import { family, HOUR, SECOND } from './entry';

/** Limits of calls and of messages. */
export const THROTTLING_ERRORS = family('THROTTLING', {
  APP_CALL_LIMIT: [4, 'LATER', 'OPERATOR', "The app's hourly call allowance is used up."],
  USER_CALL_LIMIT: [17, 'LATER', 'OPERATOR', "The token owner's hourly call allowance is used up."],
  PAGE_CALL_LIMIT: [32, 'LATER', 'OPERATOR', "The page's hourly call allowance is used up."],
  CUSTOM_CALL_LIMIT: [
    613,
    'LATER',
    'OPERATOR',
    'A limit of this endpoint is used up, such as 5 reads of call permissions a second.',
  ],
  ACCOUNT_CALL_LIMIT: [
    80007,
    'LATER',
    'OPERATOR',
    "The WhatsApp Business Account's hourly call allowance is used up (business use case limit).",
  ],
  ACCOUNT_MANAGEMENT_CALL_LIMIT: [
    80008,
    'LATER',
    'OPERATOR',
    "The WhatsApp Business Account's allowance of management calls is used up (business use case limit).",
  ],
  THROUGHPUT_LIMIT: [
    130429,
    'NOW',
    'CALLER',
    'The phone number sends faster than its throughput allows: slow down and try again.',
  ],
  SPAM_RATE_LIMIT: [
    131048,
    'AFTER_ACTION',
    'OPERATOR',
    'Too many earlier messages were blocked or reported as spam: stop campaigns and improve quality.',
  ],
  PAIR_RATE_LIMIT: [
    131056,
    'LATER',
    'CALLER',
    'Too many messages from this number to this one recipient: pause for this pair, other recipients are not affected.',
    { waitMs: 6 * SECOND },
  ],
  MESSAGING_LIMIT_MISCLASSIFICATION: [
    131064,
    'AFTER_ACTION',
    'OPERATOR',
    'The messaging limit was reached because of misclassified templates.',
  ],
  REGISTRATION_LIMIT: [
    133016,
    'LATER',
    'OPERATOR',
    'More than 10 registrations or deregistrations of the number in 72 hours: it is locked for 72 hours.',
    { waitMs: 72 * HOUR },
  ],
});
