/** How much the newest of them says about how far places lie apart. */
const NEWEST_SHARE = 0.05;
const LONGEST_GAP_MS = 1_000;

/**
 * How fast a lane goes while calls wait in it: slower than its limit, where other replicas take places of the same one.
 * A lane ends when nobody waits, so times without calls do not count.
 */
export class Pace {
  /** Between two calls of the lane, too short as long as few have passed: a single stall of the process says little. */
  intervalMs = 0;
  private lastAt: number | undefined;

  /** A call passed, in a place that was its from `at` on. */
  passed(at: number): void {
    const { lastAt } = this;
    this.lastAt = at;
    if (lastAt === undefined || at < lastAt) return;
    const gapMs = at - lastAt;
    // A limit that was closed for a time says nothing of its pace.
    if (gapMs > LONGEST_GAP_MS) return;
    this.intervalMs += (gapMs - this.intervalMs) * NEWEST_SHARE;
  }
}
