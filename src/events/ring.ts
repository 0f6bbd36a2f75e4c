import type { StoredEvent } from './types';

/**
 * The newest events of the log in memory, bounded by number and by size. It knows the range of the log that it covers:
 * every event after `floor` up to `tail` is in it.
 */
export class Ring {
  #events: StoredEvent[] = [];
  #start = 0;
  #size = 0;
  #floor = 0;
  #tail = 0;

  constructor(
    private readonly maxEvents: number,
    private readonly maxSize: number,
  ) {}

  get floor(): number {
    return this.#floor;
  }

  get tail(): number {
    return this.#tail;
  }

  /** Forgets everything and covers the log from this place on. */
  restart(seq: number): void {
    this.#events = [];
    this.#start = 0;
    this.#size = 0;
    this.#floor = seq;
    this.#tail = seq;
  }

  /** Takes the events that follow `tail` in the log; the oldest make room. */
  push(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#size += event.size;
      this.#tail = event.seq;
    }
    while (this.#events.length - this.#start > this.maxEvents || this.#size > this.maxSize) {
      const oldest = this.#events[this.#start];
      if (!oldest) break;
      this.#size -= oldest.size;
      this.#floor = oldest.seq;
      this.#start += 1;
    }
    // Moving the rest down now and then costs each event one move.
    if (this.#start > this.maxEvents || this.#start === this.#events.length) {
      this.#events = this.#events.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The first event after `seq` that passes the test. Only meaningful from `floor` on. */
  firstAfter(seq: number, test: (event: StoredEvent) => boolean): StoredEvent | undefined {
    for (let index = this.#indexAfter(seq); index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (event && test(event)) return event;
    }
    return undefined;
  }

  #indexAfter(seq: number): number {
    let low = this.#start;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
