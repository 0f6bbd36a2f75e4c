import { setTimeout as sleep } from 'node:timers/promises';
import type { AllowanceBook, SavedAllowance } from './allowance-book';

export interface BookWriterOptions<T> {
  book: AllowanceBook;
  /** Tells entries apart that stand in different rows. */
  nameOf: (entry: T) => string;
  /** Puts an entry into words, as it is when it is written. */
  rowOf: (entry: T) => SavedAllowance;
  /** Told when something could not be written down; it is tried again. */
  onError?: ((error: unknown) => void) | undefined;
}

const RETRY_MS = 1_000;
const FORGET_EVERY_MS = 60_000;

/**
 * Writes down what was used, once for all that comes in a turn of the event loop. A book that can is written at the
 * turn's end, and whoever leaves waits for that: nothing leaves before what it takes stands there. For others one write is
 * under way at a time, and what changes meanwhile goes with the next: a process that is killed takes with it what left in
 * its last few milliseconds, and no more.
 */
export class BookWriter<T> {
  private changed = new Map<string, T>();
  /** The end of this turn, where it writes. */
  private turn: Promise<void> | undefined;
  private writing: Promise<void> | undefined;
  private isStopped = false;
  private readonly forgetting: NodeJS.Timeout;

  constructor(private readonly options: BookWriterOptions<T>) {
    this.forgetting = setInterval(() => void this.forget(), FORGET_EVERY_MS);
    this.forgetting.unref();
  }

  note(entry: T): void {
    this.changed.set(this.options.nameOf(entry), entry);
    if (this.turn || this.writing) return;
    if (this.options.book.keepNow) this.turn = this.writeTurn();
    else this.writing = this.write();
  }

  /** Resolves when what was noted is written down, or could not be; undefined where nobody has to wait for it. */
  get written(): Promise<void> | undefined {
    return this.turn;
  }

  /** Resolves when all that was noted is written down, or could not be. */
  async settled(): Promise<void> {
    await this.turn;
    await this.writing;
  }

  /** Writes out what is not written yet. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.forgetting);
    await this.settled();
  }

  private async writeTurn(): Promise<void> {
    await endOfTurn();
    this.turn = undefined;
    const { changed } = this;
    this.changed = new Map();
    try {
      this.options.book.keepNow?.(Array.from(changed.values(), this.options.rowOf));
    } catch (error) {
      this.options.onError?.(error);
      this.putBack(changed);
      // Nobody has to wait for what may take long.
      this.writing ??= this.isStopped
        ? undefined
        : sleep(RETRY_MS, undefined, NO_REF).then(() => this.write());
    }
  }

  private async write(): Promise<void> {
    const { book, rowOf, onError } = this.options;
    // Whatever else happens in this turn goes along.
    await endOfTurn();
    while (this.changed.size > 0) {
      // In one order, so that replicas that write the same customers do not wait for each other in a circle.
      const changed = new Map([...this.changed].sort(([one], [other]) => (one < other ? -1 : 1)));
      this.changed.clear();
      try {
        await book.keep(Array.from(changed.values(), rowOf));
      } catch (error) {
        onError?.(error);
        if (this.isStopped) break;
        this.putBack(changed);
        await sleep(RETRY_MS, undefined, NO_REF);
      }
    }
    this.writing = undefined;
  }

  private putBack(entries: ReadonlyMap<string, T>): void {
    for (const [name, entry] of entries) if (!this.changed.has(name)) this.changed.set(name, entry);
  }

  private async forget(): Promise<void> {
    await this.options.book.forget().catch((error: unknown) => this.options.onError?.(error));
  }
}

const NO_REF = { ref: false };
const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));
