import { hash } from 'node:crypto';
import type { NamedPerson } from '../events/people';
import type { PersonRef } from '../events/types';
import type { SqlValue } from '../store/statements';

/** What one account said of a contact, and when it last said just that. */
interface Mention {
  contact: number;
  accountId: string;
  /** A {@link PersonRef} as JSON; an empty identifier says that it is theirs no more. */
  words: string;
  at: number;
}

const IDS = ['userId', 'parentUserId', 'waId'] as const;
const KEYS = [...IDS, 'username', 'name'] as const;
/** What is said of a person. */
type Words = { [Key in (typeof KEYS)[number]]?: string | undefined };
/** Characters of six bits each. */
const HASH_LENGTH = 20;

/**
 * What the accounts of a batch said of people. Contacts are shared by all accounts, also by those of different
 * business portfolios, which must not learn from each other. So a caller who may see some accounts only gets what
 * these accounts said. Of the same words the newest time is kept, so that the order in which they come makes no
 * difference.
 */
export class ContactMentions {
  readonly #mentions = new Map<string, Mention>();

  add(contact: number, accountId: string, said: Words, at: number): void {
    // In one order, so that the same words are the same text.
    const { userId, parentUserId, waId, username, name } = said;
    const words = JSON.stringify({ userId, parentUserId, waId, username, name });
    const key = `${contact} ${accountId} ${words}`;
    const known = this.#mentions.get(key);
    if (!known || known.at < at) this.#mentions.set(key, { contact, accountId, words, at });
  }

  /** Somebody has other ids. What else the same event says of them comes before: it says who they were. */
  addMove(contact: number, accountId: string, before: NamedPerson, after: PersonRef, at: number): void {
    const lost = IDS.filter((key) => before[key] !== undefined && after[key] === undefined);
    this.add(contact, accountId, before, at);
    this.add(contact, accountId, { ...after, ...Object.fromEntries(lost.map((key) => [key, ''])) }, at + 1);
  }

  /** Rows of {@link UPSERT_MENTION}, by the contacts as the batch left them. */
  rows(current: (contact: number) => number): SqlValue[][] {
    return [...this.#mentions.values()].map(({ contact, accountId, words, at }) => [
      current(contact),
      accountId,
      // A name may be too long for an index.
      hash('sha256', words, 'base64url').slice(0, HASH_LENGTH),
      words,
      at,
    ]);
  }
}

export const UPSERT_MENTION = `INSERT INTO contact_mentions (contact_id, account_id, hash, person, said_at)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT (contact_id, account_id, hash) DO UPDATE SET said_at = excluded.said_at
  WHERE contact_mentions.said_at < excluded.said_at`;

/** The person as known to a caller who has only these mentions. */
export function personAsSaid(mentions: readonly { person: string; said_at: number }[]): PersonRef {
  const person: PersonRef = {};
  const inOrder = [...mentions].sort(
    (one, other) => one.said_at - other.said_at || (one.person < other.person ? -1 : 1),
  );
  for (const said of inOrder.map(personIn)) {
    for (const key of KEYS) {
      const value = said[key];
      if (value) person[key] = value;
      else if (value === '') delete person[key];
    }
  }
  return person;
}

/** Whether one of the mentions has this identifier, current or former. */
export function isNamed(mentions: readonly { person: string }[], identifier: string): boolean {
  return mentions.map(personIn).some((said) => IDS.some((key) => said[key] === identifier));
}

function personIn({ person }: { person: string }): PersonRef {
  return JSON.parse(person);
}
