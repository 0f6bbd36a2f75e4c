import type { CallPriority } from '../common/patience';
import type { Presence } from '../common/presence';
import type { Queued } from './queue';
import type { Charge, Meter, Permit } from './types';

/** What a waiter stands for. */
export interface WaiterOptions {
  ticket: number;
  charges: readonly Charge[];
  priority: CallPriority;
  since: number;
  /** When its caller has had enough. */
  deadline: number;
  /** Whether it is held to be spaced even when its caller does not wait. */
  isSmoothed: boolean;
  /** Whoever asked. */
  presence: Presence | undefined;
}

/** Who settles a waiter's fate. */
export interface Settle {
  resolve(permit: Permit): void;
  reject(error: unknown): void;
  /** Told first that it waits no more, and why, unless it has passed. */
  leave(error: unknown): void;
}

/**
 * How late a place may be used, and how late the place of somebody who lost one already. The store hears when a call
 * left, which helps as long as nobody has the place a whole limit behind: that is a second later.
 */
const LATEST_MS = 300;
const LATEST_AGAIN_MS = 600;

/** A call that waits for its turn. */
export class Waiter implements Queued {
  isDone = false;
  /** Whether it has stepped out of its lane's order, held up by another limit than the lane's. */
  isAside = false;
  readonly ticket: number;
  readonly priority: CallPriority;
  readonly since: number;
  readonly deadline: number;
  readonly presence: Presence | undefined;
  /** Whether it has been given a place, which lies within its patience: it takes it, however late the process is. */
  hasPlace = false;
  /** Told when it waits no more. */
  onDone: (() => void) | undefined;
  /** What it still has to be given. */
  charges: readonly Charge[];
  private readonly isSmoothed: boolean;
  private hasMissed = false;

  constructor(
    options: WaiterOptions,
    private readonly settle: Settle,
  ) {
    this.ticket = options.ticket;
    this.charges = options.charges;
    this.priority = options.priority;
    this.since = options.since;
    this.deadline = options.deadline;
    this.presence = options.presence;
    this.isSmoothed = options.isSmoothed;
  }

  /** Whether a place is lost that comes so late. A process that is always late is let through all the same. */
  misses(lateMs: number): boolean {
    return this.charges[0]?.meter.kind === 'rate' && lateMs > (this.hasMissed ? LATEST_AGAIN_MS : LATEST_MS);
  }

  /** Its place was lost: it needs another, and nothing else again. */
  needsPlaceAgain(): void {
    this.hasMissed = true;
    this.hasPlace = false;
    this.charges = this.charges.filter(({ meter }) => meter.kind === 'rate');
  }

  /** Its first charge is measured by another meter from now on. */
  remeter(meter: Meter): void {
    const [first, ...others] = this.charges;
    if (first) this.charges = [{ ...first, meter }, ...others];
  }

  /** Until when it waits for this charge: only to be spaced, a call is held even when its caller does not wait. */
  patienceFor({ meter }: Charge): number {
    const isHeld = this.isSmoothed && meter.kind === 'rate';
    return isHeld ? this.since + meter.smoothingMs : this.deadline;
  }

  /** How far ahead its place may lie. */
  aheadMs(now: number): number {
    const [first] = this.charges;
    return first ? Math.max(0, this.patienceFor(first) - now) : 0;
  }

  /** Until when it waits at all. */
  get lastMoment(): number {
    let last = this.deadline;
    for (const charge of this.charges) last = Math.max(last, this.patienceFor(charge));
    return last;
  }

  pass(permit: Permit): void {
    if (this.isDone) return;
    this.leave(undefined);
    this.settle.resolve(permit);
  }

  fail(error: unknown): void {
    if (this.isDone) return;
    this.leave(error);
    this.settle.reject(error);
  }

  private leave(error: unknown): void {
    this.isDone = true;
    this.onDone?.();
    this.settle.leave(error);
  }
}
