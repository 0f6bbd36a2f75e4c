import { sql } from 'kysely';
import { contactIdentifier } from '../events/filter';
import type { Database } from '../store/database';
import type { ContactsTable, MessageStatusesTable, MessagesTable } from '../store/schema';
import { type Key, type KeysetRead, keysetRead, pageOf } from './keyset';
import { optOutsOf } from './marketing-wishes';
import { type ConversationRow, contactRecord, conversationRecord, messageRecord } from './records';
import type {
  ContactRecord,
  ConversationRecord,
  MarketingOptOut,
  MessageRecord,
  Page,
  PageRequest,
} from './types';

/** How many ids a contact may have. */
const IDS = 3;

/** Reads message history as the projection last left it. */
export class HistoryReader {
  constructor(private readonly database: Database) {}

  /** One for each id, in the order of the ids. */
  async messages(ids: readonly string[]): Promise<(MessageRecord | undefined)[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.kysely
      .selectFrom('messages')
      .selectAll()
      .where('id', 'in', ids)
      .execute();
    const records = await this.#messageRecords(rows);
    return ids.map((id) => records.get(id));
  }

  /** @throws InvalidCursorError */
  async conversations(phoneNumberId: string, request: PageRequest): Promise<Page<ConversationRecord>> {
    const read = keysetRead(request);
    const order = orderOf(read);
    const rows = await this.#conversationRows()
      .where('phone_number_id', '=', phoneNumberId)
      .where(beyond(read, 'last_message_at', 'peer'))
      .orderBy('last_message_at', order)
      .orderBy('peer', order)
      .limit(read.limit)
      .execute();
    const contacts = await this.#contacts(rows);
    const keyOf = (row: ConversationRow): Key => [row.last_message_at, row.peer];
    return pageOf(read, rows, keyOf, (row) => conversationRecord(row, contacts.get(row.contact_id)));
  }

  async conversation(id: string): Promise<ConversationRecord | undefined> {
    const row = await this.#conversationRow(id);
    if (!row) return undefined;
    const contacts = await this.#contacts([row]);
    return conversationRecord(row, contacts.get(row.contact_id));
  }

  /** @throws InvalidCursorError */
  async conversationMessages(conversationId: string, request: PageRequest): Promise<Page<MessageRecord>> {
    const read = keysetRead(request);
    const order = orderOf(read);
    const conversation = await this.#conversationRow(conversationId);
    if (!conversation) return { items: [], hasNextPage: false, hasPreviousPage: false };
    const rows = await this.database.kysely
      .selectFrom('messages')
      .selectAll()
      .where('phone_number_id', '=', conversation.phone_number_id)
      .where('peer', '=', conversation.peer)
      .where(beyond(read, 'occurred_at', 'id'))
      .orderBy('occurred_at', order)
      .orderBy('id', order)
      .limit(read.limit)
      .execute();
    const records = await this.#messageRecords(rows);
    const known = rows.flatMap((row) => records.get(row.id) ?? []);
    return pageOf(
      read,
      known,
      ({ occurredAt, id }) => [occurredAt.getTime(), id],
      (record) => record,
    );
  }

  async contact(identifier: string): Promise<ContactRecord | undefined> {
    const [row] = await this.#contactRows(contactIdentifier(identifier));
    return row && contactRecord(row);
  }

  /** Numbers of which somebody wants no marketing messages. */
  async marketingOptOuts(identifier: string): Promise<MarketingOptOut[]> {
    const [contact] = await this.#contactRows(contactIdentifier(identifier));
    if (!contact) return [];
    const wishes = await this.database.kysely
      .selectFrom('marketing_wishes')
      .selectAll()
      .where('contact_id', '=', contact.id)
      .orderBy('phone_number_id')
      .execute();
    return optOutsOf(wishes);
  }

