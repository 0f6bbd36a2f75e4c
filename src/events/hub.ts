import { onceBack } from '../store/once-back';
import { CursorTooOldError, encodeEventCursor, InvalidCursorError } from './cursor';
import { compileFilter } from './filter';
import { MatchingIndex } from './matching-index';
import { replay } from './replay';
import { Ring } from './ring';
import { type EventSource, Subscription } from './subscription';
import type { EventFilter, EventLog, StoredEvent } from './types';

export interface SubscribeOptions {
  filter?: EventFilter | undefined;
  /** Place in the log of the last event seen: nothing after it is skipped. Absent: what is appended from now on. */
  after?: number | undefined;
  /**
   * The last place to deliver, not beyond what the log holds now; the subscription then ends by itself. Without
   * `after` it begins with the oldest event that is left. It never waits, so `onIdle` is never told.
   */
  until?: number | undefined;
  /** Told each time the reader waits, with the place in the log up to which nothing is left for it. */
  onIdle?: ((place: number) => void) | undefined;
  /** Ends the subscription. */
  signal?: AbortSignal | undefined;
}

export interface HubOptions {
  /** How many of the newest events are served from memory. */
  maxEvents?: number;
  /** How many characters of them. */
  maxSize?: number;
  /** How many events a reader that has fallen behind holds at a time. */
  pageSize?: number;
  /** Told once when the log can't be read; the hub goes on trying until it can. */
  onError?: (error: unknown) => void;
}

/** Tells every subscriber what the log says, each at its own pace. */
export interface Hub {
  /**
   * Events in the order of the log, each exactly once. A cursor from beyond the log's end (another database) rejects the
   * first pull with InvalidCursorError.
   */
  subscribe(options?: SubscribeOptions): AsyncIterableIterator<StoredEvent>;
  /** How many subscribers there are. */
  readonly size: number;
  /** Ends every subscription. */
  close(): Promise<void>;
}

const TAIL_PAGE = 500;
const RETRY_MS = 250;

export function createHub(log: EventLog, options: HubOptions = {}): Hub {
  return new LogHub(log, options);
}

