import type { Database } from '../store/database';
import type { SqlValue } from '../store/statements';
import { optedOutSince, type Said } from './marketing-wishes';
import type { Addressee } from './types';
import { entryPointUntil, SERVICE_WINDOW_MS } from './windows';

/**
 * `UNKNOWN`: the person never wrote, Meta reported everything too long after it happened, or somebody else who wrote
 * may be the same person.
 */
export type WindowState = 'UNKNOWN' | { openUntil: number } | { closedAt: number };

/**
 * The reads before a message is sent: each is one statement that uses an index. An addressee may be several contacts,
 * because each portfolio knows a number by another BSUID. Only contacts that have the id now count, not former
 * holders, since the message is for whoever has it now.
 */
export class BeforeASend {
  constructor(private readonly database: Database) {}

  /** The state of the customer service window, according to what is stored. */
  async window({ phoneNumberId, identifier }: Addressee, now: number): Promise<WindowState> {
    const rows = await this.database.read(WINDOW_BY[kindOf(identifier)], [phoneNumberId, identifier]);
    if (rows.length === 0) return 'UNKNOWN';
    const windows = rows.map(windowOf);
    const closedAt = Math.max(...windows.map(({ openedAt }) => openedAt + SERVICE_WINDOW_MS));
    // A free entry point may let through what the window alone would not.
    const openUntil = Math.max(closedAt, ...windows.map(({ freeUntil }) => freeUntil));
    if (openUntil > now) return { openUntil };
    if (!windows.some(({ isCertain }) => isCertain)) return 'UNKNOWN';
    return (await this.#mayHaveWritten(windows, phoneNumberId, now)) ? 'UNKNOWN' : { closedAt };
  }

  async marketingOptedOutSince({ phoneNumberId, identifier }: Addressee): Promise<Date | undefined> {
    const rows = await this.database.read(WISHES_BY[kindOf(identifier)], [phoneNumberId, identifier]);
    const byContact = new Map<SqlValue | undefined, Said[]>();
    for (const [contact, wish, at, place] of rows) {
      const said: Said = {
        wish: wish === 'resume' ? 'resume' : 'stop',
        at: Number(at),
        place: String(place),
      };
      byContact.set(contact, [...(byContact.get(contact) ?? []), said]);
    }
    const since = [...byContact.values()].flatMap((wishes) => optedOutSince(wishes) ?? []);
    return since.length === 0 ? undefined : new Date(Math.min(...since));
  }

  /**
   * Whether somebody wrote who may be the addressee under an id that we cannot connect: a person known by phone alone
   * may have written since under a BSUID, with the phone hidden, and the other way round.
   */
  async #mayHaveWritten(windows: readonly Window[], phoneNumberId: string, now: number): Promise<boolean> {
    const missing = windows.flatMap(({ hasUserId, hasWaId }) => [
      ...(hasUserId ? [] : ['wa_id' as const]),
      ...(hasWaId ? [] : ['user_id' as const]),
    ]);
    const since = now - SERVICE_WINDOW_MS;
    for (const key of new Set(missing)) {
      const found = await this.database.read(STRANGERS_WITHOUT[key], [phoneNumberId, since, since]);
      if (found.length > 0) return true;
    }
    return false;
  }
}

type IdKind = 'user' | 'parent' | 'phone';

function kindOf(identifier: string): IdKind {
  if (/^\d+$/.test(identifier)) return 'phone';
  return identifier.includes('.ENT.') ? 'parent' : 'user';
}

function byId(statement: (column: string) => string): Record<IdKind, string> {
  return { user: statement('user_id'), parent: statement('parent_user_id'), phone: statement('wa_id') };
}

/** Joined by the conversation's whole key: by the number alone SQLite would read all of its conversations. */
const WINDOW_BY = byId(
  (column) => `SELECT conversations.window_opened_at, conversations.entry_point_answered_at,
      conversations.entry_point_until, conversations.window_certain_at, contacts.user_id, contacts.wa_id
    FROM contacts JOIN conversations
      ON conversations.phone_number_id = ? AND conversations.peer = 'contact:' || contacts.id
    WHERE contacts.${column} = ? AND conversations.window_opened_at IS NOT NULL`,
);

const WISHES_BY = byId(
  (column) => `SELECT contacts.id, marketing_wishes.wish, marketing_wishes.said_at, marketing_wishes.place
    FROM contacts JOIN marketing_wishes
      ON marketing_wishes.contact_id = contacts.id AND marketing_wishes.phone_number_id = ?
    WHERE contacts.${column} = ?`,
);

const withoutId = (column: string) => `SELECT 1 FROM conversations
  JOIN contacts ON contacts.id = conversations.contact_id AND contacts.${column} IS NULL
  WHERE conversations.phone_number_id = ? AND conversations.last_message_at > ?
    AND conversations.window_opened_at > ? LIMIT 1`;

const STRANGERS_WITHOUT = { wa_id: withoutId('wa_id'), user_id: withoutId('user_id') };

interface Window {
  openedAt: number;
  freeUntil: number;
  /** Whether it is known from something that Meta reported in time. */
  isCertain: boolean;
  hasUserId: boolean;
  hasWaId: boolean;
}

function windowOf([openedAt, answeredAt, until, certainAt, userId, waId]: readonly (
  | SqlValue
  | undefined
)[]): Window {
  return {
    openedAt: Number(openedAt),
    freeUntil:
      entryPointUntil({
        entry_point_answered_at: timeIn(answeredAt),
        entry_point_until: timeIn(until),
      }) ?? 0,
    isCertain: timeIn(certainAt) !== null,
    hasUserId: typeof userId === 'string',
    hasWaId: typeof waId === 'string',
  };
}

function timeIn(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
