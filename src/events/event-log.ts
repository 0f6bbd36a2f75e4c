import type { Database } from '../store/database';
import { RecentRows } from '../store/recent-rows';
import { deliveryStatements } from './deliveries/delivery-row';
import type { NewDelivery } from './deliveries/types';
import { INSERT_EVENT_PERSON, peopleRowsOf } from './event-people';
import { eventOf, INSERT_EVENT, rowOf } from './event-row';
import { identityOf } from './log-identity';
import { pageQuery, type Way } from './log-query';
import { assertUntrimmed, oldestIn, placeAfter, placeBefore } from './log-start';
import type { AppendResult, EventFilter, EventLog, NewEvent, StoredEvent } from './types';

/** Characters of JSON that one page may hold; a single larger event still comes, alone. */
const MAX_PAGE_SIZE = 4 * 1024 * 1024;

/**
 * The event log in the gateway's own database. The database keeps the order of `seq` the order in which rows become
 * visible, whoever appends them (`stream` in `WriteStatement`): a reader that has seen `seq` never misses one below it.
 * Closing the log leaves the database open.
 */
export async function openEventLog(database: Database): Promise<EventLog> {
  return new DatabaseLog(database, await identityOf(database), await newestIn(database));
}

/** When all events have been deleted because of their age, the log continues with the next place. */
const NEWEST = `SELECT max(place) FROM (SELECT max(seq) AS place FROM events
  UNION ALL SELECT trimmed_to FROM event_log_floor WHERE name = 'events') AS places`;

async function newestIn(database: Database): Promise<number> {
  const [row] = await database.read(NEWEST, []);
  return Number(row?.[0] ?? 0);
}

class DatabaseLog implements EventLog {
  readonly #listeners = new Set<() => void>();
  readonly #recent = new RecentRows();
  readonly #unfollow: () => void;
  #announcing = false;
  #isLooking = false;
  #lookAgain = false;

  constructor(
    private readonly database: Database,
    readonly identity: string,
    /**
     * Held in memory rather than read: a reader that starts now must not begin behind an event that is appended a
     * moment later.
     */
    private newest: number,
  ) {
    this.#unfollow = database.follow('events', () => void this.#look());
  }

  get known(): number {
    return this.newest;
  }

  async append(events: NewEvent[], delivery?: NewDelivery): Promise<AppendResult> {
    if (events.length === 0 && !delivery) return { stored: 0, repeated: 0 };
    const receivedAt = delivery?.receivedAt ?? Date.now();
    const rows = events.map((event) => rowOf(event, receivedAt, delivery?.id ?? null));
    const people = peopleRowsOf(events);
    const ids = rows.map(([id]) => String(id));
    const [outcome] = await this.database.write([
      { sql: INSERT_EVENT, rows, stream: 'events' },
      ...(people.length > 0 ? [{ sql: INSERT_EVENT_PERSON, rows: people }] : []),
      ...(delivery ? deliveryStatements(delivery, 'STORED', ids) : []),
    ]);
    const stored = outcome?.changes ?? 0;
    if (outcome && stored > 0) {
      // If some events were known already, the places of the new ones may have gaps.
      if (stored === rows.length) this.#recent.push(outcome.lastRowId, rows);
      this.#learn(outcome.lastRowId);
    }
    return { stored, repeated: events.length - stored };
  }

  async read(after: number, limit: number, filter?: EventFilter): Promise<StoredEvent[]> {
    const events = await this.#page(after, limit, filter, 'on');
    await assertUntrimmed(this.database, this.identity, after, events);
    return events;
  }

  readBack(before: number, limit: number, filter?: EventFilter): Promise<StoredEvent[]> {
    return this.#page(before, limit, filter, 'back');
  }

  async readOn(after: number, limit: number): Promise<StoredEvent[]> {
    const recent = this.#recent.after(after, limit, MAX_PAGE_SIZE);
    return recent.length > 0 ? recent.map((row) => eventOf(row, this.identity)) : this.read(after, limit);
  }

  async head(): Promise<number> {
    this.#learn(await newestIn(this.database));
    return this.newest;
  }

  oldest() {
    return oldestIn(this.database);
  }

  placeBefore(time: Date): Promise<number> {
    return placeBefore(this.database, time, this.newest);
  }

  async placeAfter(time: Date): Promise<number> {
    return placeAfter(this.database, time, await this.head());
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#unfollow();
    this.#listeners.clear();
  }

  async #page(
    place: number,
    limit: number,
    filter: EventFilter | undefined,
    way: Way,
  ): Promise<StoredEvent[]> {
    const query = pageQuery(this.database.dialect, place, limit, MAX_PAGE_SIZE, filter, way);
    if (!query) return [];
    const rows = await this.database.read(query.sql, query.parameters);
    const events = rows.map((row) => eventOf(row, this.identity));
    // A commit can be read a moment before its append resolves. Whoever has seen an event must find the head at or
    // beyond it.
    this.#learn(events.at(way === 'on' ? -1 : 0)?.seq ?? 0);
    return events;
  }

  /** Looks for what other processes have appended, once for all the wake-ups that come meanwhile. */
  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#lookAgain) {
      this.#lookAgain = false;
      // A read that fails finds nothing: the database wakes its followers again now and then.
      this.#learn(await newestIn(this.database).catch(() => 0));
    }
    this.#isLooking = false;
  }

  #learn(place: number): void {
    if (place <= this.newest) return;
    this.newest = place;
    this.#announce();
  }

  /** Tells listeners once for all the appends of one commit. */
  #announce(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    setImmediate(() => {
      this.#announcing = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
