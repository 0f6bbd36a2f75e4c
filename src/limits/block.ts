import type { Meter } from './types';

/** Claims that are put to a store at once, at most. */
const MOST_CLAIMS = 64;
/**
 * How much of a fully used rate one replica claims at a time, in milliseconds of the rate. It has to cover the time
 * that the answer takes, and should be small, so that other replicas find places in between.
 */
const LEAST_MS = 20;
const MOST_MS = 100;
/** How much the newest answer says about how long answers take. */
const NEWEST_SHARE = 0.2;

/**
 * Decides how many claims a lane puts to the store at once. Of a rate that is in use, not more than other replicas
 * can wait for.
 */
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
