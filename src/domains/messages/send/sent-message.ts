import type { JsonObject } from '../../../common/json';
import { textOf } from '../../../common/json';
import type { PersonRef } from '../../../events/types';
import type { MessageRecord, SentMessage } from '../../../history/types';
import type { SendAnswer } from './send-answer';
import type { SendMessageInput } from './send-message-input';

/** An accepted message as the history keeps it. */
export function sentMessageOf(
  id: string,
  input: SendMessageInput,
  payload: JsonObject,
  answer: SendAnswer,
): SentMessage {
  return {
    id,
    phoneNumberId: input.phoneNumberId,
    type: textOf(payload.type) ?? 'text',
    payload,
    sentAt: new Date(),
    ...(input.groupId ? { groupId: input.groupId } : { person: personOf(input, answer) }),
    ...(input.bizOpaqueCallbackData && { bizOpaqueCallbackData: input.bizOpaqueCallbackData }),
  };
}

/** The same message as it reads from the history before its first status. */
export function recordOf(sent: SentMessage): MessageRecord {
  const { id, phoneNumberId, type, payload, sentAt, person, groupId, bizOpaqueCallbackData } = sent;
  const key = person?.userId ?? person?.parentUserId ?? person?.waId;
  return {
    id,
    direction: 'OUTBOUND',
    phoneNumberId,
    type,
    payload,
    occurredAt: sentAt,
    status: 'ACCEPTED',
    statuses: [],
    ...(key !== undefined && { contact: { ...person, key } }),
    ...(groupId !== undefined && { groupId }),
    ...(bizOpaqueCallbackData !== undefined && { bizOpaqueCallbackData }),
  };
}

/** Who it went to: as Meta's answer says, else as asked. */
function personOf({ to, recipient }: SendMessageInput, { waId, userId }: SendAnswer): PersonRef {
  const person: PersonRef = {};
  const digits = waId ?? to?.replaceAll(/\D/g, '');
  if (digits) person.waId = digits;
  if (recipient?.includes('.ENT.')) person.parentUserId = recipient;
  else if (recipient) person.userId = recipient;
  if (userId !== undefined) person.userId = userId;
  return person;
}
