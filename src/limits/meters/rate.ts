import type { RateMeter } from '../types';

/** The newest places that were taken, as many as the limit has, and how far the pace has come. */
export interface RateState {
  /** When each place was taken, as a ring buffer. */
  places: Float64Array;
  /** How many were ever taken: the next goes to this place of the circle. */
  taken: number;
  /** The first of those within the window. */
  oldest: number;
  /** The latest of these times. */
  latest: number;
  /** When the next would come if all kept the pace (GCRA's theoretical arrival time). */
  tat: number;
}

const SECOND_MS = 1_000;
/** Calls that are late may catch up by this much at once. A longer pause must not lead to a burst. */
const CATCH_UP_MS = 100;

/**
 * A rate that no second at Meta exceeds. Two things ensure that: the pace, which spaces calls evenly; and the ring,
 * by which a call may only be made when the call `limit` places before it is more than a second ago. The pace alone
 * would have to be slower than the limit by the longest delay of a busy process; the ring alone would let bursts
 * through.
 *
 * @param marginMs how much longer than a second that is, since calls can move closer together on their way to Meta
 * @param reserve places of the limit that calls leave free
 */
export function rateMeter(perSecond: number, marginMs: number, smoothingMs: number, reserve = 0): RateMeter {
  return {
    kind: 'rate',
    limit: Math.max(1, Math.floor(perSecond)),
    reserve,
    windowMs: perSecond < 1 ? SECOND_MS / perSecond : SECOND_MS + marginMs,
    intervalMs: SECOND_MS / perSecond,
    toleranceMs: CATCH_UP_MS,
    smoothingMs,
  };
}

export const rate = {
  start: ({ limit }: RateMeter): RateState => ({
    places: new Float64Array(limit).fill(Number.NEGATIVE_INFINITY),
    taken: 0,
    oldest: 0,
    latest: Number.NEGATIVE_INFINITY,
    tat: Number.NEGATIVE_INFINITY,
  }),

  /** The same places for another limit: the newest, as far as it has room for them. */
  resized(state: RateState, meter: RateMeter): RateState {
    const before = state.places.length;
    const kept = Math.min(state.taken, before, meter.limit);
    const resized = rate.start(meter);
    for (let index = state.taken - kept; index < state.taken; index += 1) {
      resized.places[resized.taken % meter.limit] = state.places[index % before] ?? 0;
      resized.taken += 1;
    }
    resized.tat = state.tat;
    return resized;
  },

  /** From when on it may be. */
  readyAt({ places, taken, tat }: RateState, { limit, reserve, windowMs, toleranceMs }: RateMeter): number {
    return Math.max(tat - toleranceMs, (places[(taken + reserve) % limit] ?? 0) + windowMs);
  },

  take(state: RateState, { limit, intervalMs }: RateMeter, cost: number, at: number): void {
    for (let count = 0; count < cost; count += 1) {
      state.places[state.taken % limit] = at;
      state.taken += 1;
    }
    state.latest = Math.max(state.latest, at);
    state.oldest = Math.max(state.oldest, state.taken - limit);
    state.tat = Math.max(state.tat, at) + intervalMs * cost;
  },

  /** Places that are free within a second. */
  remaining(state: RateState, { limit, reserve, windowMs }: RateMeter, now: number): number {
    const { places, taken } = state;
    while (state.oldest < taken && (places[state.oldest % limit] ?? 0) + windowMs <= now) state.oldest += 1;
    return Math.max(0, limit - reserve - (taken - state.oldest));
  },

  /**
   * A call left later than its place. It is moved behind those that left before it, so that the ring stays in the
   * order of time. So a late call costs only its own place, and however long a process was busy, no second sees one
   * call too many.
   */
  move(state: RateState, { limit }: RateMeter, from: number, to: number): void {
    const { places, taken } = state;
    for (let back = 1; back <= Math.min(limit, taken); back += 1) {
      if (places[(taken - back) % limit] !== from) continue;
      let place = taken - back;
      for (let next = places[(place + 1) % limit]; place + 1 < taken && next !== undefined && next < to; ) {
        places[place % limit] = next;
        place += 1;
        next = places[(place + 1) % limit];
      }
      places[place % limit] = to;
      state.latest = Math.max(state.latest, to);
      return;
    }
  },

  freeAt: ({ latest }: RateState, { windowMs }: RateMeter): number => latest + windowMs,

  /** All that the next process has to know is when the last place was. */
  save: ({ latest }: RateState) => ({ times: [latest], counts: [] }),

  /**
   * Treats the whole limit as taken at that time: within a second this no longer matters, so the single places are
   * not kept.
   */
  restore(meter: RateMeter, [latest = Number.NEGATIVE_INFINITY]: readonly number[]): RateState {
    const state = rate.start(meter);
    state.places.fill(latest);
    return { ...state, taken: meter.limit, latest, tat: latest };
  },
};
