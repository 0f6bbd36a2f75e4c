import { Field, ID, ObjectType } from 'type-graphql';
import { textOf } from '../../common/json';
import { Contact, contactOf } from '../contacts/contact';
import { MessageStatus, messageStatusOf } from '../messages/message-status';
import { make } from '../messages/read';
import { statusKeys } from './drift/status-keys';
import { commonFieldsOf, EventType } from './event';
import type { EventMapping } from './event-mapping';

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description:
    'A message of the business has come a step further, or failed. Statuses arrive in any order and may precede the ' +
    "answer to the send itself; the message's own `status` is always the furthest.",
})
export class MessageStatusUpdated extends EventType {
  @Field(() => ID, { description: 'wamid of the message.' })
  messageId!: string;

  @Field(() => MessageStatus, { description: 'The step.' })
  status!: MessageStatus;

  @Field(() => Contact, { nullable: true, description: 'Whom the message went to, where Meta says.' })
  contact!: Contact | null;
}

export const messageStatusUpdated: EventMapping = {
  kind: 'MESSAGE_STATUS_UPDATED',
  description: 'A message of the business has come a step further: `MessageStatusUpdated`.',
  logKind: 'status',
  fields: ['messages'],
  knownKeys: statusKeys,
  make(stored) {
    const { payload, person, messageId, type, occurredAt, receivedAt } = stored;
    const status = messageStatusOf({ status: type ?? '', occurredAt: occurredAt ?? receivedAt, payload });
    return make(MessageStatusUpdated, {
      ...commonFieldsOf(stored),
      messageId: messageId ?? textOf(payload.id) ?? stored.id,
      status,
      contact: contactOf(person) ?? status.recipient,
    });
  },
};
