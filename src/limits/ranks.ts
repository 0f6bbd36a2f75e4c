import type { CallPriority } from '../common/patience';
import { Queue } from './queue';
import type { Waiter } from './waiter';

/** While bulk waits, every so manieth call that passes is one of bulk: single calls go first, but not for ever. */
const BULK_EVERY = 10;

/** Those who wait for the limit of their lane: single calls before bulk. */
export class Ranks {
  private readonly queues = { INTERACTIVE: new Queue<Waiter>(), BULK: new Queue<Waiter>() };
  private sinceBulk = 0;

  add(waiter: Waiter): void {
    this.queues[waiter.priority].add(waiter);
  }

  get isEmpty(): boolean {
    const { INTERACTIVE, BULK } = this.queues;
    return !INTERACTIVE.peek() && !BULK.peek();
  }

  /** Takes out whose turn it is. */
  next(): Waiter | undefined {
    const { INTERACTIVE, BULK } = this.queues;
    const bulk = this.sinceBulk >= BULK_EVERY ? BULK.shift() : undefined;
    return bulk ?? INTERACTIVE.shift() ?? BULK.shift();
  }

  /** Somebody passed. */
  passed(priority: CallPriority): void {
    this.sinceBulk = priority === 'BULK' ? 0 : this.sinceBulk + 1;
  }

  /** Everybody who waits. */
  waiting(): Waiter[] {
    return [...this.queues.INTERACTIVE.waiting(), ...this.queues.BULK.waiting()];
  }
}
