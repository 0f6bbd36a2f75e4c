import type { JsonObject } from '../common/json';
import type { PersonRef } from '../events/types';
import type { ContactsTable, ConversationsTable, MessageStatusesTable, MessagesTable } from '../store/schema';
import { stepOf } from './status-order';
import type { ContactRecord, ConversationRecord, MessageRecord } from './types';
import { entryPointUntil } from './windows';

/**
 * The contact as told to others. Its key is its best identifier, so that a key outlives a rebuild, and one handed out
 * before the BSUID was known still finds the contact.
 */
export function contactRecord(id: number, person: PersonRef): ContactRecord {
  return { key: person.userId ?? person.waId ?? person.parentUserId ?? peerOf(id), ...person };
}

/** What is known of the person in a row. */
export function personIn(row: ContactsTable): PersonRef {
  return {
    ...(row.user_id === null ? {} : { userId: row.user_id }),
    ...(row.parent_user_id === null ? {} : { parentUserId: row.parent_user_id }),
    ...(row.wa_id === null ? {} : { waId: row.wa_id }),
    ...(row.username === null ? {} : { username: row.username }),
    ...(row.name === null ? {} : { name: row.name }),
  };
}

/** How conversations name whom they are with. */
export function peerOf(contact: number): string {
  return `contact:${contact}`;
}

/** A conversation with what is counted and looked up when it is read. */
export interface ConversationRow extends ConversationsTable {
  unread_count: number;
  last_message_id: string | null;
}

export function conversationRecord(
  row: ConversationRow,
  contact: ContactRecord | undefined,
): ConversationRecord {
  const until = entryPointUntil(row);
  return {
    // Of a person of whom nothing may be told it is the history's own name.
    id: `${row.phone_number_id}:${contact && row.group_id === null ? contact.key : row.peer}`,
    phoneNumberId: row.phone_number_id,
    lastMessageAt: new Date(row.last_message_at),
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(contact ? { contact } : {}),
    ...(row.group_id === null ? {} : { groupId: row.group_id }),
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: new Date(row.last_inbound_at) }),
    ...(row.window_opened_at === null ? {} : { windowOpenedAt: new Date(row.window_opened_at) }),
    ...(until === undefined ? {} : { entryPointUntil: new Date(until) }),
    ...(row.last_message_id === null ? {} : { lastMessageId: row.last_message_id }),
    unreadCount: row.unread_count,
  };
}

export function messageRecord(
  row: MessagesTable,
  contact: ContactRecord | undefined,
  statuses: readonly MessageStatusesTable[],
): MessageRecord {
  return {
    id: row.id,
    direction: row.direction,
    occurredAt: new Date(row.occurred_at),
    status: row.status,
    statuses: [...statuses].sort(byTimeAndStep).map(({ status, occurred_at: at, payload }) => ({
      status,
      occurredAt: new Date(at),
      payload: objectIn(payload),
    })),
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.phone_number_id === null ? {} : { phoneNumberId: row.phone_number_id }),
    ...(contact ? { contact } : {}),
    ...(row.group_id === null ? {} : { groupId: row.group_id }),
    ...(row.type === null ? {} : { type: row.type }),
    ...(row.payload === null ? {} : { payload: objectIn(row.payload) }),
    ...(row.biz_opaque_callback_data === null ? {} : { bizOpaqueCallbackData: row.biz_opaque_callback_data }),
  };
}

/** Meta's times have whole seconds: statuses of the same one are put in the order of their steps. */
function byTimeAndStep(one: MessageStatusesTable, other: MessageStatusesTable): number {
  return (
    one.occurred_at - other.occurred_at ||
    stepOf(one.status) - stepOf(other.status) ||
    (one.event_id < other.event_id ? -1 : 1)
  );
}

function objectIn(json: string): JsonObject {
  return JSON.parse(json);
}
