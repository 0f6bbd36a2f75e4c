import type { NewEvent } from '../../../src/events/types';

/** An event as the receiver makes them, with what a test cares about. */
export function newEvent(key: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    dedupeKey: key,
    kind: 'status',
    field: 'messages',
    accountId: 'account-1',
    phoneNumberId: 'phone-1',
    messageId: `wamid.${key}`,
    type: 'sent',
    payload: { id: `wamid.${key}` },
    context: {},
    ...more,
  };
}
