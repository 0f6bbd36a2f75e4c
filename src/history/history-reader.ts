import { sql } from 'kysely';
import { contactIdentifier } from '../events/people';
import type { Database } from '../store/database';
import type { MessageStatusesTable, MessagesTable } from '../store/schema';
import { ContactReader } from './contact-reader';
import { type Key, type KeysetRead, keysetRead, pageOf } from './keyset';
import { optOutsOf } from './marketing-wishes';
import { type ConversationRow, conversationRecord, messageRecord, peerOf } from './records';
import type {
  ContactRecord,
  ConversationRecord,
  MarketingOptOut,
  MessageRecord,
  Page,
  PageRequest,
} from './types';

/** Reads message history as the projection last left it. With accounts, people are told of as these know them. */
export class HistoryReader {
  readonly #contacts: ContactReader;

  constructor(
    private readonly database: Database,
    accounts?: ReadonlySet<string>,
  ) {
    this.#contacts = new ContactReader(database, accounts);
  }

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
    const contacts = await this.#contacts.records(rows.map((row) => row.contact_id));
    const keyOf = (row: ConversationRow): Key => [row.last_message_at, row.peer];
    return pageOf(read, rows, keyOf, (row) => conversationRecord(row, contacts.get(row.contact_id)));
  }

  async conversation(id: string): Promise<ConversationRecord | undefined> {
    const row = await this.#conversationRow(id);
    if (!row) return undefined;
    const contacts = await this.#contacts.records([row.contact_id]);
    return conversationRecord(row, contacts.get(row.contact_id));
  }

  /** @throws InvalidCursorError */
  async conversationMessages(conversationId: string, request: PageRequest): Promise<Page<MessageRecord>> {
    const read = keysetRead(request, 'history:2');
    const order = orderOf(read);
    const conversation = await this.#conversationRow(conversationId);
    if (!conversation) return { items: [], hasNextPage: false, hasPreviousPage: false };
    const rows = await this.database.kysely
      .selectFrom('messages')
      .selectAll()
      .where('phone_number_id', '=', conversation.phone_number_id)
      .where('peer', '=', conversation.peer)
      .where(beyond(read, 'occurred_at', 'place'))
      .orderBy('occurred_at', order)
      .orderBy('place', order)
      .limit(read.limit)
      .execute();
    const records = await this.#messageRecords(rows);
    const known = rows.flatMap(({ id, occurred_at: at, place }) => {
      const record = records.get(id);
      return record ? [{ at, place, record }] : [];
    });
    return pageOf(
      read,
      known,
      ({ at, place }) => [at, place],
      ({ record }) => record,
    );
  }

  async contact(identifier: string): Promise<ContactRecord | undefined> {
    const [contact] = await this.#contacts.named(contactIdentifier(identifier));
    return contact?.record;
  }

  /** Numbers of which somebody wants no marketing messages. */
  async marketingOptOuts(identifier: string): Promise<MarketingOptOut[]> {
    const [contact] = await this.#contacts.named(contactIdentifier(identifier));
    if (!contact) return [];
    const wishes = await this.database.kysely
      .selectFrom('marketing_wishes')
      .selectAll()
      .where('contact_id', '=', contact.id)
      .orderBy('phone_number_id')
      .execute();
    return optOutsOf(wishes);
  }

  #conversationRows() {
    return this.database.kysely
      .selectFrom('conversations')
      .selectAll()
      .select([
        sql<number>`(SELECT count(*) FROM messages WHERE messages.phone_number_id = conversations.phone_number_id
          AND messages.peer = conversations.peer AND messages.is_to_read = 1
          AND (messages.occurred_at, messages.place)
            > (coalesce(conversations.read_up_to, 0), coalesce(conversations.read_up_to_place, '')))`.as(
          'unread_count',
        ),
        sql<
          string | null
        >`(SELECT messages.id FROM messages WHERE messages.phone_number_id = conversations.phone_number_id
          AND messages.peer = conversations.peer ORDER BY messages.occurred_at DESC, messages.place DESC LIMIT 1)`.as(
          'last_message_id',
        ),
      ]);
  }

  async #conversationRow(id: string): Promise<ConversationRow | undefined> {
    const end = id.indexOf(':');
    if (end < 0) return undefined;
    const phoneNumberId = id.slice(0, end);
    const key = id.slice(end + 1);
    const peers = /^(group|contact):/.test(key)
      ? [key]
      : (await this.#contacts.named(key)).map((contact) => peerOf(contact.id));
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
      this.#contacts.records(rows.map((row) => row.contact_id)),
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
