import type { Hub, SubscribeOptions } from '../../events/hub';
import type { StoredEvent } from '../../events/types';

/** Where a tapped subscription begins instead of where its arguments say, and who is told when it has caught up. */
export interface TapOptions {
  after?: number;
  onIdle?: (place: number) => void;
}

/**
 * The hub, as one execution sees it. It knows the place of the event that was pulled last: an execution maps one event at a
 * time, so the result that comes out of it belongs to that event.
 */
export class HubTap implements Hub {
  #place: number | undefined;

  constructor(
    private readonly hub: Hub,
    private readonly options: TapOptions,
  ) {}

  /** Place in the log of the event that was pulled last. */
  get place(): number | undefined {
    return this.#place;
  }

  get size(): number {
    return this.hub.size;
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterableIterator<StoredEvent> {
    const events = this.hub.subscribe({ ...options, ...this.options });
    const tapped: AsyncIterableIterator<StoredEvent> = {
      next: async () => {
        const result = await events.next();
        if (!result.done) this.#place = result.value.seq;
        return result;
      },
      return: async () => events.return?.() ?? { done: true, value: undefined },
      throw: async (error) => {
        await events.return?.();
        throw error;
      },
      [Symbol.asyncIterator]: () => tapped,
    };
    return tapped;
  }

  close(): Promise<void> {
    return this.hub.close();
  }
}
