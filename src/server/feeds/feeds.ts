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

  /** The same; a new one, told from `place` on, if there is none. */
  at(place: number, operation: FeedOperation): { feed: Feed; start(): void } {
    const known = this.find(operation);
    if (known) return { feed: known, start: () => undefined };
    const feed: Feed = new Feed(operation, () => {
      if (this.#byKey.get(operation.key) === feed) this.#byKey.delete(operation.key);
    });
    this.#byKey.set(operation.key, feed);
    return { feed, start: () => void feed.run(place) };
  }
}
