import type { JsonObject } from '../common/json';

/**
 * - `SENDING`: on its way; what the answer is will be known soon.
 * - `SENT`: Meta has the message.
 * - `REFUSED`: it is proven that Meta has no message; the key is free again.
 * - `UNKNOWN`: the answer was lost. Never repeated; the first status of the message makes it `SENT`.
 */
export type SendAttemptState = 'SENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';

/** A send as it is about to leave. */
export interface NewSendAttempt {
  /** The id by which statuses of the message name the attempt (`biz_opaque_callback_data`). */
  id: string;
  /** Whose it is: keys of different callers have nothing to do with each other. */
  caller: string;
  idempotencyKey?: string | undefined;
  phoneNumberId: string;
  /** The message as Meta takes it. */
  payload: JsonObject;
}

export interface SendAttempt extends NewSendAttempt {
  state: SendAttemptState;
  /** A hash of the content, to compare it with another message's. */
  fingerprint: string;
  startedAt: Date;
  /** From then on the key is free, and the attempt may be forgotten. */
  expiresAt: Date;
  /** What Meta answered, as JSON; only a `messageId` where a status settled the attempt. */
  answer?: string;
  /** Why it was refused, or why nothing is known: a list, as JSON. */
  errors?: string;
}

/** What came of an attempt to claim a key. */
export type Claim =
  /** The key is the caller's: send. */
  | { isClaimed: true }
  /** The key is taken: what is known of the attempt that has it. */
  | { isClaimed: false; attempt: SendAttempt };
