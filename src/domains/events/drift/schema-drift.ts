import type { StoredEvent } from '../../../events/types';
import { type KnownKeys, unknownPaths } from '../payload/known-keys';

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

interface Noted extends DriftEntry {
  /** Places in the log between which everything has been counted: an event that is read again is not counted again. */
  from: number;
  to: number;
}

/** What Meta sends inside known kinds that the schema does not know, counted since the process started. */
export class SchemaDrift {
  readonly #entries = new Map<string, Noted>();
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

  /** Looks through an event for keys that its kind is not known to have. */
  note(stored: StoredEvent, kind: string, known: KnownKeys): void {
    for (const path of unknownPaths(stored.payload, known))
      this.#count(stored, kind, path.slice(0, MAX_PATH));
  }

  #count(stored: StoredEvent, kind: string, path: string): void {
    const { seq, id, field, accountId, receivedAt } = stored;
    const key = `${field} ${kind} ${path}`;
    const entry = this.#entries.get(key);
    if (!entry) {
      this.#total += 1;
      if (this.#entries.size >= MAX_ENTRIES) return;
      const example = { exampleEventId: id, exampleAccountId: accountId };
      const seen = { count: 1, firstSeen: receivedAt, lastSeen: receivedAt, from: seq, to: seq };
      this.#entries.set(key, { field, kind, path, ...seen, ...example });
      return;
    }
    if (seq >= entry.from && seq <= entry.to) return;
    this.#total += 1;
    entry.count += 1;
    if (seq > entry.to) {
      Object.assign(entry, {
        to: seq,
        lastSeen: receivedAt,
        exampleEventId: id,
        exampleAccountId: accountId,
      });
    } else {
      Object.assign(entry, { from: seq, firstSeen: receivedAt });
    }
  }
}

/** Counts for the whole process, as events are read for whoever asks first. */
export const schemaDrift = new SchemaDrift();
