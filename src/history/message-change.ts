import type { MessagesTable } from '../store/schema';
import type { Activity } from './activities';

export interface NewStatus {
  messageId: string;
  eventId: string;
  status: string;
  occurredAt: number;
  payload: string;
}

/**
 * How much of a message has to be stored. Most changes are only a status of a known message: storing the status alone
 * writes no index.
 */
export type Extent = 'ALL' | 'STATUS' | 'NOTHING';

/** What a batch changed about a message. */
export interface MessageChange {
  message: MessagesTable;
  extent: Extent;
  statuses: readonly NewStatus[];
  /** News for its conversation; without it the conversation does not change. */
  activity?: Activity;
  /** The conversation that it was taken for one of, and is not. */
  left?: Whereabouts;
}

/** Names a conversation. */
export interface Whereabouts {
  phoneNumberId: string;
  peer: string;
}

/** The conversation that a message was in, where it is in another one by now. */
export function leftBy(before: MessagesTable | undefined, after: MessagesTable): Whereabouts | undefined {
  if (!before || before.phone_number_id === null || before.peer === null) return undefined;
  if (before.phone_number_id === after.phone_number_id && before.peer === after.peer) return undefined;
  return { phoneNumberId: before.phone_number_id, peer: before.peer };
}

/** What is read of a message beside its status. */
export const BESIDE_STATUS = [
  'direction',
  'account_id',
  'phone_number_id',
  'peer',
  'contact_id',
  'group_id',
  'type',
  'occurred_at',
  'is_dated',
  'is_to_read',
  'is_referred',
  'place',
] as const satisfies (keyof MessagesTable)[];

export function extentOf(before: MessagesTable | undefined, after: MessagesTable): Extent {
  // Payloads are not read from the database, so a message that has one got it from this batch.
  if (!before || after.payload !== null) return 'ALL';
  if (BESIDE_STATUS.some((column) => before[column] !== after[column])) return 'ALL';
  const isSame =
    before.status === after.status && before.biz_opaque_callback_data === after.biz_opaque_callback_data;
  return isSame ? 'NOTHING' : 'STATUS';
}
