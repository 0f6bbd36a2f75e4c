import type { SqlValue, WriteStatement } from '../store/statements';
import type { Activity } from './activities';
import type { Whereabouts } from './message-change';
import { DAY_MS } from './windows';

/** The later of what is stored and what comes; either may be null. */
function latest(column: string): string {
  return `${column} = CASE WHEN conversations.${column} IS NULL OR conversations.${column} < excluded.${column}
    THEN coalesce(excluded.${column}, conversations.${column}) ELSE conversations.${column} END`;
}

/**
 * When the answer to a message that came by an ad opened a free entry point: the first message of the business's within a
 * day of it, the newest of several. It is looked up: messages become known in any order, and an answer may fail. Grouped
 * by time, since an index holds that: else SQLite reads the whole conversation for those few.
 */
function answeredAt(phoneNumberId: string, peer: string): string {
  return `(SELECT min(answer.occurred_at) FROM messages referred JOIN messages answer
      ON answer.phone_number_id = referred.phone_number_id AND answer.peer = referred.peer
      AND answer.direction = 'OUTBOUND' AND answer.status <> 'FAILED'
      AND answer.occurred_at >= referred.occurred_at AND answer.occurred_at <= referred.occurred_at + ${DAY_MS}
    WHERE referred.phone_number_id = ${phoneNumberId} AND referred.peer = ${peer} AND referred.is_referred = 1
    GROUP BY referred.occurred_at ORDER BY 1 DESC LIMIT 1)`;
}

/**
 * The time of the last message is looked up too: a message whose send becomes known later may turn out to be older. Where
 * only calls are known it is that of the last one.
 */
export const TOUCH_CONVERSATION = `INSERT INTO conversations (phone_number_id, peer, contact_id, group_id, account_id,
    last_inbound_at, window_opened_at, window_certain_at, entry_point_until, last_message_at, entry_point_answered_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,
    coalesce(
      (SELECT max(occurred_at) FROM messages WHERE phone_number_id = ? AND peer = ?),
      (SELECT last_message_at FROM conversations WHERE phone_number_id = ? AND peer = ? AND last_message_at > ?),
      ?),
    ${answeredAt('?', '?')})
  ON CONFLICT (phone_number_id, peer) DO UPDATE SET
    account_id = coalesce(excluded.account_id, conversations.account_id),
    last_message_at = excluded.last_message_at,
    entry_point_answered_at = excluded.entry_point_answered_at,
    ${['last_inbound_at', 'window_opened_at', 'window_certain_at', 'entry_point_until'].map(latest).join(', ')}`;

export function activityRow(activity: Activity): SqlValue[] {
  const { phoneNumberId, peer, contactId, groupId, accountId } = activity;
  const { lastInboundAt, windowOpenedAt, windowCertainAt, entryPointUntil } = activity;
  const key = [phoneNumberId, peer];
  const calledAt = windowOpenedAt ?? 0;
  return [
    ...key,
    contactId,
    groupId,
    accountId,
    lastInboundAt,
    windowOpenedAt,
    windowCertainAt,
    entryPointUntil,
    ...key,
    ...key,
    calledAt,
    calledAt,
    ...key,
  ];
}

/** Of the messages of a conversation. */
const LAST_MESSAGE_AT = `SELECT max(occurred_at) FROM messages
  WHERE messages.phone_number_id = conversations.phone_number_id AND messages.peer = conversations.peer`;

/**
 * What was taken for a message of a conversation is one of another: a status that came first did not say that it was of a
 * group's. A conversation of no other message is none, unless there were calls.
 */
export function leaveStatements(left: readonly Whereabouts[]): WriteStatement[] {
  const keys = left.map(({ phoneNumberId, peer }) => [phoneNumberId, peer]);
  return [
    {
      sql: `UPDATE conversations SET last_message_at = coalesce((${LAST_MESSAGE_AT}), last_message_at)
        WHERE phone_number_id = ? AND peer = ?`,
      rows: keys,
    },
    {
      sql: `DELETE FROM conversations
        WHERE phone_number_id = ? AND peer = ? AND window_opened_at IS NULL AND (${LAST_MESSAGE_AT}) IS NULL`,
      rows: keys,
    },
  ];
}

