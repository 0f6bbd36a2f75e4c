import type { MessagesTable } from '../store/schema';
import type { SqlValue, WriteStatement } from '../store/statements';
import { ActivityList } from './activities';
import {
  APPLY_READ_MARK,
  activityRow,
  leaveStatements,
  readMarkRow,
  TOUCH_CONVERSATION,
} from './conversation-writes';
import type { MessageChange, NewStatus } from './message-change';

/**
 * What stores messages, in parts of about so many rows. A message, its statuses and what its conversation is told of it
 * are of one part: a batch that is made again can't tell what it brought of a message that is stored already.
 */
export function messageParts(changes: readonly MessageChange[], rows: number): WriteStatement[][] {
  const parts: MessageChange[][] = [];
  let room = 0;
  for (const change of changes) {
    if (room <= 0) {
      parts.push([]);
      room = rows;
    }
    parts.at(-1)?.push(change);
    room -= change.statuses.length + (change.extent === 'NOTHING' ? 0 : 1) + (change.activity ? 1 : 0);
  }
  return parts.map(statementsOf);
}

function statementsOf(changes: readonly MessageChange[]): WriteStatement[] {
  const activities = new ActivityList();
  for (const { activity } of changes) if (activity) activities.add(activity);
  const stored = (extent: MessageChange['extent']) => changes.filter((change) => change.extent === extent);
  const received = changes.filter(({ message }) => message.direction === 'INBOUND');
  return [
    { sql: UPSERT_MESSAGE, rows: stored('ALL').map(({ message }) => messageRow(message)) },
    { sql: SET_STATUS, rows: stored('STATUS').map(({ message }) => statusOnlyRow(message)) },
    { sql: INSERT_STATUS, rows: changes.flatMap(({ statuses }) => statuses.map(statusRow)) },
    { sql: TOUCH_CONVERSATION, rows: activities.all.map(activityRow) },
    { sql: APPLY_READ_MARK, rows: received.map(({ message }) => readMarkRow(message.id)) },
    ...leaveStatements(changes.flatMap(({ left }) => left ?? [])),
  ].filter((statement) => statement.rows.length > 0);
}

const UPSERT_MESSAGE = `INSERT INTO messages (id, direction, account_id, phone_number_id, peer, contact_id, group_id, type,
    payload, occurred_at, is_dated, status, biz_opaque_callback_data, is_to_read, is_referred, place)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET direction = excluded.direction,
    account_id = excluded.account_id, phone_number_id = excluded.phone_number_id, peer = excluded.peer,
    contact_id = excluded.contact_id, group_id = excluded.group_id, type = excluded.type,
    payload = coalesce(excluded.payload, messages.payload), occurred_at = excluded.occurred_at,
    is_dated = excluded.is_dated, status = excluded.status,
    biz_opaque_callback_data = excluded.biz_opaque_callback_data, is_to_read = excluded.is_to_read,
    is_referred = excluded.is_referred, place = excluded.place`;

function messageRow(message: MessagesTable): SqlValue[] {
  return [
    message.id,
    message.direction,
    message.account_id,
    message.phone_number_id,
    message.peer,
    message.contact_id,
    message.group_id,
    message.type,
    message.payload,
    message.occurred_at,
    message.is_dated,
    message.status,
    message.biz_opaque_callback_data,
    message.is_to_read,
    message.is_referred,
    message.place,
  ];
}

/** An insert, as many rows of which are one statement in PostgreSQL; there always is a row. */
const SET_STATUS = `INSERT INTO messages (id, direction, occurred_at, is_dated, status, biz_opaque_callback_data)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status,
    biz_opaque_callback_data = excluded.biz_opaque_callback_data`;

function statusOnlyRow(message: MessagesTable): SqlValue[] {
  return [
    message.id,
    message.direction,
    message.occurred_at,
    message.is_dated,
    message.status,
    message.biz_opaque_callback_data,
  ];
}

const INSERT_STATUS = `INSERT INTO message_statuses (message_id, event_id, status, occurred_at, payload)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

function statusRow({ messageId, eventId, status, occurredAt, payload }: NewStatus): SqlValue[] {
  return [messageId, eventId, status, occurredAt, payload];
}
