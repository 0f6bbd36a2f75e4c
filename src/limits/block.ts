import type { Meter } from './types';

/** Claims that are put to a store at once, at most. */
const MOST_CLAIMS = 64;
/**
 * Places of a full rate that one replica claims at a time, in milliseconds of the rate: few, so that others find some
 * between them, but as many as pass while it waits for the answer.
 */
const LEAST_MS = 20;
const MOST_MS = 100;
/** How much the newest answer says about how long answers take. */
const NEWEST_SHARE = 0.2;

/** How many claims a lane puts to a store at once: of a rate that is in use no more than others can wait for. */
export class Block {
  private answerMs = 0;

  /** How long an answer took. */
  answered(inMs: number): void {
    this.answerMs += (inMs - this.answerMs) * NEWEST_SHARE;
  }

  mostOf(meter: Meter | undefined): number {
    if (meter?.kind !== 'rate') return MOST_CLAIMS;
    const blockMs = Math.min(MOST_MS, Math.max(LEAST_MS, 1.5 * this.answerMs));
    return Math.min(MOST_CLAIMS, Math.max(1, Math.floor(blockMs / meter.intervalMs)));
  }
}