  /** Who has the identifier: as BSUID, as phone (of several the one seen last), as parent BSUID; then who had it. */
  async #contactRows(identifier: string): Promise<ContactsTable[]> {
    const rows = await this.database.kysely
      .selectFrom('contacts')
      .selectAll()
      .where((where) =>
        where.or([
          where('user_id', '=', identifier),
          where('wa_id', '=', identifier),
          where('parent_user_id', '=', identifier),
          where('id', 'in', (former) =>
            former.selectFrom('former_ids').select('contact_id').where('identifier', '=', identifier),
          ),
        ]),
      )
      .execute();
    const standing = (row: ContactsTable) => {
      const place = [row.user_id, row.wa_id, row.parent_user_id].indexOf(identifier);
      return place < 0 ? IDS : place;
    };
    return rows.sort((one, other) => standing(one) - standing(other) || other.seen_at - one.seen_at);
  }

  #conversationRows() {
    return this.database.kysely
      .selectFrom('conversations')
      .selectAll()
      .select([
        sql<number>`(SELECT count(*) FROM messages WHERE messages.phone_number_id = conversations.phone_number_id
          AND messages.peer = conversations.peer AND messages.is_to_read = 1
          AND messages.occurred_at > coalesce(conversations.read_up_to, 0))`.as('unread_count'),
        sql<
          string | null
        >`(SELECT messages.id FROM messages WHERE messages.phone_number_id = conversations.phone_number_id
          AND messages.peer = conversations.peer ORDER BY messages.occurred_at DESC, messages.id DESC LIMIT 1)`.as(
          'last_message_id',
        ),
      ]);
  }

  async #conversationRow(id: string): Promise<ConversationRow | undefined> {
    const end = id.indexOf(':');
    if (end < 0) return undefined;
    const phoneNumberId = id.slice(0, end);
    const key = id.slice(end + 1);
    const peers = key.startsWith('group:')
      ? [key]
      : (await this.#contactRows(key)).map((contact) => `contact:${contact.id}`);
    if (peers.length === 0) return undefined;
    const rows = await this.#conversationRows()
      .where('phone_number_id', '=', phoneNumberId)
      .where('peer', 'in', peers)
      .execute();
    return rows.sort((one, other) => peers.indexOf(one.peer) - peers.indexOf(other.peer))[0];
  }

  async #messageRecords(rows: readonly MessagesTable[]): Promise<Map<string, MessageRecord>> {
    if (rows.length === 0) return new Map();
    const ids = rows.map(({ id }) => id);
    const [contacts, statuses] = await Promise.all([
      this.#contacts(rows),
      this.database.kysely
        .selectFrom('message_statuses')
        .selectAll()
        .where('message_id', 'in', ids)
        .execute(),
    ]);
    const byMessage = new Map<string, MessageStatusesTable[]>();
    for (const status of statuses) {
      const known = byMessage.get(status.message_id);
      if (known) known.push(status);
      else byMessage.set(status.message_id, [status]);
    }
    return new Map(
      rows.map((row) => [
        row.id,
        messageRecord(row, contacts.get(row.contact_id), byMessage.get(row.id) ?? []),
      ]),
    );
  }

  async #contacts(
    rows: readonly { contact_id: number | null }[],
  ): Promise<Map<number | null, ContactRecord>> {
    const ids = [...new Set(rows.flatMap(({ contact_id: id }) => (id === null ? [] : [id])))];
    if (ids.length === 0) return new Map();
    const found = await this.database.kysely
      .selectFrom('contacts')
      .selectAll()
      .where('id', 'in', ids)
      .execute();
    return new Map(found.map((row) => [row.id, contactRecord(row)]));
  }
}

/** Lists are newest first. */
function orderOf({ direction }: KeysetRead): 'asc' | 'desc' {
  return direction === 'forward' ? 'desc' : 'asc';
}

function beyond({ direction, from }: KeysetRead, time: string, key: string) {
  if (!from) return sql<boolean>`TRUE`;
  const place = sql`(${sql.ref(time)}, ${sql.ref(key)})`;
  const bound = sql`(${from[0]}, ${from[1]})`;
  return direction === 'forward' ? sql<boolean>`${place} < ${bound}` : sql<boolean>`${place} > ${bound}`;
}
