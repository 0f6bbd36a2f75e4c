import { isObject, objectOf, textOf } from '../common/json';
import { dateOf } from '../events/timestamp';
import type { StoredEvent } from '../events/types';
import { timeOf } from './time-of';

/**
 * Until when a status says that a free entry point is open, in milliseconds: its conversation's end, or, where Meta leaves
 * that out, at least until then. Undefined when the message wasn't sent in one.
 */
export function entryPointUntil(status: StoredEvent): number | undefined {
  const conversation = objectOf(status.payload.conversation);
  const pricing = isObject(status.payload.pricing) ? status.payload.pricing : objectOf(conversation.pricing);
  const isFree =
    textOf(objectOf(conversation.origin).type) === 'referral_conversion' ||
    textOf(pricing.type) === 'free_entry_point' ||
    textOf(pricing.category) === 'referral_conversion';
  if (!isFree) return undefined;
  return dateOf(conversation.expiration_timestamp)?.getTime() ?? timeOf(status);
}
