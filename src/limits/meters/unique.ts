import type { UniqueMeter } from '../types';

/** Who was counted. */
export interface UniqueState {
  /** When each was last counted, the oldest first. */
  members: Map<string, number>;
  /**
   * How often members were counted after the first time: what one call gives back, another call may have counted too.
   */
  again: Map<string, number>;
  lastAt: number;
}

export const unique = {
  start: (): UniqueState => ({ members: new Map(), again: new Map(), lastAt: Number.NEGATIVE_INFINITY }),

  readyAt(state: UniqueState, meter: UniqueMeter, member: string, now: number): number {
    forget(state, meter, now);
    const { members } = state;
    if (members.has(member) || members.size < meter.limit) return now;
    // How many members have to leave until there is room for one more; several, where the limit was lowered.
    let surplus = members.size - meter.limit;
    for (const lastAt of members.values()) {
      if (surplus === 0) return lastAt + meter.windowMs;
      surplus -= 1;
    }
    return Number.POSITIVE_INFINITY;
  },

  take(state: UniqueState, member: string, cost: number, at: number): void {
    const { members, again } = state;
    const further = members.delete(member) ? cost : cost - 1;
    if (further > 0) again.set(member, (again.get(member) ?? 0) + further);
    members.set(member, at);
    state.lastAt = at;
  },

  /** Forgets a member that only this call counted. Others keep the time when they were counted last. */
  giveBack(state: UniqueState, member: string, cost: number): void {
    const { members, again } = state;
    const left = (again.get(member) ?? 0) - cost;
    if (left > 0) again.set(member, left);
    else again.delete(member);
    if (left < 0) members.delete(member);
    if (members.size === 0) state.lastAt = Number.NEGATIVE_INFINITY;
  },

  /** Members of another state are members of this one too. */
  join(state: UniqueState, other: UniqueState): void {
    for (const [member, at] of other.members) {
      const times = 1 + (other.again.get(member) ?? 0);
      unique.take(state, member, times, Math.max(at, state.members.get(member) ?? at));
    }
    const inOrder = [...state.members].sort(([, one], [, next]) => one - next);
    state.members = new Map(inOrder);
    state.lastAt = inOrder.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY;
  },

  remaining(state: UniqueState, meter: UniqueMeter, now: number): number {
    forget(state, meter, now);
    return Math.max(0, meter.limit - state.members.size);
  },

  freeAt: ({ lastAt }: UniqueState, { windowMs }: UniqueMeter): number => lastAt + windowMs,
};

function forget({ members, again }: UniqueState, { windowMs }: UniqueMeter, now: number): void {
  for (const [member, at] of members) {
    if (at + windowMs > now) return;
    members.delete(member);
    again.delete(member);
  }
}
