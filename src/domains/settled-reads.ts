import { GraphApiError } from '../graph/errors';
import { isOfUnknownIds } from '../graph/refusals';

/** What came of reading several accounts. */
export interface SettledReads<T> {
  found: T[];
  /** Throws why one could not be read, unless Graph does not have it: what is sought may be in there. */
  assertComplete(): void;
}

/** Reads of several accounts, of which one that fails does not hide the others: a customer may have taken it back. */
export async function settledReads<T>(reads: readonly Promise<T>[]): Promise<SettledReads<T>> {
  const outcomes = await Promise.allSettled(reads);
  return {
    found: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    assertComplete() {
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected' && !isGone(outcome.reason)) throw outcome.reason;
      }
    },
  };
}

function isGone(error: unknown): boolean {
  return error instanceof GraphApiError && isOfUnknownIds(error);
}
