import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from './errors';

const RETRY_MS = 250;

/**
 * Reads, again and again while the database is away, until it is back or nobody wants to know any more; then what it was
 * refused with is thrown.
 */
export async function onceBack<T>(read: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (isOver() || !(error instanceof StoreError && error.code === 'UNAVAILABLE')) throw error;
      // Told by the database itself, once: of thousands that wait, each would say the same.
      await sleep(RETRY_MS, undefined, { ref: false });
    }
  }
}
