import type { Clock } from '../clock';
import { Counters } from './counters';
import { Limit, type LimitSpec, type Used } from './limit';

/** One every so many milliseconds, or so many within that time that the time for them has to pass afterwards. */
export type BurstNumbers = Readonly<Record<'everyMs' | 'burst', number>>;

class Counter {
  startedAt = Number.NEGATIVE_INFINITY;
  count = 0;
  everyMs = 0;

  /** When the time is over that the burst has borrowed. */
  get idleFrom(): number {
    return this.startedAt + this.count * this.everyMs;
  }
}

/**
 * Meta's pair limit, to the letter: what comes within six seconds of the first is one burst, of 45 at most; after a
 * burst of N nothing is let through until N times six seconds have passed since it began. One alone is a burst of one.
 */
export class BurstLimit<Use> extends Limit<BurstNumbers, Use> {
  private readonly counters = new Counters(() => new Counter());

  constructor(spec: LimitSpec<BurstNumbers, Use>, clock: Clock) {
    super(spec, clock);
  }

  protected override fits(key: string, _use: Use, now: number, observed: boolean): boolean {
    const { everyMs, burst } = this.numbers;
    const counter = this.counters.of(key, now);
    counter.everyMs = everyMs;
    if (now >= counter.idleFrom) Object.assign(counter, { startedAt: now, count: 0 });
    const isFree = now < counter.startedAt + everyMs && counter.count < burst;
    if (isFree || observed) counter.count += 1;
    return isFree;
  }

  protected override clear(): void {
    this.counters.clear();
  }

  protected override counted(most: number, now: number): [string, Used][] {
    return this.counters
      .newest(most)
      .filter(([, { idleFrom }]) => idleFrom > now)
      .map(([key, { count }]) => [key, { used: count, of: this.numbers.burst }]);
  }
}
