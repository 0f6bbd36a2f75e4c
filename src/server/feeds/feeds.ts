import { Feed } from './feed';
import type { FeedOperation } from './feed-operation';

/** The feeds that somebody is told, by what they say. */
export class Feeds {
  readonly #byKey = new Map<string, Feed>();

  /** How many there are. */
  get size(): number {
    return this.#byKey.size;
  }

  /** The feed that says what the operation asks for, if there is one. */
  find({ key }: FeedOperation): Feed | undefined {
    return this.#byKey.get(key);
  }

  /**
   * The same, for a reader that has come to `place`; a new one, told from there on, if there is none. None where there is
   * one that began further on: it would leave out what lies between.
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
