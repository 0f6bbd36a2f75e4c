import { encodeEventCursor } from '../../events/cursor';
import type { EventLog, StoredEvent } from '../../events/types';
import type { Connection } from '../graphql/connection';
import type { EventType } from './event';
import type { EventSelection } from './event-selection';
import { eventOf } from './event-types';
import type { StreamEnd } from './stream-end';
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
  const { after = 0, until = Number.POSITIVE_INFINITY } = start;
  const scan = await scanned({
    place: after,
    count: first,
    read: (place, limit) => log.read(place, limit, filter),
    isWithin: ({ seq }) => seq <= until,
    tests: [test, start.test],
    signal,
  });
  const edges = edgesOf(scan.found.slice(0, first));
  return pageOf(edges, {
    hasNextPage: scan.hasMore,
    hasPreviousPage: after > 0,
    startCursor: edges[0]?.cursor ?? null,
    // A page that ends before the log does goes on where the search stopped, not where the last find was.
    endCursor: scan.isCut ? encodeEventCursor(scan.place, log.identity) : (edges.at(-1)?.cursor ?? null),
  });
}

/** The last events of the log, or those before a place, in its order. */
export async function readLastEventPage(
  log: EventLog,
  { filter, test }: EventSelection,
  end: StreamEnd,
  last: number,
  signal: AbortSignal,
): Promise<Connection<EventType>> {
  const { before, after = 0, hasNext } = end;
  const scan = await scanned({
    place: before ?? Number.MAX_SAFE_INTEGER,
    count: last,
    read: (place, limit) => log.readBack(place, limit, filter),
    isWithin: ({ seq }) => seq > after,
    tests: [test, end.test],
    signal,
  });
  const edges = edgesOf(scan.found.slice(0, last).reverse());
  return pageOf(edges, {
    hasNextPage: hasNext,
    hasPreviousPage: scan.hasMore,
    startCursor: scan.isCut ? encodeEventCursor(scan.place, log.identity) : (edges[0]?.cursor ?? null),
    endCursor: edges.at(-1)?.cursor ?? null,
  });
}

interface ScanOptions {
  /** Where it begins. */
  place: number;
  /** How many events are wanted. */
  count: number;
  /** The next events beyond a place, that way or the other. */
  read: (place: number, limit: number) => Promise<StoredEvent[]>;
  /** Whether an event is in the stretch of the log that is looked through; none behind one that is not will be. */
  isWithin: (event: StoredEvent) => boolean;
  tests: readonly (((event: StoredEvent) => boolean) | undefined)[];
  signal: AbortSignal;
}

interface Scan {
  /** In the order of reading; those beyond `count` only tell that there are more. */
  found: StoredEvent[];
  hasMore: boolean;
  /** Whether it ended before as many were found, and before the log's end: it goes on behind `place`. */
  isCut: boolean;
  place: number;
}

async function scanned({ place: from, count, read, isWithin, tests, signal }: ScanOptions): Promise<Scan> {
  const found: StoredEvent[] = [];
  const given = tests.filter((test) => test !== undefined);
  let place = from;
  let [looked, size] = [0, 0];
  // Most of what the log gives passes the test, unless it is asked for what is rare.
  let step = count + 1;
  let isAtEnd = false;
  // One more than asked for tells whether there is a next page.
  while (found.length <= count && size < MAX_PAGE_SIZE && looked < MAX_SCAN && !isAtEnd && !signal.aborted) {
    const events = (await read(place, given.length > 0 ? step : count + 1 - found.length)).filter(isWithin);
    isAtEnd = events.length === 0;
    looked += given.length > 0 ? events.length : 0;
    step = SCAN_PAGE;
    place = events.at(-1)?.seq ?? place;
    const wanted = events.filter((event) => given.every((passes) => passes(event)));
    found.push(...wanted);
    size += wanted.reduce((sum, event) => sum + event.size, 0);
  }
  const isFull = found.length > count;
  return { found, hasMore: isFull || !isAtEnd, isCut: !isFull && !isAtEnd, place };
}

type Edge = Connection<EventType>['edges'][number];

function edgesOf(events: readonly StoredEvent[]): Edge[] {
  return events.map((stored) => {
    const node = eventOf(stored);
    return { cursor: node.cursor, node };
  });
}

function pageOf(edges: Edge[], pageInfo: Connection<EventType>['pageInfo']): Connection<EventType> {
  return { edges, nodes: edges.map(({ node }) => node), pageInfo };
}
