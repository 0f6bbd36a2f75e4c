import type { ExecutionResult } from 'graphql';

type Result = IteratorResult<ExecutionResult, undefined>;

const DONE: Result = { done: true, value: undefined };

/**
 * The stream that the protocol's implementation gets for an operation. It never yields anything, because events are
 * written directly to the socket; it only says when the operation ends.
 */
export class SilentStream implements AsyncGenerator<ExecutionResult, undefined, undefined> {
  #outcome: { error?: unknown } | undefined;
  #waiting: { resolve(result: Result): void; reject(error: unknown): void } | undefined;

  constructor(private readonly onEnd: () => void) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#settle();
    });
  }

  async return(): Promise<Result> {
    this.end();
    return DONE;
  }

  async throw(error: unknown): Promise<Result> {
    this.end();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  /** Completes the operation, or fails it. */
  end(outcome: { error?: unknown } = {}): void {
    if (this.#outcome) return;
    this.#outcome = outcome;
    this.onEnd();
    this.#settle();
  }

  #settle(): void {
    if (!this.#outcome || !this.#waiting) return;
    if ('error' in this.#outcome) this.#waiting.reject(this.#outcome.error);
    else this.#waiting.resolve(DONE);
    this.#outcome = {};
    this.#waiting = undefined;
  }
}
