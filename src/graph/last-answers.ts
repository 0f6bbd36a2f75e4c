import type { JsonObject } from '../common/json';

export interface LastAnswersOptions {
  /** How many answers are kept, and how many characters of JSON in all. */
  most?: number;
  mostCharacters?: number;
  now?: () => number;
}

interface Kept {
  node: JsonObject;
  at: number;
  size: number;
}

/**
 * The last good answers of reads whose callers would rather have an old one than none, for when the Graph API is down. One
 * for each token: nobody is given what another's token may read.
 */
export class LastAnswers {
  /** In the order in which they were kept, so the oldest comes first. */
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #mostCharacters: number;
  readonly #now: () => number;
  #characters = 0;

  constructor({ most = 1_000, mostCharacters = 32 * 1024 * 1024, now = Date.now }: LastAnswersOptions = {}) {
    this.#most = most;
    this.#mostCharacters = mostCharacters;
    this.#now = now;
  }

  /** Keeps an answer in place of the one before it. The node must not be changed. */
  keep(key: string, node: JsonObject): void {
    this.#delete(key);
    const size = JSON.stringify(node).length;
    if (size > this.#mostCharacters / 4) return;
    this.#kept.set(key, { node, at: this.#now(), size });
    this.#characters += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most && this.#characters <= this.#mostCharacters) break;
      this.#delete(oldest);
    }
  }

  /** The last answer, where there is one that is not older. */
  recall(key: string, maxAgeMs: number): { node: JsonObject; asOf: Date } | undefined {
    const kept = this.#kept.get(key);
    if (!kept || kept.at < this.#now() - maxAgeMs) return undefined;
    return { node: kept.node, asOf: new Date(kept.at) };
  }

  #delete(key: string): void {
    this.#characters -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
