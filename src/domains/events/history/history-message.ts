import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, textOf } from '../../../common/json';
import { personRef } from '../../../events/people';
import type { PersonRef, StoredEvent } from '../../../events/types';
import { isOfBusiness } from '../../../history/past-messages';
import { openEnum, UNRECOGNIZED } from '../../../planner/open-enum';
import { Message } from '../../messages/message';
import { MessageDeliveryStatus } from '../../messages/message-enums';
import { enumValue, OpenEnumField } from '../../messages/open-enum-field';
import { make, text } from '../../messages/read';
import { messageFrom } from '../parts/message-from';

const HistoryMessageStatus = openEnum('HistoryMessageStatus', 'How far a message of the past has come.', {
  PENDING: 'It was not sent yet.',
  SENT: 'It was sent.',
  DELIVERED: "It is on the recipient's device.",
  READ: 'The recipient has opened the chat with it.',
  PLAYED: 'The recipient has played the voice message.',
  ERROR: 'It could not be sent.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'A message of the past, from the WhatsApp Business app. Its files come later, by themselves.',
})
export class HistoryMessage {
  @Field(() => Message, { description: 'The message.' })
  message!: Message;

  @OpenEnumField(HistoryMessageStatus, 'history_context.status', 'How far it had come.')
  historyStatus!: string | null;
  historyStatusRaw!: string | null;
}

/** The messages of a chat of the past. */
export function historyMessages(
  stored: StoredEvent,
  payloads: readonly JsonObject[],
  person: PersonRef | undefined,
): HistoryMessage[] {
  return payloads.map((payload) => {
    const raw = text(objectOf(payload.history_context).status);
    const isOurs = isOfBusiness(payload, stored);
    const reported =
      raw?.toUpperCase() === 'ERROR' ? 'FAILED' : enumValue(MessageDeliveryStatus, raw ?? 'SENT');
    const message = messageFrom(stored, payload, {
      direction: isOurs ? 'OUTBOUND' : 'INBOUND',
      status: isOurs ? (reported === UNRECOGNIZED ? 'SENT' : (reported ?? 'SENT')) : 'RECEIVED',
      person: person ?? personRef({ waId: textOf(isOurs ? payload.to : payload.from) }, undefined),
    });
    return make(HistoryMessage, {
      message,
      historyStatus: enumValue(HistoryMessageStatus, raw ?? undefined),
      historyStatusRaw: raw,
    });
  });
}
