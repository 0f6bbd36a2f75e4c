/** How much the newest of them says about how far places lie apart, at least. */
const NEWEST_SHARE = 0.05;
const LONGEST_GAP_MS = 1_000;
/**
 * How fast a lane goes while calls wait in it: slower than its limit, where other replicas take places of the same one.
 * A lane ends when nobody waits, so times without calls do not count.
 */
export class Pace {
  private meanMs = 0;
  private gaps = 0;
  private lastAt: number | undefined;

  /** @param leastGaps with fewer nothing is known */
  constructor(private readonly leastGaps: number) {}

  /** Between two calls of the lane; 0 while that is not known. */
  get intervalMs(): number {
    return this.gaps < this.leastGaps ? 0 : this.meanMs;
  }

  /** A call passed, in a place that was its from `at` on. */
  passed(at: number): void {
    const { lastAt } = this;
    this.lastAt = at;
    if (lastAt === undefined || at < lastAt) return;
    const gapMs = at - lastAt;
    // A limit that was closed for a time says nothing of its pace.
    if (gapMs > LONGEST_GAP_MS) return;
    this.gaps += 1;
    this.meanMs += (gapMs - this.meanMs) * Math.max(NEWEST_SHARE, 1 / this.gaps);
  }
}
