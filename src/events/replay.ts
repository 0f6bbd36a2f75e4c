import { onceBack } from '../store/once-back';
import type { EventFilter, EventLog, StoredEvent } from './types';

export interface ReplayOptions {
  filter?: EventFilter | undefined;
  /** Place in the log to begin after. */
  after: number;
  /** The last place that is told. All up to it has to be in the log already. */
  until: number;
  pageSize: number;
  /** Ends it before its end. */
  signal: AbortSignal;
}

/**
 * Tells a stretch of the log again and ends, at the pace of its reader. Waits while the database is away.
 *
 * @throws CursorTooOldError when some of the stretch is deleted while it is told
 */
export async function* replay(
  log: EventLog,
  { filter, after, until, pageSize, signal }: ReplayOptions,
): AsyncGenerator<StoredEvent, undefined, undefined> {
  let place = after;
  while (place < until) {
    const from = place;
    const page = await onceBack(
      () => log.read(from, pageSize, filter),
      () => signal.aborted,
    );
    if (page.length === 0) return;
    for (const event of page) {
      if (event.seq > until || signal.aborted) return;
      yield event;
      place = event.seq;
    }
  }
}
