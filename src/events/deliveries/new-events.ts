import { eventIdOf } from '../event-row';
import type { NewEvent } from '../types';
import type { DeliveryLog } from './delivery-log';
import type { NewDelivery } from './types';

/**
 * Says which events of a delivery were new, for a delivery of which the log already had some. An event that the
 * delivery has twice is new only the first time, so it has to be asked about twice.
 */
export async function newEventsOf(
  delivery: NewDelivery,
  events: readonly NewEvent[],
  deliveries: Pick<DeliveryLog, 'places'>,
): Promise<(event: NewEvent) => boolean> {
  const places = await deliveries.places(events.map(eventIdOf));
  const ids = new Set(places.filter(({ deliveryId }) => deliveryId === delivery.id).map(({ id }) => id));
  return (event) => ids.delete(eventIdOf(event));
}
