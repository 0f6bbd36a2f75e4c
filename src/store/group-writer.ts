import { StoreError } from './errors';
import type { Durability, UnitResult, WiredStatement, WriteOutcome, WriteStatement } from './statements';
import { unwiredError } from './wired-error';

/** How much may wait in memory, and how much goes into one transaction. Sizes are characters of the values. */
export interface GroupWriterLimits {
  maxQueuedUnits: number;
  maxQueuedSize: number;
  maxBatchUnits: number;
  maxBatchSize: number;
}

export const DEFAULT_LIMITS: GroupWriterLimits = {
  maxQueuedUnits: 20_000,
  maxQueuedSize: 64 * 1024 * 1024,
  maxBatchUnits: 1_000,
  maxBatchSize: 8 * 1024 * 1024,
};

/** What commits a batch: the outcomes or the failure of each unit; a rejection when no unit is known to be kept. */
export interface Committer {
  batch(sqls: string[], units: WiredStatement[][], durability: Durability): Promise<UnitResult[]>;
}

interface QueuedUnit {
  statements: WriteStatement[];
  durability: Durability;
  size: number;
  resolve(outcomes: WriteOutcome[]): void;
  reject(error: unknown): void;
}

/**
 * Group commit: units that come while a commit runs wait, and go into the next one together. Under load that makes one
 * wait for the disk serve hundreds of writers; when idle a write starts at the end of the turn.
 */
export class GroupWriter {
  #queue: QueuedUnit[] = [];
  #queuedSize = 0;
  #busy = false;
  #closed = false;
  readonly #sessions: (() => void)[] = [];
  readonly #idle: (() => void)[] = [];

  constructor(
    private readonly committer: Committer,
    private readonly limits: GroupWriterLimits = DEFAULT_LIMITS,
  ) {}

  /** Resolves after the unit is as durable as asked. Rejects, with nothing of the unit kept, when any of its statements failed. */
  write(statements: WriteStatement[], durability: Durability = 'power cut'): Promise<WriteOutcome[]> {
    if (this.#closed) return Promise.reject(new StoreError('CLOSED', 'The database is closed.'));
    const size = sizeOf(statements);
    const { maxQueuedUnits, maxQueuedSize } = this.limits;
    if (
      this.#queue.length >= maxQueuedUnits ||
      (this.#queue.length > 0 && this.#queuedSize + size > maxQueuedSize)
    ) {
      return Promise.reject(new StoreError('OVERLOADED', 'Too many writes are waiting for the database.'));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ statements, durability, size, resolve, reject });
      this.#queuedSize += size;
      this.#next();
    });
  }

  /** Waits for the connection and keeps group commits off it until the returned function is called. */
  async session(): Promise<() => void> {
    if (this.#busy) await new Promise<void>((resolve) => this.#sessions.push(resolve));
    this.#busy = true;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#release();
    };
  }

  /** Takes no more units; resolves after everything queued was committed and no session is open. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#busy) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    if (this.#busy || this.#queue.length === 0) return;
    this.#busy = true;
    // The commit waits for the end of this turn of the event loop, since other writes of the turn would pay more for
    // a commit of their own.
    setImmediate(() => void this.#commit(this.#takeBatch()).finally(() => this.#release()));
  }

  /** Hands the connection to a waiting session without letting go of it in between, or to the next batch. */
  #release(): void {
    const session = this.#sessions.shift();
    if (session) {
      session();
      return;
    }
    this.#busy = false;
    this.#next();
    if (!this.#busy) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #takeBatch(): QueuedUnit[] {
    let count = 0;
    let size = 0;
    for (const unit of this.#queue) {
      if (count > 0 && (count >= this.limits.maxBatchUnits || size + unit.size > this.limits.maxBatchSize))
        break;
      count += 1;
      size += unit.size;
    }
    this.#queuedSize -= size;
    if (count === this.#queue.length) {
      const all = this.#queue;
      this.#queue = [];
      return all;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(batch: QueuedUnit[]): Promise<void> {
    const places = new Map<string, number>();
    const units = batch.map((unit) =>
      unit.statements.map(({ sql, rows, mustChange, stream }): WiredStatement => {
        const place = places.get(sql) ?? places.size;
        places.set(sql, place);
        return [place, rows, mustChange === true, stream];
      }),
    );
    const durability = batch.some((unit) => unit.durability === 'power cut') ? 'power cut' : 'crash';
    try {
      const results = await this.committer.batch([...places.keys()], units, durability);
      batch.forEach((unit, index) => {
        const result = results[index];
        if (Array.isArray(result)) unit.resolve(result);
        else
          unit.reject(
            result ? unwiredError(result) : new StoreError('FAILED', 'The database gave no answer.'),
          );
      });
    } catch (error) {
      for (const unit of batch) unit.reject(error);
      // When the database cannot be reached, the writes that wait have waited long enough: their callers can come
      // back later.
      if (error instanceof StoreError && error.code === 'UNAVAILABLE') this.#rejectQueue(error);
    }
  }

  #rejectQueue(error: StoreError): void {
    this.#queuedSize = 0;
    for (const unit of this.#queue.splice(0)) unit.reject(error);
  }
}

function sizeOf(statements: WriteStatement[]): number {
  let size = 0;
  for (const { rows } of statements) {
    for (const row of rows) {
      for (const value of row) {
        if (typeof value === 'string') size += value.length;
        else if (value instanceof Uint8Array) size += value.byteLength;
        else size += 8;
      }
    }
  }
  return size;
}
