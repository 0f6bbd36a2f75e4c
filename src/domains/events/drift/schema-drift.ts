import { eventIdOf } from '../../../events/event-row';
import type { NewEvent } from '../../../events/types';

/** How many different paths are remembered. */
const MAX_ENTRIES = 1_000;
/** Longer paths are cut: keys are made up by whoever sends. */
const MAX_PATH = 200;

/** A key of Meta's that the schema has no field for. */
export interface DriftEntry {
  field: string;
  kind: string;
  path: string;
  count: number;
  firstSeen: Date;
  lastSeen: Date;
  exampleEventId: string;
  exampleAccountId: string;
}

/** An event with keys that its kind is not known to have. */
export interface DriftedEvent {
  event: NewEvent;
  kind: string;
  paths: readonly string[];
  receivedAt: Date;
}

/** What Meta sends inside known kinds that the schema does not know, counted since the process started. */
export class SchemaDrift {
  readonly #entries = new Map<string, DriftEntry>();
  #total = 0;

  /** How many unknown keys were counted, whatever they were. */
  get total(): number {
    return this.#total;
  }

  entries(): DriftEntry[] {
    return [...this.#entries.values()].sort((one, other) => other.count - one.count);
  }

  /** The first `most` keys that were seen, always the same ones, and how often any other was: neither ever sinks. */
  counts(most: number): { entries: readonly DriftEntry[]; others: number } {
    const entries = [...this.#entries.values()].slice(0, most);
    return { entries, others: this.#total - entries.reduce((sum, { count }) => sum + count, 0) };
  }

  /** Counts the unknown keys of an event that was new to the log. */
  note({ event, kind, paths, receivedAt }: DriftedEvent): void {
    const { field, accountId: exampleAccountId } = event;
    const exampleEventId = eventIdOf(event);
    for (const path of new Set(paths.map((long) => long.slice(0, MAX_PATH)))) {
      this.#total += 1;
      const key = `${field} ${kind} ${path}`;
      const entry = this.#entries.get(key);
      const seen = { lastSeen: receivedAt, exampleEventId, exampleAccountId };
      if (entry) Object.assign(entry, seen, { count: entry.count + 1 });
      else if (this.#entries.size < MAX_ENTRIES)
        this.#entries.set(key, { field, kind, path, count: 1, firstSeen: receivedAt, ...seen });
    }
  }
}

/** Counts for the whole process what it stores. */
export const schemaDrift = new SchemaDrift();
