import { setTimeout as sleep } from 'node:timers/promises';
import type { AllowanceBook, SavedAllowance } from './allowance-book';

export interface BookWriterOptions<T> {
  book: AllowanceBook;
  /** The name of an entry's row. */
  nameOf: (entry: T) => string;
  /** The row of an entry. Made when it is written, as the entry may change often before that. */
  rowOf: (entry: T) => SavedAllowance;
  /** Told when something could not be written down; it is tried again. */
  onError?: ((error: unknown) => void) | undefined;
}

const RETRY_MS = 1_000;
const FORGET_EVERY_MS = 60_000;

/**
 * Writes down what was used, once for everything in a turn of the event loop. A book with `keepNow` is written at the
 * end of the turn, and calls wait for that: none leaves before its use is written down. For other books one write is
 * under way at a time, and changes made meanwhile go with the next one. So when the process is killed, only the use
 * of its last few milliseconds is lost.
 */
export class BookWriter<T> {
  private changed = new Map<string, T>();
  /** Resolves at the end of this turn, when the book has been written. */
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
      // A book that may take long is not waited for.
      this.writing ??= this.isStopped
        ? undefined
        : sleep(RETRY_MS, undefined, NO_REF).then(() => this.write());
    }
  }

  private async write(): Promise<void> {
    const { book, rowOf, onError } = this.options;
    // So that everything else of this turn goes along.
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
