import type { CallPriority } from '../common/patience';
import { Pace } from './pace';
import { Queue } from './queue';
import {
  type Charge,
  type Decision,
  LimitExceededError,
  type LimitStore,
  type Meter,
  type Standing,
} from './types';
import type { Waiter } from './waiter';

export interface LaneOptions {
  store: LimitStore;
  now: () => number;
  /** Runs a step when what comes in this turn of the event loop has come. */
  atEndOfTurn: (step: () => void) => void;
  /** Told when nobody waits any more. */
  onEmpty: () => void;
}

/** A granted call whose place lies a little ahead. */
interface Reserved {
  waiter: Waiter;
  at: number;
  standings: readonly Standing[];
}

/** Claims that are put to a store at once, at most. */
const MOST_CLAIMS = 64;
/**
 * Places of a full rate that one replica claims at a time, in milliseconds of the rate: few, so that others find some
 * between them, but as many as pass while it waits for the answer.
 */
const LEAST_BLOCK_MS = 20;
const MOST_BLOCK_MS = 100;
/** How much the newest answer says about how long answers take. */
const NEWEST_SHARE = 0.2;
/** While bulk waits, every so manieth call that passes is one of bulk: single calls go first, but not for ever. */
const BULK_EVERY = 10;

/**
 * Calls that share their first limit, such as all sends of a phone number, in the order in which they came. Whoever is
 * held up by another limit, such as the one of a recipient, steps aside with those behind who need the same, and comes
 * back in its old place; the others go on.
 */
export class Lane {
  private readonly waiting = { INTERACTIVE: new Queue<Waiter>(), BULK: new Queue<Waiter>() };
  private readonly aside = new Map<string, { waiters: Queue<Waiter>; until: number }>();
  private readonly counts = { INTERACTIVE: 0, BULK: 0, aside: 0 };
  private readonly reserved: Reserved[] = [];
  private openAt = Number.NEGATIVE_INFINITY;
  private isAsking = false;
  private isPumpDue = false;
  private answerMs = 0;
  private readonly pace = new Pace();
  private sinceBulk = 0;
  private timer: NodeJS.Timeout | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;
  constructor(private readonly options: LaneOptions) {}

  /** Everybody in it who is not done. */
  get size(): number {
    return this.counts.INTERACTIVE + this.counts.BULK + this.counts.aside;
  }

  /** How long a newcomer would wait for the lane's own limit, as far as can be told. */
  expectedWaitMs(now: number, { meter }: Charge, priority: CallPriority): number {
    const closedMs = Math.max(0, this.openAt - now);
    if (meter.kind !== 'rate') return closedMs;
    const { INTERACTIVE, BULK } = this.counts;
    const before = priority === 'BULK' ? INTERACTIVE + BULK : INTERACTIVE;
    return closedMs + before * Math.max(meter.intervalMs, this.pace.intervalMs);
  }

  add(waiter: Waiter): void {
    this.counts[waiter.priority] += 1;
    this.waiting[waiter.priority].add(waiter);
  }

  /** Somebody in it is done: passed, refused, or gone. */
  left(waiter: Waiter): void {
    this.counts[waiter.isAside ? 'aside' : waiter.priority] -= 1;
    if (this.size > 0) return;
    clearTimeout(this.timer);
    this.options.onEmpty();
  }

  /** Another meter for the lane's own limit: a number sends faster now, or slower. */
  remeter(meter: Meter): void {
    const { INTERACTIVE, BULK } = this.waiting;
    for (const queue of [INTERACTIVE, BULK, ...[...this.aside.values()].map(({ waiters }) => waiters)]) {
      for (const waiter of queue.waiting()) waiter.remeter(meter);
    }
    this.openAt = Number.NEGATIVE_INFINITY;
    this.pump();
  }

  /** Sends everybody away. */
  stop(reason: unknown): void {
    const everybody = [
      ...this.waiting.INTERACTIVE.drain(),
      ...this.waiting.BULK.drain(),
      ...this.reserved.splice(0).map(({ waiter }) => waiter),
      ...[...this.aside.values()].flatMap(({ waiters }) => waiters.drain()),
    ];
    for (const waiter of everybody) waiter.fail(reason);
    clearTimeout(this.timer);
  }

