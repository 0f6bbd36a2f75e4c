/** Counters swept at first when there are so many; from then on whenever their number has doubled. */
const SWEPT_FROM = 1_000;

/** The counters of one limit by what they count for. Those that are as good as new are forgotten. */
export class Counters<C extends { readonly idleFrom: number }> {
  private readonly byKey = new Map<string, C>();
  private sweepAt = SWEPT_FROM;

  constructor(private readonly begin: () => C) {}

  get size(): number {
    return this.byKey.size;
  }

  of(key: string, now: number): C {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.byKey.size >= this.sweepAt) this.sweep(now);
    const counter = this.begin();
    this.byKey.set(key, counter);
    return counter;
  }

  peek(key: string): C | undefined {
    return this.byKey.get(key);
  }

  forget(key: string): void {
    this.byKey.delete(key);
  }

  clear(): void {
    this.byKey.clear();
  }

  /** The newest, with their keys. */
  newest(count: number): [key: string, counter: C][] {
    return [...this.byKey].slice(-count);
  }

  private sweep(now: number): void {
    for (const [key, { idleFrom }] of this.byKey) if (idleFrom <= now) this.byKey.delete(key);
    this.sweepAt = Math.max(SWEPT_FROM, 2 * this.byKey.size);
  }
}
