import { type JsonObject, textOf } from '../../../common/json';
import type { PersonRef } from '../../../events/types';
import type { MessageRecord, SentMessage } from '../../../history/types';
import type { SendAnswer } from './send-answer';

/** An accepted message as the history keeps it. */
export function sentMessageOf(
  id: string,
  phoneNumberId: string,
  body: JsonObject,
  answer: SendAnswer,
  sentAt = new Date(),
): SentMessage {
  return { id, ...handedOver(phoneNumberId, body, answer, sentAt) };
}

/** A message that was handed to Meta, whatever became of it. */
export function handedOver(
  phoneNumberId: string,
  body: JsonObject,
  answer: SendAnswer = {},
  sentAt = new Date(),
): Omit<SentMessage, 'id'> {
  const groupId = body.recipient_type === 'group' ? textOf(body.to) : undefined;
  const own = textOf(body.biz_opaque_callback_data);
  const message: Omit<SentMessage, 'id'> = {
    phoneNumberId,
    type: textOf(body.type) ?? 'text',
    payload: body,
    sentAt,
  };
  if (groupId === undefined) message.person = personOf(body, answer);
  else message.groupId = groupId;
  if (own) message.bizOpaqueCallbackData = own;
  return message;
}

/** The same message as it reads from the history before its first status. */
export function recordOf(sent: SentMessage): MessageRecord {
  const { id, phoneNumberId, type, payload, sentAt, person, groupId, bizOpaqueCallbackData } = sent;
  const key = person?.userId ?? person?.parentUserId ?? person?.waId;
  const record: MessageRecord = {
    id,
    direction: 'OUTBOUND',
    phoneNumberId,
    type,
    payload,
    occurredAt: sentAt,
    status: 'ACCEPTED',
    statuses: [],
  };
  if (key !== undefined) record.contact = { ...person, key };
  if (groupId !== undefined) record.groupId = groupId;
  if (bizOpaqueCallbackData !== undefined) record.bizOpaqueCallbackData = bizOpaqueCallbackData;
  return record;
}

/** Who it went to: as Meta's answer says, else as asked. */
function personOf(body: JsonObject, { waId, userId }: SendAnswer): PersonRef {
  const recipient = textOf(body.recipient);
  const person: PersonRef = {};
  const digits = waId ?? textOf(body.to)?.replaceAll(/\D/g, '');
  if (digits) person.waId = digits;
  if (recipient?.includes('.ENT.')) person.parentUserId = recipient;
  else if (recipient) person.userId = recipient;
  if (userId !== undefined) person.userId = userId;
  return person;
}
