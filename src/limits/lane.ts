import type { CallPriority } from '../common/patience';
import { Alarm } from './alarm';
import { Aside } from './aside';
import { Block } from './block';
import { Pace } from './pace';
import { Places } from './places';
import { Ranks } from './ranks';
import { refusalOf } from './refusal';
import type { Charge, Decision, LimitExceededError, LimitStore, Meter } from './types';
import type { Waiter } from './waiter';

export interface LaneOptions {
  store: LimitStore;
  now: () => number;
  /** Runs a step at the end of this turn of the event loop, when all calls of the turn are there. */
  atEndOfTurn: (step: () => void) => void;
  /** Told when nobody waits any more. */
  onEmpty: () => void;
}

/** A store that decides at once says when a call passed, so that of few a single stall of the process would be the pace. */
const LEAST_GAPS = 16;

/**
 * Calls that share their first limit, such as all sends of a phone number, in the order in which they came. A call
 * that is held up by another limit, such as a recipient's, steps aside, together with those behind it that need the
 * same limit. It comes back in its old place, and the others go on meanwhile.
 */
export class Lane {
  private readonly ranks = new Ranks();
  private readonly counts = { INTERACTIVE: 0, BULK: 0, aside: 0 };
  private readonly aside = new Aside();
  private readonly places = new Places();
  private readonly block = new Block();
  private readonly pace: Pace;
  private readonly alarm: Alarm;
  private openAt = Number.NEGATIVE_INFINITY;
  private isAsking = false;
  private isPumpDue = false;

  constructor(private readonly options: LaneOptions) {
    this.pace = new Pace(options.store.aheadMs > 0 ? 1 : LEAST_GAPS);
    this.alarm = new Alarm({ now: options.now, ring: () => this.pump(), holdsProcess: true });
  }

  /** How many calls in the lane are not done. */
  get size(): number {
    return this.counts.INTERACTIVE + this.counts.BULK + this.counts.aside;
  }

  /** How long a newcomer would wait for the lane's own limit, as far as can be told. */
  expectedWaitMs(now: number, { meter }: Charge, priority: CallPriority): number {
    return Math.max(0, this.openAt - now) + this.queuedMs(meter, this.before(priority));
  }

  /** What a waiter is told whose patience has ended. */
  impatience(waiter: Waiter): LimitExceededError {
    const now = this.options.now();
    const inTheWay = waiter.isAside ? this.aside.inTheWayOf(waiter) : undefined;
    if (inTheWay) return refusalOf(inTheWay.charge, Math.max(1, inTheWay.until - now));
    const [first] = waiter.charges;
    return refusalOf(first, first ? Math.max(1, this.expectedWaitMs(now, first, waiter.priority)) : 1);
  }

  add(waiter: Waiter): void {
    this.counts[waiter.priority] += 1;
    this.ranks.add(waiter);
  }

  /** A call in the lane is done: it passed, was refused, or its caller has left. */
  left(waiter: Waiter): void {
    this.counts[waiter.isAside ? 'aside' : waiter.priority] -= 1;
    if (this.size > 0) return;
    this.alarm.clear();
    this.options.onEmpty();
  }

  /** Another meter for the lane's own limit: a number sends faster now, or slower. */
  remeter(meter: Meter): void {
    for (const waiter of [...this.ranks.waiting(), ...this.aside.waiting()]) waiter.remeter(meter);
    this.openAt = Number.NEGATIVE_INFINITY;
    this.pump();
  }

  /** A limit has room sooner than the calls that wait for it were told. */
  freed(key: string, isOwn: boolean): void {
    if (isOwn) this.openAt = Number.NEGATIVE_INFINITY;
    if (this.aside.free(key) || isOwn) this.pumpSoon();
  }

  /** Sends everybody away. */
  stop(reason: unknown): void {
    const everybody = [...this.ranks.waiting(), ...this.places.drain(), ...this.aside.waiting()];
    for (const waiter of everybody) waiter.fail(reason);
    this.alarm.clear();
  }

  /**
   * The same at the end of this turn of the event loop, for a store that takes time: so that the other calls of the
   * turn go along.
   */
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

