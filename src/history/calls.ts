import { textOf } from '../common/json';
import { dateOf } from '../events/timestamp';
import type { StoredEvent } from '../events/types';
import { timeOf } from './time-of';

/**
 * When a call opened the customer service window, as one of its events tells, in milliseconds: a call of the customer's
 * does, answered or not, and one of the business's that the customer took. Undefined for every other event.
 */
export function windowOpenedBy(event: StoredEvent): number | undefined {
  if (event.field !== 'calls') return undefined;
  const { payload } = event;
  // A status is one of a call of the business's: the customer's own are not rung or accepted by them.
  if (textOf(payload.event) === undefined) {
    return textOf(payload.status)?.toUpperCase() === 'ACCEPTED' ? timeOf(event) : undefined;
  }
  const answeredAt = dateOf(payload.start_time)?.getTime();
  if (payload.direction === 'BUSINESS_INITIATED') return answeredAt;
  return answeredAt ?? timeOf(event);
}
