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
  /** It has pulls that wait, and nothing for them lies before the source's tail, however far that has moved since. */
  #isWaiting = false;
  #failure: { error: unknown } | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly test: (event: StoredEvent) => boolean,
    private readonly onClose: () => void,
    private readonly onIdle?: (place: number) => void,
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
    this.#isWaiting = false;
    this.#page = [];
    for (const pull of this.#pulls.splice(0)) pull.resolve(DONE);
    this.onClose();
  }

  /** Takes an event that the source has just read, if it waits for one like it. */
  offer(event: StoredEvent): void {
    if (!this.#isWaiting || event.seq <= this.#place || !this.test(event)) return;
    this.#serve(event);
    this.#isWaiting = this.#pulls.length > 0;
  }

  /** What it waits behind was deleted before the source could read it: the log itself says what that means for it. */
  lookAgain(): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.advance();
  }

  /** Serves what waits as far as it can from what the source has read. */
  advance(): void {
    while (!this.#isWaiting && this.#state === 'open' && this.#pulls.length > 0 && !this.#isReading) {
      const event = this.#page.shift() ?? this.#live();
      if (event) {
        this.#serve(event);
        continue;
      }
      if (this.#place >= this.source.floor) {
        this.#place = Math.max(this.#place, this.source.tail);
        this.#isWaiting = true;
        this.onIdle?.(this.#place);
        return;
      }
      void this.#readPage();
    }
  }

  #serve(event: StoredEvent): void {
    this.#place = event.seq;
    this.#pulls.shift()?.resolve({ done: false, value: event });
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