/** The conversation of a message is read up to it, when it was marked so. */
export const APPLY_READ_MARK = `UPDATE conversations
  SET (read_up_to, read_up_to_place) = (SELECT occurred_at, place FROM messages WHERE id = ?)
  WHERE phone_number_id = (SELECT phone_number_id FROM messages WHERE id = ?)
    AND peer = (SELECT peer FROM messages WHERE id = ?)
    AND (coalesce(read_up_to, 0), coalesce(read_up_to_place, '')) < (SELECT occurred_at, place FROM messages WHERE id = ?)
    AND EXISTS (SELECT 1 FROM read_marks WHERE message_id = ?)`;

export function readMarkRow(messageId: string): SqlValue[] {
  return [messageId, messageId, messageId, messageId, messageId];
}

/** Goes with the later `read_up_to`, which it tells from others of the same time. */
const LATEST_READ_PLACE = `read_up_to_place = CASE WHEN excluded.read_up_to IS NULL
    OR (conversations.read_up_to, coalesce(conversations.read_up_to_place, ''))
      > (excluded.read_up_to, coalesce(excluded.read_up_to_place, ''))
  THEN conversations.read_up_to_place ELSE excluded.read_up_to_place END`;

/** Everything of the contact that is no more goes over to the one it was joined with. */
export function moveStatements(gone: number, kept: number): WriteStatement[] {
  const peer = `contact:${kept}`;
  const columns =
    'last_inbound_at, window_opened_at, window_certain_at, entry_point_until, entry_point_answered_at, read_up_to';
  return [
    {
      sql: `UPDATE messages SET contact_id = ?, peer = CASE WHEN group_id IS NULL THEN ? ELSE peer END WHERE contact_id = ?`,
      rows: [[kept, peer, gone]],
    },
    {
      sql: `INSERT INTO conversations (phone_number_id, peer, contact_id, account_id, last_message_at, ${columns}, read_up_to_place)
        SELECT phone_number_id, CAST(? AS TEXT), CAST(? AS BIGINT), account_id, last_message_at, ${columns}, read_up_to_place
        FROM conversations WHERE contact_id = ?
        ON CONFLICT (phone_number_id, peer) DO UPDATE SET
          ${['last_message_at', ...columns.split(', ')].map(latest).join(', ')}, ${LATEST_READ_PLACE}`,
      rows: [[peer, kept, gone]],
    },
    {
      sql: `UPDATE conversations SET last_message_at = coalesce((${LAST_MESSAGE_AT}), last_message_at),
          entry_point_answered_at = ${answeredAt('conversations.phone_number_id', 'conversations.peer')}
        WHERE contact_id = ?`,
      rows: [[kept]],
    },
    { sql: 'DELETE FROM conversations WHERE contact_id = ?', rows: [[gone]] },
    {
      sql: `INSERT INTO marketing_wishes (contact_id, phone_number_id, said_at, wish, account_id, place)
        SELECT CAST(? AS BIGINT), phone_number_id, said_at, wish, account_id, place FROM marketing_wishes WHERE contact_id = ?
        ON CONFLICT (contact_id, phone_number_id, said_at, wish) DO UPDATE SET place = excluded.place
        WHERE marketing_wishes.place < excluded.place`,
      rows: [[kept, gone]],
    },
    { sql: 'DELETE FROM marketing_wishes WHERE contact_id = ?', rows: [[gone]] },
    {
      sql: `INSERT INTO contact_mentions (contact_id, account_id, hash, person, said_at)
        SELECT CAST(? AS BIGINT), account_id, hash, person, said_at FROM contact_mentions WHERE contact_id = ?
        ON CONFLICT (contact_id, account_id, hash) DO UPDATE SET said_at = excluded.said_at
        WHERE contact_mentions.said_at < excluded.said_at`,
      rows: [[kept, gone]],
    },
    { sql: 'DELETE FROM contact_mentions WHERE contact_id = ?', rows: [[gone]] },
    { sql: 'DELETE FROM former_ids WHERE contact_id = ?', rows: [[gone]] },
    { sql: 'DELETE FROM contacts WHERE id = ?', rows: [[gone]] },
  ];
}