  /** The same at the end of this turn of the event loop, where the store takes time: whoever else comes goes along. */
  pumpSoon(): void {
    if (this.options.store.aheadMs === 0) {
      this.pump();
      return;
    }
    if (this.isPumpDue) return;
    this.isPumpDue = true;
    this.options.atEndOfTurn(() => {
      this.isPumpDue = false;
      this.pump();
    });
  }

  /** Lets through whoever can pass now, and sees to it that the next ones are looked at in time. */
  pump(): void {
    this.releaseReserved();
    this.readmit();
    while (!this.isAsking && this.options.now() >= this.openAt) {
      const batch = this.nextBatch();
      if (batch.length === 0) break;
      const now = this.options.now();
      const decisions = this.options.store.acquire(
        batch.map((waiter) => ({ charges: waiter.charges, maxAheadMs: aheadOf(waiter, now) })),
      );
      if (decisions instanceof Promise) void this.settleLater(batch, decisions);
      else this.settle(batch, decisions);
    }
    this.arm();
  }

  private async settleLater(batch: Waiter[], asked: Promise<readonly Decision[]>): Promise<void> {
    this.isAsking = true;
    const askedAt = this.options.now();
    try {
      const decisions = await asked;
      this.answerMs += (this.options.now() - askedAt - this.answerMs) * NEWEST_SHARE;
      this.settle(batch, decisions);
    } catch (error) {
      for (const waiter of batch) waiter.fail(error);
    } finally {
      this.isAsking = false;
    }
    if (this.size > 0) this.pumpSoon();
  }

  private settle(batch: readonly Waiter[], decisions: readonly Decision[]): void {
    const now = this.options.now();
    batch.forEach((waiter, index) => {
      const decision = decisions[index];
      if (!decision) {
        waiter.fail(new Error('The store of limits did not decide a claim.'));
      } else if (!decision.granted) {
        this.hold(waiter, decision.charge, decision.at, now);
      } else {
        waiter.hasPlace = true;
        this.reserved.push({ waiter, at: decision.at, standings: decision.standings });
      }
    });
    this.releaseReserved();
  }

  private pass({ waiter, at, standings }: Reserved): void {
    if (waiter.isDone) return;
    this.sinceBulk = waiter.priority === 'BULK' ? 0 : this.sinceBulk + 1;
    this.pace.passed(at);
    waiter.pass({ at, standings });
  }

  /** A call that may not pass before `at`, because of one of its charges. */
  private hold(waiter: Waiter, index: number, at: number, now: number): void {
    if (waiter.isDone) return;
    const charge = waiter.charges[index];
    if (!charge || at > waiter.patienceFor(charge)) {
      waiter.fail(refusalOf(charge ?? waiter.charges[0], at - now));
      return;
    }
    if (index === 0) {
      // A place may be claimed when it lies no further ahead than the store allows.
      const { aheadMs } = this.options.store;
      this.openAt = Math.max(this.openAt, at - now > aheadMs ? at - aheadMs : at);
      this.waiting[waiter.priority].add(waiter);
      return;
    }
    const others = this.aside.get(charge.key) ?? { waiters: new Queue<Waiter>(), until: at };
    this.aside.set(charge.key, others);
    others.until = Math.max(others.until, at);
    this.putAside(waiter, others.waiters);
  }

  private putAside(waiter: Waiter, among: Queue<Waiter>): void {
    this.counts[waiter.priority] -= 1;
    this.counts.aside += 1;
    waiter.isAside = true;
    among.add(waiter);
  }

  /** Whoever stepped aside and may try again comes back in its old place. */
  private readmit(): void {
    const now = this.options.now();
    for (const [key, { waiters, until }] of this.aside) {
      if (until > now && waiters.peek()) continue;
      this.aside.delete(key);
      for (const waiter of waiters.drain()) {
        waiter.isAside = false;
        this.counts.aside -= 1;
        this.add(waiter);
      }
    }
  }

