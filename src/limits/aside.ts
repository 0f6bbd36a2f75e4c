import { Queue } from './queue';
import type { Charge } from './types';
import type { Waiter } from './waiter';

/**
 * Waiters of a lane that are held up by another limit than the lane's own (such as a recipient's), grouped by that
 * limit.
 */
export class Aside {
  private readonly groups = new Map<string, { waiters: Queue<Waiter>; until: number }>();

  /** Holds a waiter until this limit may have room. */
  hold(waiter: Waiter, key: string, until: number): void {
    const group = this.groups.get(key) ?? { waiters: new Queue<Waiter>(), until };
    this.groups.set(key, group);
    group.until = Math.max(group.until, until);
    waiter.isAside = true;
    group.waiters.add(waiter);
  }

  /** A limit that this waiter needs and that holds up others already, and until when. */
  inTheWayOf({ charges }: Waiter): { charge: Charge; until: number } | undefined {
    if (this.groups.size === 0) return undefined;
    for (const charge of charges) {
      const group = this.groups.get(charge.key);
      if (group) return { charge, until: group.until };
    }
    return undefined;
  }

  /** Lets the waiters that this limit holds up try again now. Returns whether there are any. */
  free(key: string): boolean {
    const group = this.groups.get(key);
    if (group) group.until = Number.NEGATIVE_INFINITY;
    return group !== undefined;
  }

  /** When the first waiter may try again; `Infinity` where nobody is held. */
  get nextAt(): number {
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { until } of this.groups.values()) nextAt = Math.min(nextAt, until);
    return nextAt;
  }

  /** Takes out the waiters that may try again. */
  release(now: number): Waiter[] {
    const released: Waiter[] = [];
    for (const [key, { waiters, until }] of this.groups) {
      if (until > now && waiters.peek()) continue;
      this.groups.delete(key);
      for (const waiter of waiters.drain()) {
        waiter.isAside = false;
        released.push(waiter);
      }
    }
    return released;
  }

  /** Everybody who is held. */
  waiting(): Waiter[] {
    return [...this.groups.values()].flatMap(({ waiters }) => waiters.waiting());
  }
}
