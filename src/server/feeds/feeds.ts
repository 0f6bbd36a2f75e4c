import { Feed } from './feed';
import type { FeedOperation } from './feed-operation';

/** The feeds that have members, by the key of their operation. */
export class Feeds {
  readonly #byKey = new Map<string, Feed>();

  /** How many feeds there are. */
  get size(): number {
    return this.#byKey.size;
  }

  /** The feed for an operation, if there is one. */
  find({ key }: FeedOperation): Feed | undefined {
    return this.#byKey.get(key);
  }

  /**
   * The feed for a reader that has reached `place`, made anew if there is none. Undefined where a feed exists that
   * began later: the reader would miss what lies between.
   */
  at(place: number, operation: FeedOperation): { feed: Feed; run(): void } | undefined {
    const known = this.find(operation);
    if (known) return known.start <= place ? { feed: known, run: () => undefined } : undefined;
    const feed: Feed = new Feed(operation, place, () => {
      if (this.#byKey.get(operation.key) === feed) this.#byKey.delete(operation.key);
    });
    this.#byKey.set(operation.key, feed);
    return { feed, run: () => void feed.run() };
  }
}
