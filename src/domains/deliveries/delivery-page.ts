import { InvalidCursorError } from '../../events/cursor';
import { isDeliveryId } from '../../events/deliveries/delivery-id';
import type { DeliveryLog } from '../../events/deliveries/delivery-log';
import type { DeliveryFilter, DeliveryRecord } from '../../events/deliveries/types';
import type { Page, PageRequest } from '../../history/types';
import { DEFAULT_PAGE } from '../../planner/page';
import type { EventType } from '../events/event';
import { eventOf } from '../events/event-types';
import type { Connection } from '../graphql/connection';
import type { DeliveryView } from './delivery-view';

/**
 * A page of deliveries, newest first.
 *
 * @throws InvalidCursorError
 */
export async function deliveryPage(
  log: DeliveryLog,
  filter: DeliveryFilter,
  { first, after, last, before }: PageRequest,
): Promise<Page<DeliveryRecord>> {
  const isForward = last === undefined;
  const count = last ?? first ?? DEFAULT_PAGE;
  const cursor = isForward ? after : before;
  const beyond = cursor === undefined ? undefined : decode(cursor);
  const order = isForward ? 'newest' : 'oldest';
  const found = await log.list(filter, { order, beyond, limit: count + 1 });
  const kept = found.slice(0, count);
  if (!isForward) kept.reverse();
  const [hasMore, hasBehind] = [found.length > count, beyond !== undefined];
  return {
    items: kept.map((record) => ({ cursor: encode(record.id), node: record })),
    hasNextPage: isForward ? hasMore : hasBehind,
    hasPreviousPage: isForward ? hasBehind : hasMore,
  };
}

const PREFIX = 'delivery:1:';

function encode(id: string): string {
  return Buffer.from(PREFIX + id).toString('base64url');
}

function decode(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const id = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  if (!isDeliveryId(id) || encode(id) !== cursor) {
    throw new InvalidCursorError(cursor, 'is not the cursor of a webhook request.');
  }
  return id;
}

/** A stretch of the log, and how many events from which of its ends. */
export interface DeliveredEventsRequest {
  after: number;
  before: number;
  count: number;
  isForward: boolean;
}

/**
 * A page of the events that a delivery brought, or repeated, in the order of the log; shorter, or empty, where a list of
 * deliveries asks for more than can be held at once.
 */
export async function deliveredEventsPage(
  view: DeliveryView,
  isNew: boolean,
  { after, before, count, isForward }: DeliveredEventsRequest,
): Promise<Connection<EventType>> {
  const events = (await view.events()).filter((event) => event.isNew === isNew);
  const within = events.filter(({ seq }) => seq > after && seq < before);
  const wanted = isForward ? within.slice(0, count) : within.slice(-count).reverse();
  const page = view.fitting(wanted);
  const isCut = page.length < within.length;
  const stored = await view.stored(page);
  const edges = stored.map((event) => {
    const node = eventOf(event);
    return { cursor: node.cursor, node };
  });
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: isForward ? isCut : events.some(({ seq }) => seq >= before),
      hasPreviousPage: isForward ? events.some(({ seq }) => seq <= after) : isCut,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
