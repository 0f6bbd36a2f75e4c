/** Leaves out what fails the test. Ends its source when it is ended itself, also while it waits. */
export function sift<T>(
  source: AsyncIterableIterator<T>,
  test: (item: T) => boolean,
): AsyncIterableIterator<T> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const result = await source.next();
        if (result.done || test(result.value)) return result;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
