/** Where the sandbox takes its time from, so that a test (or a movable clock) can decide what time it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that can be put forward: it goes on from there at the pace of the one below it. */
export class MovableClock implements Clock {
  private ahead = 0;

  constructor(private readonly base: Clock) {}

  now(): number {
    return this.base.now() + this.ahead;
  }

  /** How far it was put forward, milliseconds. */
  get movedBy(): number {
    return this.ahead;
  }

  /** Puts it forward to a time; one that has passed changes nothing. */
  moveTo(time: number): void {
    this.ahead += Math.max(0, time - this.now());
  }
}

/** Unix seconds, the unit of nearly every time in the Graph API. */
export function unixSeconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/**
 * Where what a sandbox hands out is counted from. Whoever uses it remembers ids for longer than it runs, so a later one goes
 * on behind all that an earlier one may have come to.
 */
export function firstSerial(clock: Clock): number {
  return clock.now() * 1_000;
}

/** The form of the Graph API's date strings: `2026-03-01T12:30:00+0000`. */
export function graphTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+0000');
}
