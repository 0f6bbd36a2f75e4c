import type { Clock } from '../clock';
import { Arrivals } from './arrivals';
import { Counters } from './counters';
import { Limit, type LimitSpec, type Numbers, type Used } from './limit';

/** At most so many in any stretch of so many milliseconds. */
export interface Window {
  readonly most: number;
  readonly ms: number;
}

export interface WindowLimitSpec<N extends Numbers, Use> extends LimitSpec<N, Use> {
  /** All of them hold. */
  windows(numbers: N, use: Use): readonly Window[];
  /** Whether what was refused counts as well, so that going on makes it worse. */
  readonly countsRefused?: boolean;
  /** For how long everything is refused once it was exceeded. */
  lockMs?(numbers: N): number;
}

class Counter {
  readonly arrivals = new Arrivals();
  windows: readonly Window[] = [];
  lockedUntil = 0;

  get idleFrom(): number {
    const longest = Math.max(0, ...this.windows.map(({ ms }) => ms));
    return Math.max(this.lockedUntil, (this.arrivals.newest() ?? 0) + longest);
  }

  /** When there is room for one more; a time that has passed means now. */
  get freeFrom(): number {
    const times = this.windows.map(({ most, ms }) =>
      most < 1 ? Number.POSITIVE_INFINITY : (this.arrivals.newest(Math.floor(most)) ?? -ms) + ms,
    );
    return Math.max(this.lockedUntil, ...times);
  }

  add(now: number): void {
    this.arrivals.add(now, Math.max(...this.windows.map(({ most }) => Math.ceil(most))));
  }

  /** The window that is fullest. */
  used(now: number): Used {
    const all = this.windows.map(({ most, ms }) => ({ used: this.arrivals.after(now - ms), of: most }));
    return all.sort((one, other) => other.used / other.of - one.used / one.of)[0] ?? { used: 0, of: 0 };
  }
}

/**
 * A limit that slides: the times of what was let through are kept, and one more fits when fewer than the limit lie
 * in the window that ends with it. Exact, unlike a token bucket, which lets nearly twice the limit through in its
 * worst stretch. What came exactly a window ago counts no more.
 */
export class WindowLimit<N extends Numbers, Use> extends Limit<N, Use> {
  private readonly counters = new Counters(() => new Counter());

  constructor(
    protected override readonly spec: WindowLimitSpec<N, Use>,
    clock: Clock,
  ) {
    super(spec, clock);
  }

  /** Counts what happens whatever the limit says. */
  note(use: Use): void {
    const now = this.clock.now();
    this.counterOf(this.spec.keyOf(use), use, now).add(now);
  }

  /** How far the counter has come, and in how many milliseconds there is room again. */
  usageOf(use: Use): Used & { readonly freeInMs: number } {
    const now = this.clock.now();
    const counter = this.counterOf(this.spec.keyOf(use), use, now);
    return { ...counter.used(now), freeInMs: Math.max(0, counter.freeFrom - now) };
  }

  /** As if nothing had been counted. */
  forget(use: Use): void {
    this.counters.forget(this.spec.keyOf(use));
  }

  protected override fits(key: string, use: Use, now: number, observed: boolean): boolean {
    const counter = this.counterOf(key, use, now);
    const { lockMs, countsRefused = false } = this.spec;
    const isFree = counter.freeFrom <= now;
    if (!isFree && lockMs !== undefined && counter.lockedUntil <= now) {
      counter.lockedUntil = now + lockMs(this.numbers);
    }
    if (isFree || countsRefused || observed) counter.add(now);
    return isFree;
  }

  protected override clear(): void {
    this.counters.clear();
  }

  protected override counted(most: number, now: number): [string, Used][] {
    return this.counters.newest(most).map(([key, counter]) => [key, counter.used(now)]);
  }

  private counterOf(key: string, use: Use, now: number): Counter {
    const counter = this.counters.of(key, now);
    counter.windows = this.spec.windows(this.numbers, use);
    return counter;
  }
}
