import type { MessagesTable } from '../store/schema';
import type { SqlValue, WriteStatement } from '../store/sqlite-protocol';
import type { Contact, ContactBook } from './contact-book';
import type { Activity, MessageBook, NewStatus } from './message-book';

/** The statements that store what a batch changed, in the order in which they have to run. */
export function batchWrites(contacts: ContactBook, messages: MessageBook): WriteStatement[] {
  const joined = [...contacts.joined.keys()];
  return [
    ...joined.flatMap((id) => moveStatements(id, contacts.current(id))),
    { sql: UPSERT_CONTACT, rows: contacts.changed.map(contactRow) },
    { sql: UPSERT_MESSAGE, rows: messages.changed.map(messageRow) },
    { sql: INSERT_STATUS, rows: messages.statuses.map(statusRow) },
    { sql: TOUCH_CONVERSATION, rows: messages.activities.map(activityRow) },
  ].filter(({ rows }) => rows.length > 0);
}

/** Everything of the contact that is no more goes over to the one it was joined with. */
function moveStatements(gone: number, kept: number): WriteStatement[] {
  const peer = `contact:${kept}`;
  return [
    {
      sql: `UPDATE messages SET contact_id = ?, peer = CASE WHEN group_id IS NULL THEN ? ELSE peer END WHERE contact_id = ?`,
      rows: [[kept, peer, gone]],
    },
    {
      sql: `INSERT INTO conversations (phone_number_id, peer, contact_id, account_id, last_message_at, last_inbound_at)
        SELECT phone_number_id, ?, ?, account_id, last_message_at, last_inbound_at FROM conversations WHERE contact_id = ?
        ON CONFLICT (phone_number_id, peer) DO UPDATE SET
          last_message_at = max(last_message_at, excluded.last_message_at),
          last_inbound_at = ${LATEST_INBOUND}`,
      rows: [[peer, kept, gone]],
    },
    { sql: 'DELETE FROM conversations WHERE contact_id = ?', rows: [[gone]] },
    { sql: 'DELETE FROM contacts WHERE id = ?', rows: [[gone]] },
  ];
}

const LATEST_INBOUND = `max(
  coalesce(last_inbound_at, excluded.last_inbound_at), coalesce(excluded.last_inbound_at, last_inbound_at))`;

const UPSERT_CONTACT = `INSERT INTO contacts (id, user_id, parent_user_id, wa_id, username, name, seen_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id,
    parent_user_id = excluded.parent_user_id, wa_id = excluded.wa_id, username = excluded.username,
    name = excluded.name, seen_at = excluded.seen_at`;

function contactRow({ id, userId, parentUserId, waId, username, name, seenAt }: Contact): SqlValue[] {
  return [id, userId ?? null, parentUserId ?? null, waId ?? null, username ?? null, name ?? null, seenAt];
}

const UPSERT_MESSAGE = `INSERT INTO messages (id, direction, account_id, phone_number_id, peer, contact_id, group_id, type,
    payload, occurred_at, is_dated, status, biz_opaque_callback_data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET direction = excluded.direction,
    account_id = excluded.account_id, phone_number_id = excluded.phone_number_id, peer = excluded.peer,
    contact_id = excluded.contact_id, group_id = excluded.group_id, type = excluded.type, payload = excluded.payload,
    occurred_at = excluded.occurred_at, is_dated = excluded.is_dated, status = excluded.status,
    biz_opaque_callback_data = excluded.biz_opaque_callback_data`;

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
  ];
}

const INSERT_STATUS = `INSERT INTO message_statuses (message_id, event_id, status, occurred_at, payload)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

function statusRow({ messageId, eventId, status, occurredAt, payload }: NewStatus): SqlValue[] {
  return [messageId, eventId, status, occurredAt, payload];
}

/** The time of the last message is looked up: a message whose send becomes known later may turn out to be older. */
const TOUCH_CONVERSATION = `INSERT INTO conversations
    (phone_number_id, peer, contact_id, group_id, account_id, last_inbound_at, last_message_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, max(occurred_at) FROM (
    SELECT occurred_at FROM messages WHERE phone_number_id = ?1 AND peer = ?2 ORDER BY occurred_at DESC LIMIT 1)
  WHERE TRUE
  ON CONFLICT (phone_number_id, peer) DO UPDATE SET
    account_id = coalesce(excluded.account_id, account_id),
    last_message_at = excluded.last_message_at,
    last_inbound_at = ${LATEST_INBOUND}`;

function activityRow(activity: Activity): SqlValue[] {
  const { phoneNumberId, peer, contactId, groupId, accountId, lastInboundAt } = activity;
  return [phoneNumberId, peer, contactId, groupId, accountId, lastInboundAt];
}
