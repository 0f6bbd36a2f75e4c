/** Everything that has been opened, to be closed in the opposite order. */
export class Closers {
  readonly #closers: (() => unknown)[] = [];

  /** @param onError told what could not be closed; the rest is closed all the same */
  constructor(private readonly onError: (error: unknown) => void) {}

  add(close: () => unknown): void {
    this.#closers.push(close);
  }

  async closeAll(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
