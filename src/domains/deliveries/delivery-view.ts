import { ForbiddenError } from '../../common/errors';
import type { DeliveredChange, DeliveredEvent, DeliveryRecord } from '../../events/deliveries/types';
import type { StoredEvent } from '../../events/types';
import type { Caller } from '../caller';
import type { DeliveredEvents } from './delivered-events';

/**
 * A delivery as a caller may see it: what it says of accounts that the caller is confined to. One without any of them, or
 * of which nobody knows whose it is, is for callers that are not confined.
 */
export class DeliveryView {
  readonly changes: readonly DeliveredChange[];

  /** @throws ForbiddenError when nothing in it is the caller's */
  constructor(
    readonly record: DeliveryRecord,
    private readonly caller: Caller,
    private readonly delivered: DeliveredEvents,
  ) {
    this.changes = record.changes.filter(({ accountId }) => this.#isOwn(accountId));
    if (caller.accounts && this.changes.length === 0) {
      throw new ForbiddenError(`Delivery ${record.id} is outside the accounts this API key is confined to.`);
    }
  }

  /** Nothing of it is hidden. */
  get isWhole(): boolean {
    return this.changes.length === this.record.changes.length;
  }

  get eventCount(): number {
    return this.changes.reduce((sum, { events }) => sum + events, 0);
  }

  /** How many of its events the log learnt of by it. */
  async newEventCount(): Promise<number> {
    const { receipt, outcome } = this.record;
    if (outcome !== 'STORED') return 0;
    if (receipt && this.isWhole) return receipt.newEvents;
    return (await this.events()).filter(({ isNew }) => isNew).length;
  }

  /** Its events that the log still holds, in the order of the log. */
  async events(): Promise<DeliveredEvent[]> {
    return (await this.delivered.of(this.record)).filter(({ accountId }) => this.#isOwn(accountId));
  }

  /** Those of some of its events, in the order of reading, that there is room for. */
  fitting(events: readonly DeliveredEvent[]): DeliveredEvent[] {
    return this.delivered.fitting(events);
  }

  /** Some of its events with all that they say. */
  stored(events: readonly DeliveredEvent[]): Promise<StoredEvent[]> {
    return this.delivered.stored(events.map(({ id }) => id));
  }

  #isOwn(accountId: string): boolean {
    return this.caller.accounts?.has(accountId) ?? true;
  }
}
