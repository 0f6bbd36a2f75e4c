/** Leaves out what fails a test. Ends its source when it is ended itself, also while it waits. */
export function sift<T>(
  source: AsyncIterableIterator<T>,
  ...given: (((item: T) => boolean) | undefined)[]
): AsyncIterableIterator<T> {
  const tests = given.filter((test) => test !== undefined);
  if (tests.length === 0) return source;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const result = await source.next();
        if (result.done || tests.every((test) => test(result.value))) return result;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
