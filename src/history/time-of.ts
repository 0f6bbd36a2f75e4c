import type { StoredEvent } from '../events/types';

/** When an event happened, by Meta's clock where it says so, in milliseconds. */
export function timeOf({ occurredAt, receivedAt }: Pick<StoredEvent, 'occurredAt' | 'receivedAt'>): number {
  return (occurredAt ?? receivedAt).getTime();
}
