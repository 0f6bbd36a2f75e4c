/** How many events an operation looks through, where the log's own filter cannot say which are wanted. */
const MOST_SCANNED = 20_000;
/**
 * Characters of events after which the pages of an operation end early: events with chat histories have megabytes
 * each.
 */
const MOST_SIZE = 16 * 1024 * 1024;

/**
 * How much all lists of events in one operation may look through and hold together. With aliases there may be
 * hundreds of lists, each of them with a filter that hardly any event passes.
 */
export class ScanAllowance {
  #scanned = 0;
  #size = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Whether nothing is left. A list then reads only its next event. */
  get isSpent(): boolean {
    return this.#scanned >= MOST_SCANNED || this.#size >= MOST_SIZE;
  }

  spend({ scanned, size }: { scanned: number; size: number }): void {
    this.#scanned += scanned;
    this.#size += size;
  }

  /** Lists take turns, so that each knows how much those before it have left. */
  inTurn<T>(read: () => Promise<T>): Promise<T> {
    const result = this.#last.then(read);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

const allowances = new WeakMap<object, ScanAllowance>();

/** The allowance of the operation that a context belongs to. */
export function scanAllowanceOf(context: object): ScanAllowance {
  let allowance = allowances.get(context);
  if (!allowance) {
    allowance = new ScanAllowance();
    allowances.set(context, allowance);
  }
  return allowance;
}
