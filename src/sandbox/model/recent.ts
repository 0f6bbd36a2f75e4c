/** Remembers the last so many items, so that a sandbox under load does not grow without end. */
export class Recent<T extends { id: string }> {
  private readonly items = new Map<string, T>();
  constructor(
    private readonly capacity: number,
    /** The number that the next item is told from all others by. */
    private serial: number,
  ) {}

  get nextSerial(): number {
    return this.serial;
  }

  add(item: T): void {
    this.serial += 1;
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
