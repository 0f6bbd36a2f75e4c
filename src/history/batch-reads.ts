import { textOf } from '../common/json';
import type { NamedPerson } from '../events/people';
import type { StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import { oneOfNumbers, oneOfTexts } from '../store/one-of';
import type { ContactsTable, MessagesTable } from '../store/schema';
import { CallBook } from './call-book';
import { ContactBook } from './contact-book';
import type { Contact } from './contact-index';
import { FormerIds } from './former-ids';
import { wishesIn } from './marketing-wishes';
import { MessageBook } from './message-book';
import { BESIDE_STATUS } from './message-change';
import { movesIn } from './moves';
import { pastMessagesIn } from './past-messages';
import type { StoredSend } from './sent-messages';

/** What becomes of a batch: messages, calls, and everybody whom these name. */
export interface Books {
  contacts: ContactBook;
  calls: CallBook;
  messages: MessageBook;
}

/** The books of a batch, with what is stored of its messages and of the people in it. */
export async function openBooks(
  database: Database,
  events: readonly StoredEvent[],
  sent: readonly StoredSend[],
): Promise<Books> {
  const messages = await messageRows(database, [
    ...events.map(({ messageId }) => messageId),
    ...events.flatMap(pastMessagesIn).map(({ id }) => id),
    ...sent.map(({ id }) => id),
  ]);
  const people = [...events.flatMap(peopleOf), ...sent.flatMap(({ person }) => person ?? [])];
  const contacts = await contactBook(database, people, messages);
  return { contacts, calls: new CallBook(contacts), messages: new MessageBook(messages, contacts) };
}

/** Everybody whose contact an event may change. */
function peopleOf(event: StoredEvent): NamedPerson[] {
  return [
    ...(event.person ? [event.person] : []),
    ...pastMessagesIn(event).flatMap(({ person }) => person ?? []),
    ...movesIn(event).flatMap(({ before, after }) => [before, after]),
    ...wishesIn(event).map(({ person }) => person),
  ];
}

/** Payloads are not read, since they may be large; where a batch brings none, the stored one stays. */
async function messageRows(
  { kysely, dialect }: Database,
  messageIds: readonly (string | undefined)[],
): Promise<MessagesTable[]> {
  const rows = await kysely
    .selectFrom('messages')
    .select(['id', 'status', 'biz_opaque_callback_data', ...BESIDE_STATUS])
    .where(oneOfTexts(dialect, 'id', ids(messageIds)))
    .execute();
  return rows.map((row) => ({ ...row, payload: null }));
}

async function contactBook(
  { kysely, dialect }: Database,
  people: readonly NamedPerson[],
  messages: readonly MessagesTable[],
): Promise<ContactBook> {
  const userIds = ids(people.map(({ userId }) => userId));
  const waIds = ids(people.map(({ waId }) => waId));
  const parentIds = ids(people.map(parentAlone));
  const [before, newest] = await Promise.all([
    kysely
      .selectFrom('former_ids')
      .select('contact_id')
      .where((where) =>
        where.or([userIds, waIds, parentIds].map((list) => oneOfTexts(dialect, 'identifier', list))),
      )
      .execute(),
    kysely
      .selectFrom('contacts')
      .select((select) => select.fn.max('id').as('id'))
      .executeTakeFirst(),
  ]);
  const known = [...messages, ...before].flatMap(({ contact_id: id }) => (id === null ? [] : [id]));
  const contacts = await kysely
    .selectFrom('contacts')
    .selectAll()
    .where((where) =>
      where.or([
        oneOfTexts(dialect, 'user_id', userIds),
        oneOfTexts(dialect, 'wa_id', waIds),
        oneOfTexts(dialect, 'parent_user_id', parentIds),
        oneOfNumbers(dialect, 'id', known),
      ]),
    )
    .execute();
  const former = await formerIdsOf({ kysely, dialect }, contacts);
  return new ContactBook(contacts.map(contactOf), former, (newest?.id ?? 0) + 1);
}

async function formerIdsOf(
  { kysely, dialect }: Pick<Database, 'kysely' | 'dialect'>,
  contacts: readonly ContactsTable[],
) {
  const moved = contacts.flatMap(({ id, moved_at: at }) => (at === null ? [] : [id]));
  if (moved.length === 0) return new FormerIds([]);
  const rows = await kysely
    .selectFrom('former_ids')
    .selectAll()
    .where(oneOfNumbers(dialect, 'contact_id', moved))
    .execute();
  return new FormerIds(
    rows.map(({ identifier, contact_id: contactId, until_at: until }) => ({ identifier, contactId, until })),
  );
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
    movedAt: row.moved_at ?? undefined,
  };
}

/** Only a person without any other id is looked for by the parent BSUID. */
function parentAlone({ userId, waId, parentUserId }: NamedPerson): string | undefined {
  return textOf(userId) === undefined && textOf(waId) === undefined ? parentUserId : undefined;
}

function ids(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}
