import type { FeedOperation } from './feed-operation';

/** A subscriber of a feed. */
export interface FeedMember {
  /** The event at this place in the log, as it is sent. */
  deliver(place: number, payload: Buffer): void;
  /** The feed is over. */
  end(outcome?: { error: unknown }): void;
}

/**
 * One execution for all subscribers that get the same events: each event is executed and serialised once. A feed
 * begins at the place in the log that its first member has reached, and ends when its last member leaves.
 */
export class Feed {
  readonly #members = new Set<FeedMember>();
  readonly #gone = new AbortController();

  constructor(
    readonly operation: FeedOperation,
    /** The place in the log after which it begins. */
    readonly start: number,
    private readonly onEnd: () => void,
  ) {}

  /** How many members it has. */
  get size(): number {
    return this.#members.size;
  }

  add(member: FeedMember): void {
    this.#members.add(member);
  }

  delete(member: FeedMember): void {
    if (!this.#members.delete(member) || this.#members.size > 0) return;
    this.onEnd();
    this.#gone.abort();
  }

  /** Delivers events until no member is left. */
  async run(): Promise<void> {
    try {
      const execution = await this.operation.goOn(this.#gone.signal, { after: this.start });
      if (!('tap' in execution))
        throw execution.errors?.[0] ?? new Error('A shared subscription has no results.');
      for await (const result of execution.results) {
        const payload = this.operation.payloadOf(result);
        for (const member of this.#members) member.deliver(execution.tap.place ?? 0, payload);
      }
      this.#close();
    } catch (error) {
      this.#close({ error });
    }
  }

  #close(outcome?: { error: unknown }): void {
    this.onEnd();
    for (const member of this.#members) {
      this.#members.delete(member);
      member.end(outcome);
    }
  }
}
