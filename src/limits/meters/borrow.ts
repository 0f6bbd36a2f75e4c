import type { BorrowMeter } from '../types';

/** A burst: when it began, how much of it was used, and until when it is paid back. */
export interface BorrowState {
  paidAt: number;
  startedAt: number;
  sent: number;
}

export const borrow = {
  start: (): BorrowState => ({ paidAt: Number.NEGATIVE_INFINITY, startedAt: 0, sent: 0 }),

  readyAt(state: BorrowState, meter: BorrowMeter, cost: number, now: number): number {
    const isBurst = now < state.startedAt + meter.burstWindowMs && state.sent + cost <= meter.burst;
    return now >= state.paidAt || isBurst ? now : state.paidAt;
  },

  take(state: BorrowState, { intervalMs }: BorrowMeter, cost: number, at: number): void {
    if (at >= state.paidAt) {
      state.startedAt = at;
      state.sent = 0;
      state.paidAt = at;
    }
    state.sent += cost;
    state.paidAt += intervalMs * cost;
  },

  /** Takes back what a call took at that time; `now` is when. Of a burst that is paid back there is nothing to give. */
  giveBack(state: BorrowState, meter: BorrowMeter, cost: number, at: number, now: number): void {
    if (at < state.startedAt || state.sent < cost) return;
    // By when the burst began: later than it did here where what began it was taken back already.
    const beganBy = state.paidAt - meter.intervalMs * state.sent;
    state.sent -= cost;
    if (state.sent === 0) {
      state.paidAt = Number.NEGATIVE_INFINITY;
    } else if (at > beganBy) {
      state.paidAt -= meter.intervalMs * cost;
    } else {
      // It may have begun the burst. What is left began by now, or when the burst's time was over, at the latest.
      const beginsBy = Math.min(now, state.startedAt + meter.burstWindowMs);
      state.paidAt = Math.min(state.paidAt, beginsBy + meter.intervalMs * state.sent);
    }
  },

  /** What the burst still holds; all of it when everything is paid back. */
  remaining(state: BorrowState, { burst, burstWindowMs }: BorrowMeter, now: number): number {
    if (now >= state.paidAt) return burst;
    return now < state.startedAt + burstWindowMs ? Math.max(0, burst - state.sent) : 0;
  },

  freeAt: ({ paidAt }: BorrowState): number => paidAt,

  /** Times, and what was sent. */
  save: ({ paidAt, startedAt, sent }: BorrowState) => ({ times: [paidAt, startedAt], counts: [sent] }),

  restore([paidAt = 0, startedAt = 0]: readonly number[], [sent = 0]: readonly number[]): BorrowState {
    return { paidAt, startedAt, sent };
  },
};
