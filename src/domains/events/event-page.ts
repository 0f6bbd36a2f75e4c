import { encodeEventCursor } from '../../events/cursor';
import type { EventLog, StoredEvent } from '../../events/types';
import type { Connection } from '../graphql/connection';
import type { EventType } from './event';
import type { EventSelection } from './event-selection';
import { eventOf } from './event-types';
import type { ScanAllowance } from './scan-allowance';
import type { StreamEnd } from './stream-end';
import type { StreamStart } from './stream-start';

const SCAN_PAGE = 500;

/** The reader of a page: whether it is still there, and how much its operation may still look through. */
export interface PageReader {
  signal: AbortSignal;
  allowance: ScanAllowance;
}

/** A page of the log, in its order. */
export async function readEventPage(
  log: EventLog,
  { filter, test }: EventSelection,
  start: StreamStart,
  first: number,
  reader: PageReader,
): Promise<Connection<EventType>> {
  const { after = 0, until = Number.POSITIVE_INFINITY } = start;
  const scan = await scanned(reader, {
    place: after,
    count: first,
    read: (place, limit) => log.read(place, limit, filter),
    isWithin: ({ seq }) => seq <= until,
    tests: [test, start.test],
  });
  const edges = edgesOf(scan.found.slice(0, first));
  return pageOf(edges, {
    hasNextPage: scan.hasMore,
    hasPreviousPage: after > 0,
    startCursor: edges[0]?.cursor ?? null,
    // A page that was cut short continues where the search stopped, not after the last event that was found.
    endCursor: scan.isCut ? encodeEventCursor(scan.place, log.identity) : (edges.at(-1)?.cursor ?? null),
  });
}

/** The last events of the log, or those before a place, in its order. */
export async function readLastEventPage(
  log: EventLog,
  { filter, test }: EventSelection,
  end: StreamEnd,
  last: number,
  reader: PageReader,
): Promise<Connection<EventType>> {
  const { before, after = 0, hasNext } = end;
  const scan = await scanned(reader, {
    place: before ?? Number.MAX_SAFE_INTEGER,
    count: last,
    read: (place, limit) => log.readBack(place, limit, filter),
    isWithin: ({ seq }) => seq > after,
    tests: [test, end.test],
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
  /** Reads the next events beyond a place, in the direction of the page. */
  read: (place: number, limit: number) => Promise<StoredEvent[]>;
  /**
   * Whether an event is within the part of the log that is looked through. After the first one that is not, no
   * further one is.
   */
  isWithin: (event: StoredEvent) => boolean;
  tests: readonly (((event: StoredEvent) => boolean) | undefined)[];
}

interface Scan {
  /** In the order of reading. Events beyond `count` only show that there are more. */
  found: StoredEvent[];
  hasMore: boolean;
  /**
   * Whether the search was cut short before enough were found and before the end of the log; it continues after
   * `place`.
   */
  isCut: boolean;
  place: number;
}

function scanned(reader: PageReader, options: ScanOptions): Promise<Scan> {
  return reader.allowance.inTurn(() => scan(reader, options));
}

async function scan(
  { signal, allowance }: PageReader,
  { place: from, count, read, isWithin, tests }: ScanOptions,
): Promise<Scan> {
  const found: StoredEvent[] = [];
  const given = tests.filter((test) => test !== undefined);
  let place = from;
  // Usually most events pass the test, so about as many are read as are wanted. Without any allowance left, one event
  // is read, so that the page still makes progress.
  let step = allowance.isSpent ? 1 : count + 1;
  let isAtEnd = false;
  // One more than asked for tells whether there is a next page.
  do {
    const limit = given.length > 0 ? step : Math.min(step, count + 1 - found.length);
    const events = (await read(place, limit)).filter(isWithin);
    isAtEnd = events.length === 0;
    step = Math.max(SCAN_PAGE, count + 1);
    place = events.at(-1)?.seq ?? place;
    const wanted = events.filter((event) => given.every((passes) => passes(event)));
    found.push(...wanted);
    const size = wanted.reduce((sum, event) => sum + event.size, 0);
    allowance.spend({ scanned: given.length > 0 ? events.length : 0, size });
  } while (found.length <= count && !allowance.isSpent && !isAtEnd && !signal.aborted);
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
