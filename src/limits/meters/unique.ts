import type { UniqueMeter } from '../types';

/** Members by when they were last counted, the oldest first. */
export interface UniqueState {
  members: Map<string, number>;
  lastAt: number;
}

export const unique = {
  start: (): UniqueState => ({ members: new Map(), lastAt: Number.NEGATIVE_INFINITY }),

  readyAt(state: UniqueState, meter: UniqueMeter, member: string, now: number): number {
    forget(state, meter, now);
    const { members } = state;
    if (members.has(member) || members.size < meter.limit) return now;
    // So many have to go that there is room for one more: more than one where the limit was lowered.
    let surplus = members.size - meter.limit;
    for (const lastAt of members.values()) {
      if (surplus === 0) return lastAt + meter.windowMs;
      surplus -= 1;
    }
    return Number.POSITIVE_INFINITY;
  },

  take(state: UniqueState, member: string, at: number): void {
    state.members.delete(member);
    state.members.set(member, at);
    state.lastAt = at;
  },

  remaining(state: UniqueState, meter: UniqueMeter, now: number): number {
    forget(state, meter, now);
    return Math.max(0, meter.limit - state.members.size);
  },

  freeAt: ({ lastAt }: UniqueState, { windowMs }: UniqueMeter): number => lastAt + windowMs,
};

function forget({ members }: UniqueState, { windowMs }: UniqueMeter, now: number): void {
  for (const [member, at] of members) {
    if (at + windowMs > now) return;
    members.delete(member);
  }
}
