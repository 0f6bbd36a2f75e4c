import { type AllowanceBook, nameOf, type SavedAllowance } from '../allowance-book';
import { JournalFiles } from './journal-files';
import { lineOf, rowOf } from './line';

export interface JournaledBookOptions {
  /** Where everything goes in the end. */
  book: AllowanceBook;
  /** Start of the paths of the journal's files. */
  start: string;
  /** No other process writes to the same book: what is found in files was left by one that ended. */
  isAlone: boolean;
  /** Told when what was used could not be put into the book; it stays in its file and is tried again. */
  onError?: ((error: unknown) => void) | undefined;
}

/** Most of what is used is over sooner than this, and never has to go into the book. */
const FOLD_AFTER_MS = 10_000;
/** A process that lives ends a file after `FOLD_AFTER_MS`. */
const LEFT_AFTER_MS = 60_000;
/** More at a time would hold up other writes. */
const ROWS_AT_A_TIME = 500;

/**
 * A book in front of which there is a journal: what was used is appended to a file, which takes a microsecond and
 * outlives the process, and what of it is not over soon goes into the book every few seconds.
 */
export class JournaledBook implements AllowanceBook {
  private readonly files: JournalFiles;
  /** What stands in files of this process and not in the book. */
  private newest = new Map<string, SavedAllowance>();
  private finished: string[] = [];
  private folding: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly options: JournaledBookOptions) {
    this.files = new JournalFiles(options.start);
  }

  static async open(options: JournaledBookOptions): Promise<JournaledBook> {
    const book = new JournaledBook(options);
    if (options.isAlone) await book.takeOver(await book.files.others(0));
    return book;
  }

  keepNow(rows: readonly SavedAllowance[]): void {
    let lines = '';
    for (const row of rows) lines += lineOf(row);
    this.files.append(lines);
    for (const row of rows) this.newest.set(nameOf(row), row);
    this.timer ??= setTimeout(() => void this.fold(), FOLD_AFTER_MS).unref();
  }

  async keep(rows: readonly SavedAllowance[]): Promise<void> {
    this.keepNow(rows);
  }

  /** What is in the files of all processes, and in the book. */
  async load(): Promise<SavedAllowance[]> {
    // A file that goes meanwhile is in the book by then, so that is read last.
    const rows = await this.rowsIn(this.files.list());
    for (const row of await this.options.book.load()) {
      const name = nameOf(row);
      if (!rows.has(name)) rows.set(name, row);
    }
    const now = Date.now();
    return [...rows.values()].filter(({ keptUntil }) => keptUntil > now);
  }

  async forget(): Promise<void> {
    const { book } = this.options;
    await book.forget();
    const left = await this.files.others(LEFT_AFTER_MS);
    if (left.length === 0) return;
    const known = new Map((await book.load()).map((row) => [nameOf(row), row.keptUntil]));
    await this.takeOver(left, (row) => (known.get(nameOf(row)) ?? 0) <= row.keptUntil);
  }

  /** Puts into the book what is not there yet. */
  async close(): Promise<void> {
    await this.fold();
    clearTimeout(this.timer);
  }

  private fold(): Promise<void> {
    this.folding = this.folding.then(() => this.foldOnce());
    return this.folding;
  }

  private async foldOnce(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { newest, finished } = this;
    this.newest = new Map();
    this.finished = [];
    try {
      const last = this.files.finish();
      if (last !== undefined) finished.push(last);
      await this.putIntoBook(newest.values());
      await this.files.remove(finished);
    } catch (error) {
      this.options.onError?.(error);
      for (const [name, row] of newest) if (!this.newest.has(name)) this.newest.set(name, row);
      this.finished.unshift(...finished);
      this.timer ??= setTimeout(() => void this.fold(), FOLD_AFTER_MS).unref();
    }
  }

  /** Puts into the book what other processes left. */
  private async takeOver(
    files: readonly string[],
    isWanted: (row: SavedAllowance) => boolean = () => true,
  ): Promise<void> {
    const rows = await this.rowsIn(files);
    await this.putIntoBook([...rows.values()].filter(isWanted));
    await this.files.remove(files);
  }

  private async putIntoBook(rows: Iterable<SavedAllowance>): Promise<void> {
    const now = Date.now();
    // What was given back completely has no end; the book may still say something else of it.
    const kept = [...rows].filter(({ keptUntil }) => keptUntil > now || keptUntil === 0);
    kept.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    for (let start = 0; start < kept.length; start += ROWS_AT_A_TIME)
      await this.options.book.keep(kept.slice(start, start + ROWS_AT_A_TIME));
  }

  private async rowsIn(files: readonly string[]): Promise<Map<string, SavedAllowance>> {
    const rows = new Map<string, SavedAllowance>();
    for (const file of files) {
      for (const line of await this.files.read(file)) {
        const row = rowOf(line);
        if (row) rows.set(nameOf(row), row);
      }
    }
    return rows;
  }
}
