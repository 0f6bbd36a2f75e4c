import { encodeEventCursor } from '../../events/cursor';
import type { EventLog, StoredEvent } from '../../events/types';
import type { Connection } from '../graphql/connection';
import type { EventType } from './event';
import type { EventSelection } from './event-selection';
import { eventOf } from './event-types';
import type { StreamStart } from './stream-start';

/** How many events are looked through for one page, where the log's own filter cannot say which are wanted. */
const MAX_SCAN = 20_000;
const SCAN_PAGE = 500;
/** Characters of events after which a page ends early: those of histories are megabytes each. */
const MAX_PAGE_SIZE = 16 * 1024 * 1024;

/** A page of the log, in its order. */
export async function readEventPage(
  log: EventLog,
  { filter, test }: EventSelection,
  start: StreamStart,
  first: number,
  signal: AbortSignal,
): Promise<Connection<EventType>> {
  const found: StoredEvent[] = [];
  const { until = Number.POSITIVE_INFINITY } = start;
  const tests = [test, start.test].filter((given) => given !== undefined);
  const isWanted = (event: StoredEvent) => tests.every((passes) => passes(event));
  let place = start.after ?? 0;
  let [scanned, size] = [0, 0];
  // Most of what the log gives passes the test, unless it is asked for what is rare.
  let step = first + 1;
  let isAtEnd = false;
  // One more than asked for tells whether there is a next page.
  while (found.length <= first && size < MAX_PAGE_SIZE && scanned < MAX_SCAN && !isAtEnd && !signal.aborted) {
    const read = await log.read(place, tests.length > 0 ? step : first + 1 - found.length, filter);
    const events = read.filter(({ seq }) => seq <= until);
    isAtEnd = events.length === 0;
    scanned += tests.length > 0 ? events.length : 0;
    step = SCAN_PAGE;
    place = events.at(-1)?.seq ?? place;
    const wanted = events.filter(isWanted);
    found.push(...wanted);
    size += wanted.reduce((sum, event) => sum + event.size, 0);
  }
  return pageOf(found, {
    first,
    hasPreviousPage: (start.after ?? 0) > 0,
    isAtEnd,
    end: encodeEventCursor(place, log.identity),
  });
}

interface Scan {
  first: number;
  hasPreviousPage: boolean;
  isAtEnd: boolean;
  /** How far the log was looked through, as a cursor. */
  end: string;
}

function pageOf(found: StoredEvent[], { first, hasPreviousPage, isAtEnd, end }: Scan): Connection<EventType> {
  const edges = found.slice(0, first).map((stored) => {
    const node = eventOf(stored);
    return { cursor: node.cursor, node };
  });
  const isFull = found.length > first;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: isFull || !isAtEnd,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      // A page that ends before the log does goes on where the search stopped, not where the last find was.
      endCursor: isFull || isAtEnd ? (edges.at(-1)?.cursor ?? null) : end,
    },
  };
}
