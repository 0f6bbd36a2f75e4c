import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from './errors';

const RETRY_MS = 250;

/**
 * Repeats a read while the database is away, until it is back. Throws the error of the read once nobody wants the
 * result any more.
 */
export async function onceBack<T>(read: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (isOver() || !(error instanceof StoreError && error.code === 'UNAVAILABLE')) throw error;
      // Not logged here: the database reports the outage once, and thousands of readers would say the same.
      await sleep(RETRY_MS, undefined, { ref: false });
    }
  }
}
