import type { Stream } from './statements';

/** Who wants to hear that a stream may have grown. */
export class Followers {
  readonly #listeners = new Set<{ stream: Stream; listener: () => void }>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Returns the way to stop. */
  add(stream: Stream, listener: () => void): () => void {
    const entry = { stream, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  wake(stream: string): void {
    for (const entry of this.#listeners) if (entry.stream === stream) entry.listener();
  }

  wakeAll(): void {
    for (const { listener } of this.#listeners) listener();
  }
}
