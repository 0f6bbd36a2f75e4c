/** How much of a limit of Meta's is left, after a call or when asked. */
export interface LimitStanding {
  /** The limit's name: `throughput`, `pair`, … */
  policy: string;
  /** Whose allowance it is, where that is no person: an id of Meta's. */
  subject?: string | undefined;
  /** The limit itself, where it has a number. */
  limit?: number | undefined;
  /** In which time the limit counts. */
  windowMs?: number | undefined;
  /** Calls that would pass now; absent where only Meta knows. */
  remaining?: number | undefined;
  /** In how many milliseconds all of the allowance is there again, if nothing else is taken. */
  resetMs: number;
}

/** What the calls of one operation took, the newest standing of each allowance. */
export class Consumption {
  private taken: LimitStanding[] | undefined;

  note(standings: readonly LimitStanding[]): void {
    for (const standing of standings) {
      // Where only Meta counts, there is something to say while it lets nothing through.
      if (standing.remaining === undefined && standing.resetMs === 0) continue;
      this.taken ??= [];
      const { policy, subject, windowMs } = standing;
      const place = this.taken.findIndex(
        (known) => known.policy === policy && known.subject === subject && known.windowMs === windowMs,
      );
      if (place < 0) this.taken.push(standing);
      else this.taken[place] = standing;
    }
  }

  /** Undefined when nothing was taken. */
  get standings(): readonly LimitStanding[] | undefined {
    return this.taken;
  }
}
