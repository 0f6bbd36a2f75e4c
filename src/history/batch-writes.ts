import type { SqlValue, WriteStatement } from '../store/statements';
import type { Books } from './batch-reads';
import type { Contact } from './contact-index';
import { UPSERT_MENTION } from './contact-mentions';
import { activityRow, moveStatements, TOUCH_CONVERSATION } from './conversation-writes';
import type { MarketingWish } from './marketing-wishes';
import { messageParts } from './message-writes';
import { partsOf } from './parts';

/** A small number, as webhooks and sends wait while the writer thread stores a part. */
const ROWS_A_PART = 128;

/**
 * The statements that store what a batch changed, in the order in which they have to run, and in parts between which
 * others may write. If only the first parts were stored, the batch can be applied again over them with the same
 * result.
 */
export function batchParts(
  { contacts, calls, messages }: Books,
  wishes: readonly KnownWish[],
): WriteStatement[][] {
  const joined = [...contacts.joined.keys()];
  const { added, removed } = contacts.former;
  const identities: WriteStatement[] = [
    ...joined.flatMap((id) => moveStatements(id, contacts.current(id))),
    {
      sql: UPSERT_FORMER_ID,
      rows: added.map(({ identifier, contactId, until }) => [identifier, contactId, until]),
    },
    {
      sql: 'DELETE FROM former_ids WHERE identifier = ? AND contact_id = ?',
      rows: removed.map(({ identifier, contactId }) => [identifier, contactId]),
    },
  ].filter(({ rows }) => rows.length > 0);
  const { changed } = contacts;
  const people: WriteStatement[] = [
    {
      sql: UPSERT_CONTACT,
      rows: changed.flatMap((one) => (one.hasSameIds ? [] : [contactRow(one.contact)])),
    },
    { sql: SEE_CONTACT, rows: changed.flatMap((one) => (one.hasSameIds ? [seenRow(one.contact)] : [])) },
    { sql: UPSERT_MENTION, rows: contacts.mentions.rows((id) => contacts.current(id)) },
  ];
  const others: WriteStatement[] = [
    { sql: TOUCH_CONVERSATION, rows: calls.activities.map(activityRow) },
    { sql: UPSERT_WISH, rows: wishRows(wishes, (id) => contacts.current(id)) },
  ];
  const parts = [...messageParts(messages.changes, ROWS_A_PART), ...partsOf(others, ROWS_A_PART)];
  if (identities.length === 0) return [...partsOf(people, ROWS_A_PART), ...parts];
  // Changes of identity must be stored together with the contacts: had only one half been stored, applying the batch
  // again could not find the other.
  return [[...identities, ...people], ...parts];
}

const UPSERT_FORMER_ID = `INSERT INTO former_ids (identifier, contact_id, until_at) VALUES (?, ?, ?)
  ON CONFLICT (identifier, contact_id) DO UPDATE SET until_at = excluded.until_at`;

/** A wish whose person is known by their contact. */
export interface KnownWish extends Omit<MarketingWish, 'person'> {
  contact: number;
}

const UPSERT_WISH = `INSERT INTO marketing_wishes (contact_id, phone_number_id, said_at, wish, account_id, place)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (contact_id, phone_number_id, said_at, wish) DO UPDATE
  SET place = excluded.place WHERE marketing_wishes.place < excluded.place`;

/**
 * One row for equal wishes of the same time, with the last place, because PostgreSQL refuses to change a row twice in
 * one statement.
 */
function wishRows(wishes: readonly KnownWish[], current: (contact: number) => number): SqlValue[][] {
  const last = new Map<string, KnownWish>();
  for (const wish of wishes) {
    const key = [current(wish.contact), wish.phoneNumberId, wish.at, wish.wish].join(' ');
    const known = last.get(key);
    if (!known || known.place < wish.place) last.set(key, wish);
  }
  return [...last.values()].map(({ contact, phoneNumberId, at, wish, accountId, place }) => [
    current(contact),
    phoneNumberId,
    at,
    wish,
    accountId,
    place,
  ]);
}

const UPSERT_CONTACT = `INSERT INTO contacts (id, user_id, parent_user_id, wa_id, username, name, seen_at, moved_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id,
    parent_user_id = excluded.parent_user_id, wa_id = excluded.wa_id, username = excluded.username,
    name = excluded.name, seen_at = excluded.seen_at, moved_at = excluded.moved_at`;

function contactRow(contact: Contact): SqlValue[] {
  const { id, userId, parentUserId, waId, username, name, seenAt, movedAt } = contact;
  return [
    id,
    userId ?? null,
    parentUserId ?? null,
    waId ?? null,
    username ?? null,
    name ?? null,
    seenAt,
    movedAt ?? null,
  ];
}

/** For a contact that was seen again with the same ids: this statement writes no index. */
const SEE_CONTACT = `INSERT INTO contacts (id, username, name, seen_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET username = excluded.username, name = excluded.name, seen_at = excluded.seen_at`;

function seenRow({ id, username, name, seenAt }: Contact): SqlValue[] {
  return [id, username ?? null, name ?? null, seenAt];
}
