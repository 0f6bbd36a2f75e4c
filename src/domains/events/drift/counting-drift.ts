import type { DeliveryLog } from '../../../events/deliveries/delivery-log';
import { newEventsOf } from '../../../events/deliveries/new-events';
import type { NewDelivery } from '../../../events/deliveries/types';
import type { EventLog, NewEvent } from '../../../events/types';
import { mappingOf } from '../event-types';
import { unknownPaths } from '../payload/known-keys';
import { AROUND_KEYS } from './around-keys';
import { type DriftedEvent, schemaDrift } from './schema-drift';

type Appending = Pick<EventLog, 'append'>;

/** The events of one webhook, some or all of which were new. */
interface Arrival {
  events: readonly NewEvent[];
  delivery: NewDelivery;
  areAllNew: boolean;
}

/**
 * The log, as the receiver appends to it. Keys that the schema does not know are counted once, by the replica that
 * stores the event, whoever reads it later. This happens after the webhook has been answered, for all events that
 * came together.
 *
 * @param deliveries says of a webhook with events that the log held already which were new
 */
export function countingDrift(log: Appending, deliveries: Pick<DeliveryLog, 'places'>): Appending {
  let arrived: Arrival[] = [];
  const look = () => {
    const arrivals = arrived;
    arrived = [];
    for (const arrival of arrivals) void count(arrival, deliveries);
  };
  return {
    append: async (events, delivery) => {
      const result = await log.append(events, delivery);
      if (result.stored > 0 && delivery) {
        if (arrived.length === 0) setImmediate(look);
        arrived.push({ events, delivery, areAllNew: result.repeated === 0 });
      }
      return result;
    },
  };
}

/** When the database has just gone away, nothing is counted: too few are better than some twice. */
const NONE = () => false;

async function count(arrival: Arrival, deliveries: Pick<DeliveryLog, 'places'>): Promise<void> {
  const drifted = driftedIn(arrival);
  if (drifted.length === 0) return;
  const isNew = arrival.areAllNew
    ? () => true
    : await newEventsOf(
        arrival.delivery,
        drifted.map(({ event }) => event),
        deliveries,
      ).catch(() => NONE);
  for (const each of drifted) if (isNew(each.event)) schemaDrift.note(each);
}

function driftedIn({ events, delivery }: Arrival): DriftedEvent[] {
  const drifted: DriftedEvent[] = [];
  for (const event of events) {
    const mapping = mappingOf(event);
    if (!mapping) continue;
    const inside = unknownPaths(event.payload, mapping.knownKeys());
    const around = unknownPaths(event.context, AROUND_KEYS);
    if (inside.length === 0 && around.length === 0) continue;
    // Other objects around an item are in an event of their own.
    const paths = [...inside, ...around.filter((path) => path.includes('.'))];
    const { kind } = mapping;
    if (paths.length > 0) drifted.push({ event, kind, paths, receivedAt: new Date(delivery.receivedAt) });
  }
  return drifted;
}
