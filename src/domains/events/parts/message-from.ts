import type { JsonObject } from '../../../common/json';
import type { PersonRef, StoredEvent } from '../../../events/types';
import type { MessageDirection } from '../../../history/types';
import { contactOf } from '../../contacts/contact';
import { type Message, messageOf } from '../../messages/message';
import { text, time } from '../../messages/read';

interface Told {
  direction: MessageDirection;
  /** In the history's words: `RECEIVED`, `SENT`, … */
  status: string;
  person?: PersonRef | undefined;
}

/** A message that an event has somewhere in it, as it is told there. */
export function messageFrom(
  stored: StoredEvent,
  payload: JsonObject,
  { direction, status, person }: Told,
): Message {
  const { id, accountId, phoneNumberId, occurredAt, receivedAt } = stored;
  const groupId = text(payload.group_id);
  const message = messageOf({
    id: text(payload.id) ?? id,
    direction,
    accountId,
    ...(phoneNumberId !== undefined && { phoneNumberId }),
    ...(groupId !== null && { groupId }),
    payload,
    occurredAt: time(payload.timestamp) ?? occurredAt ?? receivedAt,
    status,
    statuses: [],
  });
  return Object.assign(message, { contact: contactOf(person) });
}
