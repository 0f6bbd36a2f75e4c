import { setTimeout as sleep } from 'node:timers/promises';

const LEAST_MS = 1_000;
const MOST_MS = 60_000;

/** Waits for what is under way: for as long as somebody's patience lasts, but for a second at least. */
export async function hold(underWay: Promise<void>, patienceMs: number): Promise<void> {
  const holding = new AbortController();
  const longest = Math.min(Math.max(LEAST_MS, patienceMs), MOST_MS);
  const patience = sleep(longest, undefined, { ref: false, signal: holding.signal });
  await Promise.race([underWay, patience.catch(() => undefined)]);
  holding.abort();
}
