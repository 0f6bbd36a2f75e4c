import type { Waiter } from './waiter';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Tells waiters when their callers' patience ends: a heap, and one timer for all of them. */
export class Deadlines {
  private heap: { at: number; waiter: Waiter }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly now: () => number,
    private readonly onDeadline: (waiter: Waiter) => void,
  ) {}

  add(waiter: Waiter): void {
    const at = waiter.lastMoment;
    if (at === Number.POSITIVE_INFINITY) return;
    this.push({ at, waiter });
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.heap = [];
  }

  private ring(): void {
    this.timer = undefined;
    this.wakesAt = Number.POSITIVE_INFINITY;
    const now = this.now();
    for (let first = this.heap[0]; first && (first.waiter.isDone || first.at <= now); first = this.heap[0]) {
      this.pop();
      if (!first.waiter.isDone) this.onDeadline(first.waiter);
    }
    this.arm();
  }

  private arm(): void {
    const first = this.heap[0];
    if (!first || (this.timer && this.wakesAt <= first.at)) return;
    clearTimeout(this.timer);
    this.wakesAt = first.at;
    const inMs = Math.max(0, Math.ceil(first.at - this.now()));
    this.timer = setTimeout(() => this.ring(), Math.min(inMs, LONGEST_TIMER_MS));
    // Whoever waits keeps the process alive by the lane's timer.
    this.timer.unref();
  }

  private push(entry: { at: number; waiter: Waiter }): void {
    const { heap } = this;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || above.at <= entry.at) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const child = right && left && right.at < left.at ? right : left;
      if (!child || child.at >= last.at) break;
      heap[place] = child;
      place = 2 * place + (child === right ? 2 : 1);
    }
    heap[place] = last;
  }
}
