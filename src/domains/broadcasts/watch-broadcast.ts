import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayContext } from '../context';
import { type Broadcast, broadcastOf } from './broadcast';
import { findBroadcast } from './find-broadcast';

/** Faster than a person reads; slower than a broadcast sends. */
const EVERY_MS = 1_000;

/**
 * A broadcast as it is now, and again whenever it has made progress, at most once a second. Ends when the broadcast
 * has ended and no message is on its way.
 */
export async function* watchBroadcast(context: GatewayContext, id: string): AsyncGenerator<Broadcast> {
  const { broadcasts, signal } = context;
  let told = '';
  for (let stored = await findBroadcast(context, id); ; ) {
    const counts = await broadcasts.counts(stored);
    const shown = JSON.stringify([stored.state, counts, stored.ratePerMinute]);
    if (shown !== told) yield broadcastOf(stored);
    told = shown;
    const isOver = stored.endedAt !== undefined && counts.SENDING === 0;
    if (isOver || signal.aborted) return;
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    const next = await broadcasts.byId(id);
    if (!next || signal.aborted) return;
    stored = next;
  }
}
