import { family } from './entry';

/** Errors that the gateway itself finds; Meta has no code for them. */
export const GATEWAY_ERRORS = family('GATEWAY', {
  INVALID_INPUT: [
    [],
    'NEVER',
    'CALLER',
    'The input breaks a rule that Meta documents; `field` says where. Nothing was sent to Meta.',
  ],
  RATE_LIMITED: [
    [],
    'LATER',
    'CALLER',
    'The call would exceed a limit of Meta that the gateway keeps. Nothing was sent; try again after `retryAfterMs`.',
  ],
  OUTSIDE_SERVICE_WINDOW: [
    [],
    'NEVER',
    'CALLER',
    'The 24-hour customer service window is closed, so only a template can be sent. Nothing was sent to Meta.',
  ],
  IDEMPOTENCY_KEY_REUSED: [
    [],
    'NEVER',
    'CALLER',
    'The idempotency key stands for another message, of other content. Nothing was sent; give each message a key of its own.',
  ],
  BROADCAST_ENDED: [
    [],
    'NEVER',
    'CALLER',
    'The broadcast is completed or cancelled: it cannot be steered any more.',
  ],
  UPSTREAM_UNAVAILABLE: [
    [],
    'NOW',
    'NOBODY',
    'Meta could not be reached or gave no usable answer; the call changes nothing when it is repeated.',
  ],
  NOT_SENT: [
    [],
    'NOW',
    'NOBODY',
    'Meta could not be reached, and nothing of the message can have arrived there: it can be sent again safely.',
  ],
  SEND_UNKNOWN: [
    [],
    'NEVER',
    'CALLER',
    "The answer to a send was lost, or is a fault of Meta's that proves nothing: the message may have been delivered. Look for its status before sending it again.",
  ],
});

/** An error of Meta's that this catalogue has no entry for. */
export const UNKNOWN_ERRORS = family('UNKNOWN', {
  UNKNOWN: [
    [],
    'NEVER',
    'CALLER',
    "An error code that this catalogue does not know; `metaCode` and `message` are Meta's.",
  ],
});
