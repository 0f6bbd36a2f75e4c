import type { Database } from '../store/database';
import { CursorTooOldError, encodeEventCursor } from './cursor';
import { floorIn } from './trim';
import type { StoredEvent } from './types';

/** How far the clocks of replicas may differ, and how long an event may take from its time of receipt to its place. */
const MARGIN_MS = 60_000;

/** What a log holds: places up to `trimmedTo` are gone. */
export async function oldestIn(database: Database): Promise<{ trimmedTo: number; receivedAt?: Date }> {
  const trimmedTo = await floorIn(database);
  const [row] = await database.read('SELECT received_at FROM events WHERE seq > ? ORDER BY seq LIMIT 1', [
    trimmedTo,
  ]);
  return row ? { trimmedTo, receivedAt: new Date(Number(row[0])) } : { trimmedTo };
}

/**
 * To be called after a page was read, so that no event can be deleted between this check and the page. A reader that
 * has seen nothing yet begins with the oldest event that is left, and misses nothing.
 *
 * @throws CursorTooOldError when events after the place were deleted, and the page may lack them
 */
export async function assertUntrimmed(
  database: Database,
  log: string,
  after: number,
  [first]: readonly StoredEvent[],
): Promise<void> {
  if (after === 0 || first?.seq === after + 1 || (await floorIn(database)) <= after) return;
  const { trimmedTo, receivedAt } = await oldestIn(database);
  throw new CursorTooOldError(encodeEventCursor(trimmedTo, log), receivedAt);
}

/**
 * A place such that every event received at or after the time comes after it. Apart from the margin, places are in
 * the order of time, so it is found by a binary search with single reads.
 */
export async function placeBefore(database: Database, time: Date, newest: number): Promise<number> {
  return firstSince(database, time.getTime() - MARGIN_MS, newest);
}

/** A place such that every event received before the time lies at or before it. */
export async function placeAfter(database: Database, time: Date, newest: number): Promise<number> {
  return firstSince(database, time.getTime() + MARGIN_MS, newest);
}

/** The place before the first event that was received at or after a time, by the order of places. */
async function firstSince(database: Database, wanted: number, newest: number): Promise<number> {
  let [low, high] = [0, newest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await database.read(
      'SELECT seq, received_at FROM events WHERE seq > ? ORDER BY seq LIMIT 1',
      [middle],
    );
    // There is no event after `middle`, or only newer ones: the place is `middle` or before it.
    if (!row || Number(row[1]) >= wanted) high = middle;
    else low = Number(row[0]);
  }
  return low;
}
