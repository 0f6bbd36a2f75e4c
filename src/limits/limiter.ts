import { Lane } from './lane';
import type { PolicyName } from './policies';
import { refusalOf } from './refusal';
import type { AcquireOptions, Charge, LimitStore, Permit, Standing } from './types';
import { LimitExceededError } from './types';
import { Waiter } from './waiter';
import { Watches } from './watches';

export interface LimiterOptions {
  store: LimitStore;
  /** Calls that may wait at a time, over all limits. */
  maxWaiting?: number;
  now?: () => number;
}

/** What an operator watches. */
export interface LimiterCounts {
  /** Calls that wait now. */
  waiting: number;
  /** Calls that were refused, by the limit that was in the way. */
  refused: ReadonlyMap<PolicyName, number>;
}

const MOST_WAITING = 20_000;
/** How long a store may take to answer before callers' patience is looked at. */
const ANSWER_MS = 20;
/** How long a call waits for a limit by default: as long as a person would look at a spinner. */
export const DEFAULT_WAIT_MS = 5_000;

/** Lets calls pass when every limit that they touch has room, in the order in which they came. */
export class Limiter {
  private readonly lanes = new Map<string, Lane>();
  private readonly watches: Watches;
  private readonly refusals = new Map<PolicyName, number>();
  private readonly store: LimitStore;
  private readonly now: () => number;
  private readonly maxWaiting: number;
  private waitingNow = 0;
  private steps: (() => void)[] = [];
  private tickets = 0;

  constructor(options: LimiterOptions) {
    this.store = options.store;
    this.now = options.now ?? (() => performance.now());
    this.maxWaiting = options.maxWaiting ?? MOST_WAITING;
    this.watches = new Watches({
      now: this.now,
      // Nearly all calls that only wait for the store's answer have it by then, and are never watched.
      answerMs: this.store.aheadMs > 0 ? ANSWER_MS : 0,
      onDeadline: (waiter) => {
        if (!waiter.hasPlace) waiter.fail(this.impatience(waiter));
      },
    });
  }

  get counts(): LimiterCounts {
    return { waiting: this.waitingNow, refused: this.refusals };
  }

  /** A place in the order of calls, for one that may have to come back. */
  ticket(): number {
    this.tickets += 1;
    return this.tickets;
  }

  /** Takes everything that a call consumes, if that is possible at once; undefined if it has to be acquired. */
  take(charges: readonly Charge[]): Permit | undefined {
    const [first] = charges;
    if (!first) return NOTHING_TAKEN;
    if (this.lanes.has(first.key)) return undefined;
    const decision = this.store.decide?.(charges);
    return decision?.granted ? decision : undefined;
  }

  /**
   * Takes everything that a call consumes, at once: waits for it, or refuses.
   *
   * @throws LimitExceededError when the caller's patience is not enough; nothing is taken then.
   * @throws the reason why whoever asked went away, when that is while waiting.
   */
  async acquire(charges: readonly Charge[], options: AcquireOptions = {}): Promise<Permit> {
    const [first] = charges;
    return this.take(charges) ?? (first ? this.wait(first, charges, options) : NOTHING_TAKEN);
  }

  /** Resolves when all that was granted is written down; undefined where nobody has to wait for that. */
  get written(): Promise<void> | undefined {
    return this.store.written;
  }

  /** Counts what has happened without being asked for. */
  note(charges: readonly Charge[]): void | Promise<void> {
    return this.store.note(charges);
  }

  /** Lets nothing pass these keys for this long. Calls that wait go on waiting, in order. */
  close(charges: readonly Charge[], forMs: number): void | Promise<void> {
    return this.store.close(charges, forMs);
  }

  calibrate(charge: Charge, used: number): void | Promise<void> {
    return this.store.calibrate(charge, used);
  }

  /** Says that a call left later than its place: those that follow keep their distance from when it left. */
  moved(charges: readonly Charge[], from: number, to: number): void | Promise<void> {
    return this.store.moved?.(charges, from, to);
  }

  /**
   * Gives back what Meta did not count of a call that was let through at this time. Calls that wait for it try again
   * at once.
   */
  refund(charges: readonly Charge[], at: number): void | Promise<void> {
    if (charges.length === 0) return undefined;
    const given = this.store.refund(charges, at);
    return given ? given.then(() => this.freed(charges)) : this.freed(charges);
  }

