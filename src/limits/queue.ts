/** What stands in a queue: its place in the order, and whether it still waits. */
export interface Queued {
  readonly ticket: number;
  readonly isDone: boolean;
}

/** How many places are given up at the front before the list is written anew. */
const COMPACT_AFTER = 1_024;

/** A queue in the order of tickets. Whoever is done is passed over; nothing has to be taken out of the middle. */
export class Queue<T extends Queued> {
  private items: T[] = [];
  private front = 0;

  /** The first that still waits. */
  peek(): T | undefined {
    for (let item = this.items[this.front]; item; item = this.items[this.front]) {
      if (!item.isDone) return item;
      this.drop();
    }
    return undefined;
  }

  shift(): T | undefined {
    const item = this.peek();
    if (item) this.drop();
    return item;
  }

  /** Puts an item in its place: at the end, unless it waits for longer than others. */
  add(item: T): void {
    const { items } = this;
    const last = items.at(-1);
    if (this.front === items.length || !last || last.ticket < item.ticket) {
      items.push(item);
      return;
    }
    // Whoever comes back to a queue was near its front.
    let place = this.front;
    while ((items[place]?.ticket ?? Number.POSITIVE_INFINITY) < item.ticket) place += 1;
    if (place === this.front && this.front > 0) {
      this.front -= 1;
      items[this.front] = item;
    } else {
      items.splice(place, 0, item);
    }
  }

  /** Everybody who still waits. */
  waiting(): T[] {
    return this.items.slice(this.front).filter((item) => !item.isDone);
  }

  /** Everybody who still waits; the queue is empty then. */
  drain(): T[] {
    const waiting = this.waiting();
    this.items = [];
    this.front = 0;
    return waiting;
  }

  private drop(): void {
    this.front += 1;
    if (this.front === this.items.length) {
      this.items = [];
      this.front = 0;
    } else if (this.front >= COMPACT_AFTER) {
      this.items = this.items.slice(this.front);
      this.front = 0;
    }
  }
}
