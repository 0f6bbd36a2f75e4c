import { type BorrowState, borrow } from './meters/borrow';
import { type RateState, rate } from './meters/rate';
import { type UniqueState, unique } from './meters/unique';
import { type WindowState, window } from './meters/window';
import { UNKNOWN_LIMIT } from './policies/messaging';
import type { Charge, Meter, RateMeter, Standing } from './types';

/** A state as numbers. Times are kept apart from counts, because another process reads them by another clock. */
export interface SavedState {
  times: readonly number[];
  counts: readonly number[];
}

/** What a key has used of its limit, in memory. A key keeps its kind of meter; the meter's numbers may change. */
export class Allowance {
  /** Meta lets nothing through before this time. */
  closedUntil = Number.NEGATIVE_INFINITY;
  /** The state of the key's meter: only the one of its kind is ever made. */
  private rate: RateState | undefined;
  private borrow: BorrowState | undefined;
  private window: WindowState | undefined;
  private unique: UniqueState | undefined;

  /** From when on a charge could be taken, as things stand. */
  readyAt(charge: Charge, now: number): number {
    return Math.max(this.closedUntil, this.countedReadyAt(charge, now));
  }

  take({ meter, cost = 1, member = '' }: Charge, at: number): void {
    if (meter.kind === 'rate') rate.take(this.rateState(meter), meter, cost, at);
    else if (meter.kind === 'borrow') borrow.take(this.borrowState(), meter, cost, at);
    else if (meter.kind === 'window') window.take(this.windowState(), meter, cost, at);
    else if (meter.kind === 'unique') unique.take(this.uniqueState(), member, cost, at);
  }

  /** Moves what was taken of a rate to when it was used. */
  move({ meter }: Charge, from: number, to: number): void {
    if (meter.kind === 'rate' && this.rate) rate.move(this.rate, meter, from, to);
  }

  /** Gives back what a call took at that time. A rate gives nothing back, since Meta counts refused calls too. */
  giveBack({ meter, cost = 1, member = '' }: Charge, at: number, now: number): void {
    if (meter.kind === 'borrow' && this.borrow) borrow.giveBack(this.borrow, meter, cost, at, now);
    else if (meter.kind === 'window' && this.window) window.giveBack(this.window, cost);
    else if (meter.kind === 'unique' && this.unique) unique.giveBack(this.unique, member, cost);
  }

  /** Counts the members of another allowance here too, and takes over until when that is closed. */
  join(other: Allowance): void {
    this.closedUntil = Math.max(this.closedUntil, other.closedUntil);
    if (other.unique) unique.join(this.uniqueState(), other.unique);
  }

  calibrate({ meter }: Charge, used: number, now: number): void {
    if (meter.kind === 'window') window.calibrate(this.windowState(), meter, used, now);
  }

  standing(charge: Charge, now: number): Standing {
    const isClosed = this.closedUntil > now;
    const remaining = isClosed ? 0 : this.remaining(charge.meter, now);
    return standingOf(charge, remaining, Math.max(0, this.freeAt(charge.meter) - now));
  }

  /** What has to outlive the process. Members are not in it, since each of them has a row of its own. */
  save(meter: Meter): SavedState {
    if (meter.kind === 'rate') return rate.save(this.rateState(meter));
    if (meter.kind === 'borrow') return borrow.save(this.borrowState());
    if (meter.kind === 'window') return window.save(this.windowState());
    return { times: [], counts: [] };
  }

  /** Who is counted. */
  get members(): string[] {
    return [...(this.unique?.members.keys() ?? [])];
  }

  /** When a member was last counted. */
  memberAt(member: string): number | undefined {
    return this.unique?.members.get(member);
  }

  restore(meter: Meter, { times, counts }: SavedState): void {
    if (times.length === 0) return;
    if (meter.kind === 'rate') this.rate = rate.restore(meter, times);
    else if (meter.kind === 'borrow') this.borrow = borrow.restore(times, counts);
    else if (meter.kind === 'window') this.window = window.restore(times, counts);
  }

  /** From when on the allowance is whole again and can be forgotten. */
  freeAt(meter: Meter): number {
    return Math.max(this.closedUntil, this.countedFreeAt(meter));
  }

  private countedReadyAt({ meter, cost = 1, member = '' }: Charge, now: number): number {
    switch (meter.kind) {
      case 'rate':
        return rate.readyAt(this.rateState(meter), meter);
      case 'borrow':
        return borrow.readyAt(this.borrowState(), meter, cost, now);
      case 'window':
        return window.readyAt(this.windowState(), meter, cost, now);
      case 'unique':
        return unique.readyAt(this.uniqueState(), meter, member, now);
      case 'gate':
        return now;
    }
  }

  private countedFreeAt(meter: Meter): number {
    if (meter.kind === 'rate' && this.rate) return rate.freeAt(this.rate, meter);
    if (meter.kind === 'borrow' && this.borrow) return borrow.freeAt(this.borrow);
    if (meter.kind === 'window' && this.window) return window.freeAt(this.window, meter);
    if (meter.kind === 'unique' && this.unique) return unique.freeAt(this.unique, meter);
    return Number.NEGATIVE_INFINITY;
  }

  private remaining(meter: Meter, now: number): number | undefined {
    switch (meter.kind) {
      case 'rate':
        return rate.remaining(this.rateState(meter), meter, now);
      case 'borrow':
        return borrow.remaining(this.borrowState(), meter, now);
      case 'window':
        return window.remaining(this.windowState(), meter, now);
      case 'unique':
        return unique.remaining(this.uniqueState(), meter, now);
      case 'gate':
        return undefined;
    }
  }

  private rateState(meter: RateMeter): RateState {
    this.rate ??= rate.start(meter);
    // Another limit than before: the number was upgraded.
    if (this.rate.places.length !== meter.limit) this.rate = rate.resized(this.rate, meter);
    return this.rate;
  }

  private borrowState(): BorrowState {
    this.borrow ??= borrow.start();
    return this.borrow;
  }

  private windowState(): WindowState {
    this.window ??= window.start();
    return this.window;
  }

  private uniqueState(): UniqueState {
    this.unique ??= unique.start();
    return this.unique;
  }
}

/** How an allowance stands, with what its meter says of it. */
export function standingOf(charge: Charge, remaining: number | undefined, resetMs: number): Standing {
  const { policy, meter, subject } = charge;
  // A limit that nobody knows is only worth reporting while it is closed.
  if (meter.kind === 'unique' && meter.limit === UNKNOWN_LIMIT)
    return { policy, subject, resetMs: remaining === 0 ? Math.ceil(resetMs) : 0 };
  const [limit, windowMs] = limitOf(meter);
  return { policy, subject, limit, windowMs, remaining, resetMs: Math.ceil(resetMs) };
}

/** The number that a meter has, and the time in which it counts. */
function limitOf(meter: Meter): [limit?: number, windowMs?: number] {
  switch (meter.kind) {
    case 'rate':
      return [meter.limit, 1_000];
    case 'borrow':
      return [meter.burst, meter.burst * meter.intervalMs];
    case 'window':
    case 'unique':
      return [meter.limit, meter.windowMs];
    case 'gate':
      return [];
  }
}
