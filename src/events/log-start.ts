import type { Database } from '../store/database';

/** How far the clocks of replicas may differ, and how long an event may take from its time of receipt to its place. */
const MARGIN_MS = 60_000;

/** What a log holds: places up to `trimmedTo` are gone. */
export async function oldestIn(
  database: Database,
  newest: number,
): Promise<{ trimmedTo: number; receivedAt?: Date }> {
  const [row] = await database.read('SELECT seq, received_at FROM events ORDER BY seq LIMIT 1', []);
  if (!row) return { trimmedTo: newest };
  return { trimmedTo: Number(row[0]) - 1, receivedAt: new Date(Number(row[1])) };
}

/**
 * A place such that every event received at or after the time lies behind it. Places are in the order of time but for
 * the margin, so it is found by halves, in as many single reads as a number has digits in binary.
 */
export async function placeBefore(database: Database, time: Date, newest: number): Promise<number> {
  const wanted = time.getTime() - MARGIN_MS;
  let [low, high] = [0, newest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await database.read(
      'SELECT seq, received_at FROM events WHERE seq > ? ORDER BY seq LIMIT 1',
      [middle],
    );
    // Behind `middle` there is nothing, or nothing so old: the place is `middle` or before it.
    if (!row || Number(row[1]) >= wanted) high = middle;
    else low = Number(row[0]);
  }
  return low;
}
