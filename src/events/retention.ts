import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../store/database';
import { trimDeliveries } from './deliveries/delivery-retention';
import { trimStep } from './trim';
import type { EventLog } from './types';

export interface RetentionOptions {
  database: Database;
  log: EventLog;
  /** For how long an event is kept. */
  keepMs: number;
  /** When it is first looked for what is older. */
  firstAfterMs?: number;
  now?: () => number;
  /** Told what went wrong; it is tried again at the next time. */
  onError: (error: unknown) => void;
}

/** Deletes what is older than it has to be kept. */
export interface Retention {
  /** Deletes all that is too old now; how many events. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

/** Soon after the start, as a process may not live long, but not at once, as there is enough to do then. */
const FIRST_AFTER_MS = 1_000;
const EVERY_MS = 60_000;
/** The writer is busy with deleting for at most one part in so many of the time. */
const PAUSE_FACTOR = 4;
const LEAST_PAUSE_MS = 5;

/** Starts to delete old events in the background, step by step, with pauses in which others write. */
export function startRetention(options: RetentionOptions): Retention {
  return new LogRetention(options);
}

class LogRetention implements Retention {
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout;
  #sweeping: Promise<number> | undefined;

  constructor(private readonly options: RetentionOptions) {
    this.#timer = this.#sweepAfter(options.firstAfterMs ?? FIRST_AFTER_MS);
  }

  #sweepAfter(ms: number): NodeJS.Timeout {
    const sweep = async () => {
      await this.sweep().catch((error: unknown) => {
        if (!this.#stopped.signal.aborted) this.options.onError(error);
      });
      if (!this.#stopped.signal.aborted) this.#timer = this.#sweepAfter(EVERY_MS);
    };
    return setTimeout(() => void sweep(), ms).unref();
  }

  sweep(): Promise<number> {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#sweeping?.catch(() => undefined);
  }

  async #sweep(): Promise<number> {
    const { database, log, keepMs, now = Date.now } = this.options;
    const old = await log.placeBefore(new Date(now() - keepMs));
    const upTo = Math.min(old, await projectedTo(database));
    let deleted = 0;
    while (!this.#stopped.signal.aborted) {
      const begun = performance.now();
      const step = await trimStep(database, upTo);
      // Of several replicas, the one that took the step goes on; the others look again later.
      if (step === 'elsewhere' || step === 0) break;
      deleted += step;
      await this.#pause(LEAST_PAUSE_MS + PAUSE_FACTOR * (performance.now() - begun));
    }
    await this.#sweepDeliveries(now() - keepMs);
    return deleted;
  }

  /** Deliveries are deleted after their events, because they refer to them. */
  async #sweepDeliveries(before: number): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const begun = performance.now();
      if ((await trimDeliveries(this.options.database, before)) === 0) return;
      await this.#pause(LEAST_PAUSE_MS + PAUSE_FACTOR * (performance.now() - begun));
    }
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => undefined);
  }
}

/**
 * Events that a projection has not read yet have to stay. Where there is no projection, nothing is deleted, since
 * nobody knows what it would still need.
 */
async function projectedTo(database: Database): Promise<number> {
  const [row] = await database.read('SELECT min(log_seq) FROM projections', []);
  return Number(row?.[0] ?? 0);
}
