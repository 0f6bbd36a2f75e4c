import { setTimeout as sleep } from 'node:timers/promises';
import { readLeft } from './read-left';
import type { EventFilter, EventLog, StoredEvent } from './types';

const PAGE = 200;
const RETRY_MS = 250;

export interface FollowOptions {
  log: EventLog;
  filter: EventFilter;
  /** Told of each event from now on, in order. */
  onEvent: (event: StoredEvent) => void;
  /**
   * Told once when the log can't be read, which is tried again from the same place until it can; and what was deleted
   * before it was read.
   */
  onError: (error: unknown) => void;
  /**
   * How long to wait after a look. Under load every commit appends, and events that come in this time are read
   * together.
   */
  gatherMs?: number;
}

/**
 * Reads the events of a filter as they come, for what a process keeps in memory: unlike a subscription to the hub, which
 * has everything read, it looks for nothing but what matches. Returns the way to stop.
 */
export function followLog({ log, filter, onEvent, onError, gatherMs = 100 }: FollowOptions): () => void {
  let place = log.known;
  let hasMore = false;
  let isReading = false;
  let isStopped = false;
  let isAway = false;

  const read = async () => {
    while (hasMore && !isStopped) {
      hasMore = false;
      try {
        await readOn();
        isAway = false;
        await sleep(gatherMs, undefined, { ref: false });
      } catch (error) {
        if (!isAway) onError(error);
        isAway = true;
        hasMore = true;
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
    isReading = false;
  };

  const readOn = async () => {
    // Taken before reading, so that everything up to this place has been looked through afterwards.
    const head = log.known;
    for (;;) {
      const events = await readLeft(log, place, PAGE, filter, onError);
      if (isStopped) return;
      for (const event of events) onEvent(event);
      place = events.at(-1)?.seq ?? Math.max(place, head);
      if (events.length === 0) return;
    }
  };

  const unlisten = log.onAppend(() => {
    hasMore = true;
    if (isReading) return;
    isReading = true;
    void read();
  });
  return () => {
    isStopped = true;
    unlisten();
  };
}
