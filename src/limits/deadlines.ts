import { Alarm } from './alarm';
import type { Waiter } from './waiter';

/** Tells waiters when their callers' patience ends: a heap, and one timer for all of them. */
export class Deadlines {
  private heap: { at: number; waiter: Waiter }[] = [];
  private readonly alarm: Alarm;

  constructor(
    private readonly now: () => number,
    private readonly onDeadline: (waiter: Waiter) => void,
  ) {
    // Whoever waits keeps the process alive by the lane's timer.
    this.alarm = new Alarm({ now, ring: () => this.ring(), holdsProcess: false });
  }

  add(waiter: Waiter): void {
    const at = waiter.lastMoment;
    if (at === Number.POSITIVE_INFINITY) return;
    this.push({ at, waiter });
    this.alarm.set(at);
  }

  stop(): void {
    this.alarm.clear();
    this.heap = [];
  }

  private ring(): void {
    const now = this.now();
    for (let first = this.heap[0]; first && (first.waiter.isDone || first.at <= now); first = this.heap[0]) {
      this.pop();
      if (!first.waiter.isDone) this.onDeadline(first.waiter);
    }
    const [first] = this.heap;
    if (first) this.alarm.set(first.at);
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
