/** How long a broadcast is kept once it is over. */
export const BROADCAST_KEPT_MS = 30 * 86_400_000;

/**
 * - `RUNNING`: it is being sent, by whichever replica has its lease.
 * - `PAUSED`: nothing more leaves until it is resumed.
 * - `CANCELLED`: nothing more leaves, for good.
 * - `COMPLETED`: every recipient has come to an end.
 */
export type BroadcastState = 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'COMPLETED';

/**
 * - `PENDING`: not sent yet.
 * - `SENDING`: on its way.
 * - `SENT`: Meta has the message.
 * - `FAILED`: it is proven that Meta has no message, and it is not tried again.
 * - `UNKNOWN`: the answer was lost. Never sent again; the first status of the message makes it `SENT`.
 * - `CANCELLED`: not sent, because the broadcast was cancelled.
 */
export type RecipientState = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED' | 'UNKNOWN' | 'CANCELLED';

/** Somebody a broadcast goes to, and what is particular to them. */
export interface Recipient {
  /** Phone number, as given. */
  to?: string;
  /** Business-scoped user id. */
  recipient?: string;
  /** What stands for the placeholders of the content. */
  parameters?: Record<string, string>;
  bizOpaqueCallbackData?: string;
}

/** A broadcast as it is started. */
export interface NewBroadcast {
  /** That of the list of its recipients. */
  id: string;
  caller: string;
  idempotencyKey?: string | undefined;
  /** What tells one start from another with the same key. */
  fingerprint: string;
  phoneNumberId: string;
  name?: string | undefined;
  /** What is the same for all recipients, as its sender packed it. */
  content: string;
  total: number;
}

export interface Broadcast extends NewBroadcast {
  state: BroadcastState;
  startedAt: Date;
  endedAt?: Date;
  /** Why it paused by itself: a list of errors, as JSON. */
  pausedBecause?: string;
  /** Messages that Meta took in the last moments, projected to a minute. */
  ratePerMinute: number;
  /** Whether a process that gives signs of life is at it. */
  isAttended: boolean;
}

export type RecipientCounts = Record<RecipientState, number>;

/** A recipient, and what has come of it. */
export interface BroadcastRecipient extends Recipient {
  broadcastId: string;
  position: number;
  state: RecipientState;
  /** How often the message was about to leave. */
  tries: number;
  /** Not before then. */
  dueAt: Date;
  updatedAt: Date;
  messageId?: string;
  /** Why it failed, is unknown, or is tried again: a list, as JSON. */
  errors?: string;
}

/** A list of recipients that no broadcast was started with yet. */
export interface RecipientList {
  id: string;
  caller: string;
  /** Undefined until it is complete. */
  total?: number;
  createdAt: Date;
  expiresAt: Date;
}
