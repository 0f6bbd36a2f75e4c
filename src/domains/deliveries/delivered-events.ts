import DataLoader from 'dataloader';
import type { DeliveryLog } from '../../events/deliveries/delivery-log';
import type { DeliveredEvent, DeliveryRecord, StoredPlace } from '../../events/deliveries/types';
import type { StoredEvent } from '../../events/types';

/** Characters of what events say that are read for one page of deliveries. A delivery of the usual size fits in by itself. */
const MOST_SIZE = 16 * 1024 * 1024;

/** The events of the deliveries of one page: what is asked of several of them is read together. */
export class DeliveredEvents {
  #size = 0;
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

  /** Those, in the order of reading, that can be held beside what the page's other deliveries hold: one at least of all. */
  fitting(events: readonly DeliveredEvent[]): DeliveredEvent[] {
    const end = events.findIndex(({ size }) => {
      if (this.#size > 0 && this.#size + size > MOST_SIZE) return true;
      this.#size += size;
      return false;
    });
    return events.slice(0, end === -1 ? events.length : end);
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