  private releaseReserved(): void {
    const now = this.options.now();
    for (let first = this.reserved[0]; first && first.at <= now; first = this.reserved[0]) {
      if (!first.waiter.isDone && first.waiter.misses(now - first.at)) {
        this.loseFirstPlace();
        continue;
      }
      this.reserved.shift();
      this.pass(first);
    }
  }

  /** A place came too late: everybody moves up to the next one, and the last needs another. The order stays. */
  private loseFirstPlace(): void {
    this.reserved.forEach((entry, index) => {
      entry.at = this.reserved[index + 1]?.at ?? entry.at;
    });
    const last = this.reserved.pop();
    if (!last || last.waiter.isDone) return;
    last.waiter.needsPlaceAgain();
    this.waiting[last.waiter.priority].add(last.waiter);
  }

  private nextBatch(): Waiter[] {
    const batch: Waiter[] = [];
    let most = 1;
    for (let waiter = this.next(); waiter; waiter = this.next()) {
      if (this.stepsAside(waiter)) continue;
      batch.push(waiter);
      if (batch.length === 1) most = this.mostOf(waiter);
      if (batch.length >= most) break;
    }
    return batch;
  }

  /** How many claims are put at once: of a rate that is in use no more than others can wait for. */
  private mostOf({ charges: [first] }: Waiter): number {
    const { store } = this.options;
    // A store that decides at once is asked one by one: the first that may not pass ends it.
    if (store.aheadMs === 0) return 1;
    if (first?.meter.kind !== 'rate') return MOST_CLAIMS;
    return Math.min(MOST_CLAIMS, Math.max(1, Math.floor(this.blockMs / first.meter.intervalMs)));
  }

  private get blockMs(): number {
    return Math.min(MOST_BLOCK_MS, Math.max(LEAST_BLOCK_MS, 1.5 * this.answerMs));
  }

  private next(): Waiter | undefined {
    const { INTERACTIVE, BULK } = this.waiting;
    const bulk = this.sinceBulk >= BULK_EVERY ? BULK.shift() : undefined;
    return bulk ?? INTERACTIVE.shift() ?? BULK.shift();
  }

  /** Whether others wait aside for what this one needs too: it goes behind them. */
  private stepsAside(waiter: Waiter): boolean {
    if (this.aside.size === 0) return false;
    for (const { key } of waiter.charges) {
      const others = this.aside.get(key);
      if (!others) continue;
      this.putAside(waiter, others.waiters);
      return true;
    }
    return false;
  }

  private arm(): void {
    if (this.size === 0) return;
    const hasWaiting = this.waiting.INTERACTIVE.peek() ?? this.waiting.BULK.peek();
    let wakeAt = this.reserved[0]?.at ?? Number.POSITIVE_INFINITY;
    if (hasWaiting && !this.isAsking) wakeAt = Math.min(wakeAt, this.openAt);
    for (const { until } of this.aside.values()) wakeAt = Math.min(wakeAt, until);
    if (wakeAt === Number.POSITIVE_INFINITY || (this.timer && this.wakesAt <= wakeAt)) return;
    clearTimeout(this.timer);
    this.wakesAt = wakeAt;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.pump();
      },
      Math.min(Math.max(0, Math.ceil(wakeAt - this.options.now())), LONGEST_TIMER_MS),
    );
  }
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How far ahead the place of this waiter may lie. */
function aheadOf(waiter: Waiter, now: number): number {
  const [first] = waiter.charges;
  return first ? Math.max(0, waiter.patienceFor(first) - now) : 0;
}

/** Why a call is refused, for its caller. */
export function refusalOf(charge: Charge | undefined, waitMs: number): LimitExceededError {
  const policy = charge?.policy ?? 'throughput';
  const isEver = Number.isFinite(waitMs);
  const when = isEver ? `It can pass in ${Math.ceil(waitMs)} ms.` : 'As the limit is set, it can never pass.';
  return new LimitExceededError(
    policy,
    isEver ? Math.max(1, Math.ceil(waitMs)) : undefined,
    `The limit \`${policy}\` is used up, and the call was not made. ${when}`,
  );
}
