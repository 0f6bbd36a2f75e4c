import { setTimeout as sleep } from 'node:timers/promises';

/** How far apart two calls leave that must come in order: each has a connection of its own, and those race. */
const APART_MS = 10;
/** Keys that are remembered before those are forgotten that need nobody to wait any more. */
const MOST_KEYS = 1_000;

/** Keeps calls of the same key a little apart, so that they arrive in the order in which they left. */
export class Succession {
  private readonly freeAt = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Waits until this key's call before has left for a moment; nothing to wait for is undefined. */
  turn(key: string): Promise<void> | undefined {
    const now = this.now();
    const at = Math.max(now, this.freeAt.get(key) ?? 0);
    this.freeAt.delete(key);
    this.freeAt.set(key, at + APART_MS);
    if (this.freeAt.size > MOST_KEYS) this.forget(now);
    return at > now ? sleep(Math.ceil(at - now)) : undefined;
  }

  private forget(now: number): void {
    for (const [key, at] of this.freeAt) {
      if (at > now) return;
      this.freeAt.delete(key);
    }
  }
}
