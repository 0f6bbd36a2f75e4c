import type { ExecutionResult } from 'graphql';
import { encodeEventCursor } from '../../events/cursor';
import type { Feed, FeedMember } from './feed';
import type { Execution, FeedOperation } from './feed-operation';
import type { Feeds } from './feeds';
import type { Outlet } from './outlet';
import { SilentStream } from './silent-stream';
import { nextPrefix } from './text-frame';

/** A socket is closed with it when its reader fell behind and did not catch up in time. */
const TOO_SLOW = 4410;

export interface SubscriberOptions {
  feeds: Feeds;
  /** For how long a reader may be behind what is live, or take nothing at all. */
  maxLagMs: number;
  /** Identity of the event log. */
  log: string;
}

/**
 * One operation of one socket. It reads the log at its own pace, by an execution of its own, until it has caught up.
 * From then on it gets events from a feed that it shares with all who asked for the same. When too much waits for its
 * socket, it leaves the feed and reads on by itself.
 */
export class Subscriber implements FeedMember {
  readonly stream = new SilentStream(() => this.#stop());
  readonly #prefix: Buffer;
  #place: number | undefined;
  #feed: Feed | undefined;
  #own: AbortController | undefined;
  #lag: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(
    private readonly options: SubscriberOptions,
    private readonly id: string,
    private readonly outlet: Outlet,
    private operation: FeedOperation,
  ) {
    this.#prefix = nextPrefix(id);
  }

  /** Begins. Returns a result if the operation cannot be executed. */
  async begin(known: number): Promise<ExecutionResult | undefined> {
    const feed = this.operation.hasStart ? undefined : this.options.feeds.find(this.operation);
    if (feed) {
      this.#join(feed, known);
      return undefined;
    }
    const own = this.#newExecution();
    const execution = await this.operation.begin(own.signal, { onIdle: (place) => this.#caughtUp(place) });
    if (!('tap' in execution)) return execution;
    void this.#read(execution, own);
    return undefined;
  }

  deliver(place: number, payload: Buffer): void {
    if (this.#isOver || place <= (this.#place ?? 0)) return;
    if (this.outlet.isFull) {
      this.#fallBehind();
      return;
    }
    this.#place = place;
    this.outlet.next(this.#prefix, payload);
  }

  end(outcome?: { error: unknown }): void {
    this.stream.end(outcome);
  }

  /**
   * Nothing up to here is left: the feed, which has said nothing beyond it yet, takes over. One that began at an event that
   * the log knows of but that nobody has read yet is further on: it takes over after the next event.
   */
  #caughtUp(place: number): void {
    if (this.#isOver) return;
    const found = this.options.feeds.at(place, this.operation);
    if (!found) return;
    const own = this.#own;
    this.#join(found.feed, Math.max(place, this.#place ?? 0));
    found.run();
    own?.abort();
  }

  #join(feed: Feed, place: number): void {
    this.#place = place;
    this.#feed = feed;
    // The feed's operation is the same except for where it begins, so one object is kept for all of them.
    this.operation = feed.operation;
    this.#own = undefined;
    this.#hasCaughtUp();
    feed.add(this);
  }

  #fallBehind(): void {
    const feed = this.#feed;
    this.#feed = undefined;
    this.#lag ??= setTimeout(() => this.#giveUp(), this.options.maxLagMs);
    void this.#goOn(this.#newExecution());
    feed?.delete(this);
  }

  async #goOn(own: AbortController): Promise<void> {
    try {
      await this.outlet.drained();
      if (own.signal.aborted) return;
      const execution = await this.operation.goOn(own.signal, {
        after: this.#place ?? 0,
        onIdle: (place) => this.#caughtUp(place),
      });
      if (!('tap' in execution)) throw execution.errors?.[0] ?? new Error('A subscription has no results.');
      await this.#read(execution, own);
    } catch (error) {
      if (!own.signal.aborted) this.end({ error });
    }
  }

  async #read({ results, tap }: Execution, own: AbortController): Promise<void> {
    try {
      for await (const result of results) {
        if (own.signal.aborted) return;
        this.#place = tap.place ?? this.#place;
        this.outlet.next(this.#prefix, this.operation.payloadOf(result));
        if (this.outlet.isFull) await this.#roomToWrite();
        if (own.signal.aborted) return;
      }
      if (!own.signal.aborted) this.end();
    } catch (error) {
      if (!own.signal.aborted) this.end({ error });
    }
  }

  /** A reader that is far behind but reads steadily is not too slow; one that takes nothing for that long is. */
  async #roomToWrite(): Promise<void> {
    const isCounted = this.#lag !== undefined;
    if (!isCounted) this.#lag = setTimeout(() => this.#giveUp(), this.options.maxLagMs);
    await this.outlet.drained();
    if (!isCounted) this.#hasCaughtUp();
  }

  #newExecution(): AbortController {
    this.#own = new AbortController();
    return this.#own;
  }

  #hasCaughtUp(): void {
    clearTimeout(this.#lag);
    this.#lag = undefined;
  }

  #giveUp(): void {
    const cursor = this.#place === undefined ? undefined : encodeEventCursor(this.#place, this.options.log);
    const where = cursor === undefined ? '' : ` after ${cursor}`;
    this.outlet.refuse(
      this.id,
      {
        message: `The events were not read fast enough. Subscribe again${where}: nothing is lost.`,
        extensions: { code: 'SUBSCRIBER_TOO_SLOW', ...(cursor !== undefined && { cursor }) },
      },
      TOO_SLOW,
      `Too slow: go on${where}`,
    );
    this.end();
  }

  #stop(): void {
    this.#isOver = true;
    this.#hasCaughtUp();
    this.#own?.abort();
    this.#feed?.delete(this);
    this.#feed = undefined;
  }
}
