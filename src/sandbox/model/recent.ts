/** Remembers the last so many items, so that a sandbox under load does not grow without end. */
export class Recent<T extends { id: string }> {
  private readonly items = new Map<string, T>();
  private added = 0;

  constructor(private readonly capacity: number) {}

  /** How many there have been so far, plus one. */
  get nextSerial(): number {
    return this.added + 1;
  }

  add(item: T): void {
    this.added += 1;
    this.items.set(item.id, item);
    const [oldest] = this.items.keys();
    if (this.items.size > this.capacity && oldest !== undefined) this.items.delete(oldest);
  }

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  /** The newest that is accepted. */
  last(accepts: (item: T) => boolean): T | undefined {
    let last: T | undefined;
    for (const item of this.items.values()) if (accepts(item)) last = item;
    return last;
  }
}
