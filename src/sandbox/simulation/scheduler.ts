import type { MovableClock } from '../clock';

/** What setTimeout can wait at most; more it takes for nothing. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Task {
  readonly dueAt: number;
  readonly action: () => void;
  timer?: NodeJS.Timeout;
}

/** What is to happen later: by itself when its time has come, or at once when the clock is put past it. */
export class Scheduler {
  /** In the order in which they were planned. */
  private readonly tasks = new Set<Task>();
  private moves: Promise<unknown> = Promise.resolve();
  private moving = false;
  private closed = false;

  constructor(private readonly clock: MovableClock) {}

  /** How many things are still to happen. */
  get pending(): number {
    return this.tasks.size;
  }

  /** Returns what takes it back. */
  after(milliseconds: number, action: () => void): () => void {
    if (this.closed) return () => undefined;
    const task: Task = { dueAt: this.clock.now() + milliseconds, action };
    this.tasks.add(task);
    // While the clock moves, nothing happens but what the move comes past.
    if (!this.moving) this.arm(task, milliseconds);
    return () => this.forget(task);
  }

  /**
   * Puts the clock forward, after any move before it. All that is due on the way happens at its own time, in order;
   * `settle` is waited for between one thing and the next. Returns how many happened.
   */
  moveTo(target: () => number, settle: () => Promise<void>): Promise<number> {
    const move = this.moves.then(() => this.move(target(), settle));
    this.moves = move.catch(() => undefined);
    return move;
  }

  close(): void {
    this.closed = true;
    for (const task of this.tasks) this.forget(task);
  }

  private async move(target: number, settle: () => Promise<void>): Promise<number> {
    this.moving = true;
    for (const { timer } of this.tasks) clearTimeout(timer);
    let happened = 0;
    try {
      for (let task = this.nextBefore(target); task !== undefined; task = this.nextBefore(target)) {
        this.clock.moveTo(task.dueAt);
        this.run(task);
        happened += 1;
        await settle();
      }
      if (!this.closed) this.clock.moveTo(target);
    } finally {
      this.moving = false;
      for (const task of this.tasks) this.arm(task, Math.max(0, task.dueAt - this.clock.now()));
    }
    return happened;
  }

  private nextBefore(target: number): Task | undefined {
    let next: Task | undefined;
    for (const task of this.tasks) {
      if (task.dueAt <= target && (next === undefined || task.dueAt < next.dueAt)) next = task;
    }
    return next;
  }

  private arm(task: Task, milliseconds: number): void {
    const wait = Math.min(milliseconds, LONGEST_TIMER_MS);
    task.timer = setTimeout(() => {
      if (milliseconds > wait) this.arm(task, milliseconds - wait);
      else this.run(task);
    }, wait);
  }

  private run(task: Task): void {
    this.forget(task);
    task.action();
  }

  private forget(task: Task): void {
    clearTimeout(task.timer);
    this.tasks.delete(task);
  }
}