  /** Counts the members that were counted for one key for the other one. */
  join(from: Charge, to: Charge): void | Promise<void> {
    return this.store.join(from, to);
  }

  peek(charges: readonly Charge[]): readonly Standing[] | Promise<readonly Standing[]> {
    return this.store.peek(charges);
  }

  /** A limit counts by another meter from now on, also for those who wait for it. */
  remeter({ key, meter }: Charge): void {
    this.lanes.get(key)?.remeter(meter);
  }

  /** How many calls wait whose first limit is this one. */
  waitingFor(key: string): number {
    return this.lanes.get(key)?.size ?? 0;
  }

  async stop(): Promise<void> {
    this.watches.stop();
    const reason = new Error('The gateway stops; the call was not made.');
    for (const lane of [...this.lanes.values()]) lane.stop(reason);
    await this.store.stop();
  }

  private wait(first: Charge, charges: readonly Charge[], options: AcquireOptions): Promise<Permit> {
    const now = this.now();
    const { priority = 'INTERACTIVE', ticket = this.ticket(), presence } = options;
    const isSmoothed = options.onLimit === 'REJECT';
    const patienceMs = isSmoothed ? 0 : (options.maxWaitMs ?? DEFAULT_WAIT_MS);
    const lane = this.lanes.get(first.key) ?? this.laneOf(first.key);
    return new Promise((resolve, reject) => {
      const waiter = new Waiter(
        { ticket, charges, priority, presence, since: now, deadline: now + patienceMs, isSmoothed },
        { resolve, reject, leave: (error) => this.left(waiter, lane, error) },
      );
      const refusal = this.refusalAtTheDoor(waiter, first, lane, now);
      this.waitingNow += 1;
      lane.add(waiter);
      if (refusal) waiter.fail(refusal);
      else this.watches.add(waiter);
      if (!waiter.isDone) lane.pumpSoon();
    });
  }

  private freed(charges: readonly Charge[]): void {
    for (const [own, lane] of this.lanes) {
      for (const { key } of charges) lane.freed(key, key === own);
    }
  }

  private left(waiter: Waiter, lane: Lane, error: unknown): void {
    this.waitingNow -= 1;
    lane.left(waiter);
    if (error instanceof LimitExceededError) this.countRefusal(error.policy);
  }

  /** Why a call is refused before it begins to wait; undefined where it may wait. */
  private refusalAtTheDoor(
    waiter: Waiter,
    first: Charge,
    lane: Lane,
    now: number,
  ): LimitExceededError | undefined {
    const waitMs = waiter.priority === 'BULK' ? 0 : lane.expectedWaitMs(now, first, waiter.priority);
    // Places are claimed ahead of their time, so a call that reaches the front with no patience left can claim none.
    const claimMs = Math.min(this.store.aheadMs, waitMs);
    if (now + waitMs + claimMs > waiter.patienceFor(first)) return refusalOf(first, waitMs);
    if (this.waitingNow < this.maxWaiting) return undefined;
    return new LimitExceededError(
      first.policy,
      Math.max(1_000, Math.ceil(waitMs)),
      `As many calls as may wait (${this.maxWaiting}) wait already, and this one was not made.`,
    );
  }

  private impatience(waiter: Waiter): LimitExceededError {
    const [first] = waiter.charges;
    return (first && this.lanes.get(first.key))?.impatience(waiter) ?? refusalOf(first, 1);
  }

  private countRefusal(policy: PolicyName): void {
    this.refusals.set(policy, (this.refusals.get(policy) ?? 0) + 1);
  }

  /**
   * Runs the steps of all lanes together at the end of the turn, so that what they ask goes to the store in one
   * message.
   */
  private atEndOfTurn(step: () => void): void {
    if (this.steps.length === 0) {
      setImmediate(() => {
        const { steps } = this;
        this.steps = [];
        for (const one of steps) one();
      });
    }
    this.steps.push(step);
  }

  private laneOf(key: string): Lane {
    const lane: Lane = new Lane({
      store: this.store,
      now: this.now,
      atEndOfTurn: (step) => this.atEndOfTurn(step),
      onEmpty: () => {
        if (this.lanes.get(key) === lane) this.lanes.delete(key);
      },
    });
    this.lanes.set(key, lane);
    return lane;
  }
}

const NOTHING_TAKEN: Permit = { standings: [] };