class LogHub implements Hub {
  readonly #subscriptions = new Set<Subscription>();
  readonly #index = new MatchingIndex<Subscription>();
  readonly #ring: Ring;
  readonly #stopListening: () => void;
  readonly #pageSize: number;
  #isTailing = false;
  #isAway = false;
  /**
   * Set while there are no subscribers: the log is not followed then, and the ring begins anew with the next
   * subscriber.
   */
  #isIdle = true;
  #hasMore = false;
  #isClosed = false;
  readonly #ended = new AbortController();
  #retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly options: HubOptions,
  ) {
    this.#ring = new Ring(options.maxEvents ?? 4_096, options.maxSize ?? 32 * 1024 * 1024);
    this.#pageSize = options.pageSize ?? 50;
    this.#stopListening = log.onAppend(() => this.#follow());
  }

  get size(): number {
    return this.#subscriptions.size;
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterableIterator<StoredEvent> {
    const { filter, after = 0, until, signal } = options;
    if (until === undefined) return this.#follower(options);
    const ended = signal ? AbortSignal.any([this.#ended.signal, signal]) : this.#ended.signal;
    return replay(this.log, { filter, after, until, pageSize: this.#pageSize, signal: ended });
  }

  #follower({ filter, after, onIdle, signal }: SubscribeOptions): Subscription {
    const abort = () => subscription.close();
    const onClose = () => {
      this.#subscriptions.delete(subscription);
      this.#index.delete(filter, subscription);
      signal?.removeEventListener('abort', abort);
      if (this.#subscriptions.size === 0) this.#isIdle = true;
    };
    const subscription = new Subscription(this.#source(filter), compileFilter(filter), onClose, onIdle);
    this.#subscriptions.add(subscription);
    this.#index.add(filter, subscription);
    signal?.addEventListener('abort', abort, { once: true });
    const { known } = this.log;
    if (this.#isClosed || signal?.aborted) subscription.close();
    else if (after !== undefined && after > known) void this.#startBeyond(subscription, after);
    else this.#start(subscription, after ?? known);
    return subscription;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#ended.abort();
    clearTimeout(this.#retry);
    this.#stopListening();
    for (const subscription of this.#subscriptions) subscription.close();
  }

  #start(subscription: Subscription, place: number): void {
    if (this.#isIdle) {
      this.#isIdle = false;
      this.#ring.restart(this.log.known);
    }
    subscription.start(place);
    this.#follow();
  }

  /**
   * Starts at a place beyond the known end of the log: it may be another process's newest event, of which this one
   * has not heard yet.
   */
  async #startBeyond(subscription: Subscription, place: number): Promise<void> {
    try {
      const newest = await this.#onceBack(() => this.log.head());
      if (!this.#subscriptions.has(subscription)) return;
      if (place > newest) {
        const why =
          'lies beyond the newest event: it comes from another database. Leave `after` out to start now.';
        throw new InvalidCursorError(encodeEventCursor(place, this.log.identity), why);
      }
      this.#start(subscription, place);
    } catch (error) {
      subscription.fail(error);
    }
  }

  #source(filter: EventFilter | undefined): EventSource {
    const ring = this.#ring;
    return {
      get tail() {
        return ring.tail;
      },
      get floor() {
        return ring.floor;
      },
      firstAfter: (seq, test) => ring.firstAfter(seq, test),
      readPage: (after) => this.#readPage(after, filter),
    };
  }

  /** While the database is away a reader waits until it is back: its place in the log stays valid. */
  #readPage(after: number, filter: EventFilter | undefined): Promise<StoredEvent[]> {
    return this.#onceBack(() => this.log.read(after, this.#pageSize, filter));
  }

  #onceBack<T>(read: () => Promise<T>): Promise<T> {
    return onceBack(read, () => this.#isClosed);
  }

  /**
   * Reads new events from the end of the ring, once for all subscribers. A wake-up during the read makes it look
   * again.
   */
  #follow(): void {
    this.#hasMore = true;
    if (this.#isTailing || this.#isClosed) return;
    this.#isTailing = true;
    void this.#tail().finally(() => {
      this.#isTailing = false;
      if (this.#hasMore && this.#retry === undefined) this.#follow();
    });
  }

  async #tail(): Promise<void> {
    this.#hasMore = false;
    try {
      while (!this.#isIdle && !this.#isClosed && this.#ring.tail < this.log.known) {
        const from = this.#ring.tail;
        const events = await this.log.readOn(from, TAIL_PAGE);
        this.#isAway = false;
        // While the page was read all subscribers left and a new one came, so the ring may have begun at another
        // place.
        if (this.#ring.tail !== from) continue;
        if (events.length === 0) return;
        this.#ring.push(events);
        for (const event of events) this.#tell(event);
      }
    } catch (error) {
      if (!this.#isAway) this.options.onError?.(error);
      this.#isAway = true;
      if (error instanceof CursorTooOldError) await this.#skipDeleted().catch(() => undefined);
      this.#tryLater();
    }
  }

  /** Waiting subscribers are told that their events were deleted; the others find out when they read on. */
  async #skipDeleted(): Promise<void> {
    const { trimmedTo } = await this.log.oldest();
    if (trimmedTo <= this.#ring.tail) return;
    this.#ring.restart(trimmedTo);
    for (const subscription of [...this.#subscriptions]) subscription.lookAgain();
  }

  #tell(event: StoredEvent): void {
    for (const subscription of this.#index.candidates(event)) subscription.offer(event);
  }

  /** A failed read has used up its wake-up. Without another one, the events would wait for the next append. */
  #tryLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#follow();
    }, RETRY_MS);
    this.#retry.unref();
  }
}