  /** Lets through the calls that can pass now, and makes sure that the next ones are looked at in time. */
  pump(): void {
    const { now, store } = this.options;
    this.releasePlaces();
    for (const waiter of this.aside.release(now())) {
      this.counts.aside -= 1;
      this.add(waiter);
    }
    while (!this.isAsking && now() >= this.openAt) {
      const batch = this.nextBatch();
      if (batch.length === 0) break;
      const askedAt = now();
      const decisions = store.acquire(
        batch.map((waiter) => ({ charges: waiter.charges, maxAheadMs: waiter.aheadMs(askedAt) })),
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
      this.block.answered(this.options.now() - askedAt);
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
      if (!decision) waiter.fail(new Error('The store of limits did not decide a claim.'));
      else if (!decision.granted) this.hold(waiter, decision.charge, decision.at, now);
      else this.places.add({ waiter, at: decision.at, standings: decision.standings });
    });
    this.releasePlaces();
  }

  /** A call that may not pass before `at`, because of one of its charges. */
  private hold(waiter: Waiter, index: number, at: number, now: number): void {
    if (waiter.isDone) return;
    const charge = waiter.charges[index];
    if (!charge || at > waiter.patienceFor(charge)) {
      // Told of the lane's next place alone, all whose patience ends together would come back for it.
      const others = charge && index === 0 ? this.before(waiter.priority) - 1 : 0;
      const othersMs = charge ? this.queuedMs(charge.meter, others) : 0;
      waiter.fail(refusalOf(charge ?? waiter.charges[0], at - now + othersMs));
    } else if (index === 0) {
      // A place may be claimed when it lies no further ahead than the store allows.
      const { aheadMs } = this.options.store;
      this.openAt = Math.max(this.openAt, at - now > aheadMs ? at - aheadMs : at);
      this.ranks.add(waiter);
    } else {
      this.stepAside(waiter, charge, at);
    }
  }

  private stepAside(waiter: Waiter, { key }: Charge, until: number): void {
    this.aside.hold(waiter, key, until);
    this.counts[waiter.priority] -= 1;
    this.counts.aside += 1;
  }

  /** Puts a waiter behind those who wait for a limit that it needs too, or refuses it where that takes too long. */
  private joinsAside(waiter: Waiter): boolean {
    const inTheWay = this.aside.inTheWayOf(waiter);
    if (!inTheWay) return false;
    const { charge, until } = inTheWay;
    if (until > waiter.patienceFor(charge)) waiter.fail(refusalOf(charge, until - this.options.now()));
    else this.stepAside(waiter, charge, until);
    return true;
  }

  /** How many calls go before a newcomer. */
  private before(priority: CallPriority): number {
    const { INTERACTIVE, BULK } = this.counts;
    return priority === 'BULK' ? INTERACTIVE + BULK : INTERACTIVE;
  }

  /** How long it takes until so many have passed. */
  private queuedMs(meter: Meter, count: number): number {
    return meter.kind === 'rate' ? count * Math.max(meter.intervalMs, this.pace.intervalMs) : 0;
  }

  private releasePlaces(): void {
    const { due, lost } = this.places.release(this.options.now());
    for (const { waiter, at, standings } of due) {
      if (waiter.isDone) continue;
      this.ranks.passed(waiter.priority);
      this.pace.passed(at);
      waiter.pass({ at, standings });
    }
    for (const waiter of lost) this.ranks.add(waiter);
  }

  private nextBatch(): Waiter[] {
    const batch: Waiter[] = [];
    let most = 1;
    for (let waiter = this.ranks.next(); waiter; waiter = this.ranks.next()) {
      if (this.joinsAside(waiter)) continue;
      batch.push(waiter);
      // A store that decides at once is asked for one call after the other, until one may not pass.
      if (batch.length === 1 && this.options.store.aheadMs > 0)
        most = this.block.mostOf(waiter.charges[0]?.meter);
      if (batch.length >= most) break;
    }
    return batch;
  }

  private arm(): void {
    if (this.size === 0) return;
    this.alarm.set(Math.min(this.places.nextAt, this.aside.nextAt));
    if (!this.isAsking && !this.ranks.isEmpty) this.alarm.set(this.openAt);
  }
}
