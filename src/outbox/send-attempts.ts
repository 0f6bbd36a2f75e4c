import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf, correlationIds } from '../common/callback-data';
import type { Database } from '../store/database';
import { StoreError } from '../store/errors';
import type { SqlValue } from '../store/statements';
import type { Departures, LeftBehind } from './departures/departures';
import { KnownAttempts } from './known-attempts';
import type { Claim, NewSendAttempt, SendAttempt } from './send-attempt';
import {
  ACCEPT,
  CLAIM,
  DOUBT,
  FORGET,
  fingerprintOf,
  IN_HAND,
  INSERT_UNKNOWN,
  REFUSE,
  RENEW,
  SETTLE,
} from './send-attempt-rows';

export interface SendAttemptsOptions {
  database: Database;
  /**
   * How long after its last sign of life a process counts as gone. The answers that it waited for then count as lost.
   */
  leaseMs?: number;
  /** How long a key stands for its message. */
  keepMs?: number;
  /** Notes what leaves, so that another process can tell which claims of this one never left once it has ended. */
  departures?: Departures | undefined;
  /** The errors of a send that never left. */
  neverLeft?: readonly object[] | undefined;
}

interface Waiter {
  promise: Promise<void>;
  resolve(): void;
}

const DAY_MS = 86_400_000;
const LEASE_MS = 10_000;
/** How many outcomes are kept while the database is away; answers beyond that count as lost. */
const MOST_LATE = 10_000;
/** How often the outcome of another process's send is looked for. */
const LOOK_MS = 100;

/**
 * Keeps track of sends that must not be repeated. A key is claimed in the database before the bytes leave, and the
 * outcome is noted afterwards. A claim without an outcome, of a process that is gone, means that the answer is lost;
 * Meta may have the message.
 */
export class SendAttempts extends KnownAttempts {
  /** Attempts of this process that are under way, with a promise for those who wait for the outcome. */
  readonly #underWay = new Map<string, Waiter>();
  /** Outcomes of attempts that could not be stored because the database was away. */
  readonly #late = new Map<string, { sql: string; what: object }>();
  /** Told the place in the log from which on statuses may name a send that was noted late. */
  onLateDoubt: (place: number) => Promise<void> = async () => undefined;
  /** Makes the ids of attempts with a key. */
  readonly newId: () => string;
  readonly #leaseMs: number;
  readonly #keepMs: number;
  readonly #departures: Departures | undefined;
  readonly #neverLeft: readonly object[];

  constructor(options: SendAttemptsOptions) {
    super(options.database);
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#keepMs = options.keepMs ?? DAY_MS;
    this.#departures = options.departures;
    this.#neverLeft = options.neverLeft ?? [];
    this.newId = correlationIds(options.departures?.owner);
  }

  /**
   * Claims the attempt's key, on disk once resolved. The key of a refused send, or of one that is older than a day, is
   * free.
   */
  async claim(attempt: NewSendAttempt): Promise<Claim> {
    for (;;) {
      const row = this.#rowOf(attempt, 'SENDING');
      const claiming = this.database.write([{ sql: CLAIM, rows: [row] }], 'power cut');
      const [outcome] = await claiming.catch((error: unknown) => {
        // The claim may have been stored all the same. Nothing is sent for it, so the key has to be freed.
        this.#keep(attempt.id, REFUSE, this.#neverLeft, error);
        throw error;
      });
      if (outcome && outcome.changes > 0) {
        this.#underWay.set(attempt.id, waiter());
        return { isClaimed: true };
      }
      const other = await this.lastWithKey(attempt.caller, attempt.idempotencyKey ?? '');
      if (other) return { isClaimed: false, attempt: other };
    }
  }

