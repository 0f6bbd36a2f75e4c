import type { StoredEvent } from './types';

/** What a subscription needs of the hub. */
export interface EventSource {
  /** How far the source has read the log, and from where on it still holds what it read. */
  readonly tail: number;
  readonly floor: number;
  firstAfter(seq: number, test: (event: StoredEvent) => boolean): StoredEvent | undefined;
  /** A page of the log itself, for a reader that has fallen behind. */
  readPage(after: number): Promise<StoredEvent[]>;
}

type Result = IteratorResult<StoredEvent, undefined>;

interface Pull {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

const DONE: Result = { done: true, value: undefined };

/**
 * One reader's way through the log. It holds no queue of its own: a place in the log, and while it is behind what the
 * source holds, one small page. Waiting, it costs no more than this object.
 */
export class Subscription implements AsyncIterableIterator<StoredEvent> {
  #place = 0;
  #page: StoredEvent[] = [];
  #pulls: Pull[] = [];
  #state: 'starting' | 'open' | 'closed' = 'starting';
  #isReading = false;
  #failure: { error: unknown } | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly test: (event: StoredEvent) => boolean,
    private readonly onClose: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure.error);
        this.#failure = undefined;
        return;
      }
      if (this.#state === 'closed') {
        resolve(DONE);
        return;
      }
      this.#pulls.push({ resolve, reject });
      this.advance();
    });
  }

  async return(): Promise<Result> {
    this.close();
    return DONE;
  }

  async throw(error: unknown): Promise<Result> {
    this.close();
    throw error;
  }

  /** Begins after this place in the log. */
  start(place: number): void {
    if (this.#state !== 'starting') return;
    this.#state = 'open';
    this.#place = place;
    this.advance();
  }

  /** Ends with an error: the reader's next pull, or the one that waits, rejects with it. */
  fail(error: unknown): void {
    if (this.#state === 'closed') return;
    const [first, ...others] = this.#pulls;
    this.#pulls = others;
    if (first) first.reject(error);
    else this.#failure = { error };
    this.close();
  }

  /** Ends and lets go of everything; what waits resolves as done. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#page = [];
    for (const pull of this.#pulls.splice(0)) pull.resolve(DONE);
    this.onClose();
  }

  /** Serves what waits as far as it can. Called when the reader pulls and when the source has read more. */
  advance(): void {
    while (this.#state === 'open' && this.#pulls.length > 0 && !this.#isReading) {
      const event = this.#page.shift() ?? this.#live();
      if (event) {
        this.#place = event.seq;
        this.#pulls.shift()?.resolve({ done: false, value: event });
        continue;
      }
      if (this.#place >= this.source.floor) {
        // Nothing for this reader up to the tail: it need not be looked through again.
        this.#place = Math.max(this.#place, this.source.tail);
        return;
      }
      void this.#readPage();
    }
  }

  #live(): StoredEvent | undefined {
    return this.#place >= this.source.floor ? this.source.firstAfter(this.#place, this.test) : undefined;
  }

  async #readPage(): Promise<void> {
    this.#isReading = true;
    // Everything up to here was in the log before the page is read: an empty page means none of it is for this reader.
    const { tail } = this.source;
    try {
      const page = await this.source.readPage(this.#place);
      if (this.#state === 'open') this.#page = page;
      if (page.length === 0) this.#place = Math.max(this.#place, tail);
    } catch (error) {
      this.fail(error);
    }
    this.#isReading = false;
    this.advance();
  }
}
