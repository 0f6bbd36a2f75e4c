import DataLoader from 'dataloader';
import type { DeliveryLog } from '../../events/deliveries/delivery-log';
import type { DeliveredEvent, DeliveryRecord, StoredPlace } from '../../events/deliveries/types';
import type { StoredEvent } from '../../events/types';

/** The events of the deliveries of one page: what is asked of several of them is read together. */
export class DeliveredEvents {
  readonly #places: DataLoader<string, StoredPlace | undefined>;
  readonly #stored: DataLoader<string, StoredEvent | undefined>;

  constructor(log: DeliveryLog) {
    this.#places = new DataLoader((ids) => inOrder(ids, log.places(ids)));
    this.#stored = new DataLoader((ids) => inOrder(ids, log.read(ids)));
  }

  /** Those of a delivery that the log still holds, each once, in the order of the log. */
  async of({ id, eventIds }: DeliveryRecord): Promise<DeliveredEvent[]> {
    const places = await all(this.#places, [...new Set(eventIds)]);
    return places.map(({ deliveryId, ...place }) => ({ ...place, isNew: deliveryId === id }));
  }

  /** The same with all that they say. */
  stored(ids: readonly string[]): Promise<StoredEvent[]> {
    return all(this.#stored, ids);
  }
}

/** What a loader asks for, in the order in which it asks. */
async function inOrder<T extends { id: string }>(
  ids: readonly string[],
  found: Promise<readonly T[]>,
): Promise<(T | undefined)[]> {
  const byId = new Map((await found).map((one) => [one.id, one]));
  return ids.map((id) => byId.get(id));
}

async function all<T extends { seq: number }>(
  loader: DataLoader<string, T | undefined>,
  ids: readonly string[],
): Promise<T[]> {
  const found = await Promise.all(ids.map((id) => loader.load(id)));
  return found.flatMap((one) => one ?? []).sort((one, other) => one.seq - other.seq);
}
