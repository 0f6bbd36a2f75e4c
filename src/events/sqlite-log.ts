import type { Database } from '../store/database';
import { INSERT_EVENT_PERSON, peopleRowsOf } from './event-people';
import { eventOf, INSERT_EVENT, rowOf } from './event-row';
import { pageQuery } from './log-query';
import { assertUntrimmed, oldestIn, placeBefore } from './log-start';
import { floorIn } from './trim';
import type { AppendResult, EventFilter, EventLog, NewEvent, StoredEvent } from './types';

/** Characters of JSON that one page may hold; a single larger event still comes, alone. */
const MAX_PAGE_SIZE = 4 * 1024 * 1024;

/**
 * The event log in the gateway's own SQLite database. SQLite has one writer at a time, so the order of `seq` is the order
 * of commits, and a reader that has seen `seq` never misses one below it. Closing the log leaves the database open.
 */
export async function openSqliteLog(database: Database): Promise<EventLog> {
  const [newest] = await database.read('SELECT coalesce(max(seq), 0) FROM events', []);
  // When all events were deleted with age, the log goes on where it was.
  return new SqliteLog(database, Math.max(Number(newest?.[0] ?? 0), await floorIn(database)));
}

class SqliteLog implements EventLog {
  readonly #listeners = new Set<() => void>();
  #announcing = false;

  constructor(
    private readonly database: Database,
    /** Kept here rather than asked for: a reader that starts now must not start after an append of a moment later. */
    private newest: number,
  ) {}

  get known(): number {
    return this.newest;
  }

  async append(events: NewEvent[]): Promise<AppendResult> {
    if (events.length === 0) return { stored: 0, repeated: 0 };
    const receivedAt = Date.now();
    const rows = events.map((event) => rowOf(event, receivedAt));
    const people = peopleRowsOf(events);
    const [outcome] = await this.database.write([
      { sql: INSERT_EVENT, rows },
      ...(people.length > 0 ? [{ sql: INSERT_EVENT_PERSON, rows: people }] : []),
    ]);
    const stored = outcome?.changes ?? 0;
    if (outcome && stored > 0) {
      this.newest = Math.max(this.newest, outcome.lastRowId);
      this.#announce();
    }
    return { stored, repeated: events.length - stored };
  }

  async read(after: number, limit: number, filter?: EventFilter): Promise<StoredEvent[]> {
    const query = pageQuery(after, limit, MAX_PAGE_SIZE, filter);
    if (!query) return [];
    const events = (await this.database.read(query.sql, query.parameters)).map(eventOf);
    await assertUntrimmed(this.database, after, events);
    // A commit can be read a moment before its append hears of it: whoever has seen an event finds the head beyond it.
    this.newest = Math.max(this.newest, events.at(-1)?.seq ?? 0);
    return events;
  }

  async head(): Promise<number> {
    return this.newest;
  }

  oldest() {
    return oldestIn(this.database);
  }

  placeBefore(time: Date): Promise<number> {
    return placeBefore(this.database, time, this.newest);
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  /** Once for all the appends that one commit resolved. */
  #announce(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    setImmediate(() => {
      this.#announcing = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
