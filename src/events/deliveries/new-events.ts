import { eventIdOf } from '../event-row';
import type { NewEvent } from '../types';
import type { DeliveryLog } from './delivery-log';
import type { NewDelivery } from './types';

/**
 * Tells of events that came with a delivery whether they were new: to be asked where the log held some of the delivery's
 * already. One that stands in it twice is new once, so that each is to be asked about as often as it stands there.
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