  /**
   * Notes a send without a key whose answer was lost, so that a status can settle it, also one that has already come.
   */
  async doubted(attempt: NewSendAttempt, errors: readonly object[], place: number): Promise<void> {
    const row = [...this.#rowOf(attempt, 'UNKNOWN'), JSON.stringify(errors)];
    await this.database.write([{ sql: INSERT_UNKNOWN, rows: [row] }], 'crash');
    await this.onLateDoubt(place);
  }

  /** A send with a claimed key leaves now. @throws when it must not. */
  leaves(id: string): void {
    this.#departures?.leaves(id);
  }

  /** Meta refused a send that had left, and did nothing: it may leave again later. */
  isUndone(id: string): void {
    this.#departures?.isUndone(id);
  }

  /** Frees the keys of sends that never left, of a process that has ended. */
  async putBack({ owner, hasLeft }: LeftBehind): Promise<void> {
    const beginning = beginningOf(owner);
    for (const [id] of await this.database.read(IN_HAND, [beginning.length, beginning]))
      if (!hasLeft(String(id))) await this.refuse(String(id), this.#neverLeft);
  }

  /** Notes what Meta answered. */
  accept(id: string, answer: object): Promise<void> {
    return this.#end(id, ACCEPT, answer);
  }

  /** Notes that nothing was sent, and frees the key. */
  refuse(id: string, errors: readonly object[]): Promise<void> {
    return this.#end(id, REFUSE, errors);
  }

  /** Notes that the answer was lost. */
  doubt(id: string, errors: readonly object[]): Promise<void> {
    return this.#end(id, DOUBT, errors);
  }

  /** Notes that statuses name the messages. */
  async settle(settled: readonly { id: string; messageId: string }[]): Promise<void> {
    if (settled.length === 0) return;
    const rows = settled.map(({ id, messageId }) => [JSON.stringify({ messageId }), id]);
    await this.database.write([{ sql: SETTLE, rows }], 'crash');
    for (const { id } of settled) this.#wake(id);
  }

  /** Waits until something is known of an attempt, by this process or another, or its process counts as gone. */
  async outcomeOf(attempt: SendAttempt, signal?: AbortSignal): Promise<SendAttempt> {
    let known = attempt;
    while (known.state === 'SENDING' && signal?.aborted !== true) {
      const underWay = this.#underWay.get(known.id);
      const look = sleep(LOOK_MS, undefined, { ref: false });
      await (underWay ? Promise.race([underWay.promise, look]) : look);
      known = (await this.byId(known.id)) ?? (await this.#successorOf(known));
    }
    return known;
  }

  /** Gives a sign of life for what is under way here. To be called a few times within each lease. */
  async renew(): Promise<void> {
    for (const [id, { sql, what }] of this.#late) {
      this.#late.delete(id);
      await this.#end(id, sql, what);
    }
    if (this.#underWay.size === 0) return;
    const until = Date.now() + this.#leaseMs;
    const rows = [...this.#underWay.keys()].map((id) => [until, id]);
    await this.database.write([{ sql: RENEW, rows }], 'crash');
  }

  /** How often {@link renew} is to be called. */
  get renewEveryMs(): number {
    return this.#leaseMs / 4;
  }

  /** Deletes what is older than it is kept, a little at a time. */
  async forget(): Promise<void> {
    for (let deleted = 1; deleted > 0; ) {
      const [outcome] = await this.database.write([{ sql: FORGET, rows: [[Date.now()]] }], 'crash');
      deleted = outcome?.changes ?? 0;
    }
  }

  #rowOf(attempt: NewSendAttempt, state: string): SqlValue[] {
    const now = Date.now();
    return [
      attempt.id,
      attempt.caller,
      attempt.idempotencyKey ?? null,
      fingerprintOf(attempt),
      attempt.phoneNumberId,
      JSON.stringify(attempt.payload),
      state,
      now,
      now + this.#leaseMs,
      now + this.#keepMs,
    ];
  }

  async #end(id: string, sql: string, what: object): Promise<void> {
    try {
      await this.database.write([{ sql, rows: [[JSON.stringify(what), id]] }], 'crash');
      this.#departures?.ended(id);
    } catch (error) {
      this.#keep(id, sql, what, error);
      throw error;
    } finally {
      this.#wake(id);
    }
  }

  /** Only this process knows the outcome, so it is noted once the database is back. */
  #keep(id: string, sql: string, what: object, reason: unknown): void {
    const isAway = reason instanceof StoreError && reason.code === 'UNAVAILABLE';
    if (isAway && this.#late.size < MOST_LATE) this.#late.set(id, { sql, what });
  }

  #wake(id: string): void {
    this.#underWay.get(id)?.resolve();
    this.#underWay.delete(id);
  }

  /** After a refusal the key may have been claimed anew. */
  async #successorOf(gone: SendAttempt): Promise<SendAttempt> {
    const next = await this.lastWithKey(gone.caller, gone.idempotencyKey ?? '');
    return next ?? { ...gone, state: 'UNKNOWN' };
  }
}

/** `Promise.withResolvers`, which Node.js 20 does not have. */
function waiter(): Waiter {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
