import { type AllowanceBook, nameOf, type SavedAllowance } from '../allowance-book';
import { JournalFiles } from './journal-files';
import { headOf, lineOf, rowOf } from './line';

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
  /** Files of this process that it appends to no more, and that are not in the book. */
  private finished: string[] = [];
  private folding: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly options: JournaledBookOptions) {
    this.files = new JournalFiles(options.start);
  }

  static async open(options: JournaledBookOptions): Promise<JournaledBook> {
    const book = new JournaledBook(options);
    // Whenever they were written to: the clock may have been set back since.
    if (options.isAlone) await book.takeOver(book.files.others());
    return book;
  }

  keepNow(rows: readonly SavedAllowance[]): void {
    let lines = '';
    for (const row of rows) lines += lineOf(row);
    this.files.append(lines);
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
    const left = await this.files.idleOthers(LEFT_AFTER_MS);
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
    const last = this.files.finish();
    if (last !== undefined) this.finished.push(last);
    const files = this.finished.splice(0);
    try {
      await this.takeOver(files);
    } catch (error) {
      this.options.onError?.(error);
      this.finished.unshift(...files);
      this.timer ??= setTimeout(() => void this.fold(), FOLD_AFTER_MS).unref();
    }
  }

  /** Puts into the book what is not over. What was given back completely has no end; the book may still say something else. */
  private async takeOver(
    files: readonly string[],
    isWanted: (row: SavedAllowance) => boolean = () => true,
  ): Promise<void> {
    const now = Date.now();
    const found = await this.rowsIn(files, (keptUntil) => keptUntil > now || keptUntil === 0);
    const rows = [...found.values()].filter(isWanted);
    rows.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME)
      await this.options.book.keep(rows.slice(start, start + ROWS_AT_A_TIME));
    await this.files.remove(files);
  }

  /** The newest row of each name, where it is kept for long enough. */
  private async rowsIn(
    files: readonly string[],
    isKept: (keptUntil: number) => boolean = () => true,
  ): Promise<Map<string, SavedAllowance>> {
    const newest = new Map<string, { line: string; keptUntil: number }>();
    for (const file of files) {
      for await (const lines of this.files.read(file)) {
        for (const line of lines) {
          const head = headOf(line);
          if (head) newest.set(head.name, { line, keptUntil: head.keptUntil });
        }
      }
    }
    const rows = new Map<string, SavedAllowance>();
    for (const { line, keptUntil } of newest.values()) {
      const row = isKept(keptUntil) ? rowOf(line) : undefined;
      if (row) rows.set(nameOf(row), row);
    }
    return rows;
  }
}
