import type { WindowMeter } from '../types';

/** What was taken, and when. What was taken at nearly the same time is one entry, at the latest of these times. */
export interface WindowState {
  entries: WindowEntry[];
  total: number;
}

interface WindowEntry {
  first: number;
  at: number;
  count: number;
}

/** How many entries a window has at most: each stands for 1/100 of it. */
const GRAINS = 100;

export const window = {
  start: (): WindowState => ({ entries: [], total: 0 }),

  readyAt(state: WindowState, meter: WindowMeter, cost: number, now: number): number {
    forget(state, meter, now);
    let over = state.total + cost - meter.limit;
    if (over <= 0) return now;
    if (cost > meter.limit) return Number.POSITIVE_INFINITY;
    for (const { at, count } of state.entries) {
      over -= count;
      if (over <= 0) return at + meter.windowMs;
    }
    return Number.POSITIVE_INFINITY;
  },

  take(state: WindowState, { windowMs }: WindowMeter, cost: number, at: number): void {
    const last = state.entries.at(-1);
    if (last && at - last.first < windowMs / GRAINS) {
      last.at = Math.max(last.at, at);
      last.count += cost;
    } else {
      state.entries.push({ first: at, at, count: cost });
    }
    state.total += cost;
  },

  giveBack(state: WindowState, cost: number): void {
    let left = cost;
    for (let index = state.entries.length - 1; index >= 0 && left > 0; index -= 1) {
      const entry = state.entries[index];
      if (!entry) break;
      const given = Math.min(entry.count, left);
      entry.count -= given;
      state.total -= given;
      left -= given;
      if (entry.count === 0) state.entries.splice(index, 1);
    }
  },

  /**
   * Makes the window agree with what Meta says has been used: forgets the oldest entries, or adds what others took as
   * taken now.
   */
  calibrate(state: WindowState, meter: WindowMeter, used: number, now: number): void {
    forget(state, meter, now);
    if (used > state.total) {
      window.take(state, meter, used - state.total, now);
      return;
    }
    while (state.total > used) {
      const oldest = state.entries[0];
      if (!oldest) return;
      const surplus = Math.min(oldest.count, state.total - used);
      oldest.count -= surplus;
      state.total -= surplus;
      if (oldest.count === 0) state.entries.shift();
    }
  },

  remaining(state: WindowState, meter: WindowMeter, now: number): number {
    forget(state, meter, now);
    return Math.max(0, meter.limit - state.total);
  },

  freeAt({ entries }: WindowState, { windowMs }: WindowMeter): number {
    const last = entries.at(-1);
    return last ? last.at + windowMs : Number.NEGATIVE_INFINITY;
  },

  /** Two times and a count for each entry. */
  save: ({ entries }: WindowState) => ({
    times: entries.flatMap(({ first, at }) => [first, at]),
    counts: entries.map(({ count }) => count),
  }),

  restore(times: readonly number[], counts: readonly number[]): WindowState {
    const entries = counts.map((count, index) => ({
      first: times[2 * index] ?? 0,
      at: times[2 * index + 1] ?? 0,
      count,
    }));
    return { entries, total: counts.reduce((total, count) => total + count, 0) };
  },
};

function forget(state: WindowState, { windowMs }: WindowMeter, now: number): void {
  for (let oldest = state.entries[0]; oldest && oldest.at + windowMs <= now; oldest = state.entries[0]) {
    state.total -= oldest.count;
    state.entries.shift();
  }
}
