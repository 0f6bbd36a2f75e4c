import type { MessagesTable } from '../store/schema';

/** A message of which nothing is known but that it is one. */
export function blankMessage(
  id: string,
  direction: MessagesTable['direction'],
  at: number,
  place: string,
): MessagesTable {
  return {
    id,
    direction,
    account_id: null,
    phone_number_id: null,
    peer: null,
    contact_id: null,
    group_id: null,
    type: null,
    payload: null,
    occurred_at: at,
    is_dated: 0,
    status: direction === 'INBOUND' ? 'RECEIVED' : 'ACCEPTED',
    biz_opaque_callback_data: null,
    is_to_read: 0,
    is_referred: 0,
    place,
  };
}
