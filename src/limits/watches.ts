import { setMaxListeners } from 'node:events';
import { Deadlines } from './deadlines';
import type { Waiter } from './waiter';

export interface WatchesOptions {
  now: () => number;
  /** For how long nobody is watched who has just come; 0: everybody is at once. */
  answerMs: number;
  onDeadline: (waiter: Waiter) => void;
}

/**
 * Sees when the patience of those who wait ends, or when they go away. Most have passed before that is worth looking at:
 * an AbortSignal costs more than all the rest of their waiting.
 */
export class Watches {
  private readonly deadlines: Deadlines;
  private newcomers: Waiter[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: WatchesOptions) {
    this.deadlines = new Deadlines(options.now, options.onDeadline);
  }

  add(waiter: Waiter): void {
    if (this.options.answerMs === 0) {
      this.watch(waiter);
      return;
    }
    this.newcomers.push(waiter);
    this.timer ??= setTimeout(() => this.watchNewcomers(), this.options.answerMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.newcomers = [];
    this.deadlines.stop();
  }

  private watchNewcomers(): void {
    this.timer = undefined;
    const { newcomers } = this;
    this.newcomers = [];
    for (const waiter of newcomers) if (!waiter.isDone) this.watch(waiter);
  }

  private watch(waiter: Waiter): void {
    const signal = waiter.presence?.signal;
    if (signal?.aborted) {
      waiter.fail(signal.reason);
      return;
    }
    if (signal) {
      // Whoever has many calls under way, such as a socket, waits with all of them.
      setMaxListeners(0, signal);
      const gone = () => waiter.fail(signal.reason);
      signal.addEventListener('abort', gone, { once: true });
      waiter.onDone = () => signal.removeEventListener('abort', gone);
    }
    this.deadlines.add(waiter);
  }
}
