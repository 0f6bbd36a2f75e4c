import { sql } from 'kysely';
import { textOf } from '../common/json';
import type { PersonRef, StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import type { ContactsTable } from '../store/schema';
import { type Contact, ContactBook } from './contact-book';
import { MessageBook } from './message-book';
import type { SentMessage } from './types';

/** What a batch needs to know of what is stored: its messages, and everybody it or they name. */
export async function openBooks(
  { kysely }: Database,
  events: readonly StoredEvent[],
  sent: readonly SentMessage[],
): Promise<{ contacts: ContactBook; messages: MessageBook }> {
  const messageIds = ids([...events.map(({ messageId }) => messageId), ...sent.map(({ id }) => id)]);
  const messages = await kysely
    .selectFrom('messages')
    .selectAll()
    .where('id', 'in', listed(messageIds))
    .execute();

  const people = [...events, ...sent].flatMap(({ person }): PersonRef[] => (person ? [person] : []));
  const contactIds = JSON.stringify(messages.flatMap(({ contact_id: id }) => (id === null ? [] : [id])));
  const contacts = await kysely
    .selectFrom('contacts')
    .selectAll()
    .where((where) =>
      where.or([
        where('user_id', 'in', listed(ids(people.map(({ userId }) => userId)))),
        where('wa_id', 'in', listed(ids(people.map(({ waId }) => waId)))),
        where('parent_user_id', 'in', listed(ids(people.map(parentAlone)))),
        where('id', 'in', listed<number>(contactIds)),
      ]),
    )
    .execute();
  const newest = await kysely
    .selectFrom('contacts')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirst();
  const book = new ContactBook(contacts.map(contactOf), (newest?.id ?? 0) + 1);
  return { contacts: book, messages: new MessageBook(messages, book) };
}

export function contactOf(row: ContactsTable): Contact {
  return {
    id: row.id,
    userId: row.user_id ?? undefined,
    parentUserId: row.parent_user_id ?? undefined,
    waId: row.wa_id ?? undefined,
    username: row.username ?? undefined,
    name: row.name ?? undefined,
    seenAt: row.seen_at,
  };
}

/** Only who has no other identifier is looked for by the parent's. */
function parentAlone({ userId, waId, parentUserId }: PersonRef): string | undefined {
  return textOf(userId) === undefined && textOf(waId) === undefined ? parentUserId : undefined;
}

function ids(values: readonly (string | undefined)[]): string {
  return JSON.stringify([...new Set(values)].filter((value) => value !== undefined));
}

/** One parameter for any number of values keeps the statement's text the same. */
function listed<T = string>(json: string) {
  return sql<T>`(SELECT value FROM json_each(${json}))`;
}
