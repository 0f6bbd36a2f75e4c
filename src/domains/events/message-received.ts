import { Field, ObjectType } from 'type-graphql';
import { isObject, objectOf, objectsOf, textOf } from '../../common/json';
import type { StoredEvent } from '../../events/types';
import type { MessageRecord } from '../../history/types';
import { Contact, contactOf } from '../contacts/contact';
import { Message, messageOf } from '../messages/message';
import { make } from '../messages/read';
import { messageKeys } from './drift/message-keys';
import { commonFieldsOf, EventType } from './event';
import type { EventMapping } from './event-mapping';
import { readPayload } from './payload/read-payload';
import { HandoverContext } from './routing/conversation-handed-over';

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description: 'A message came from a customer, or was written in a group.',
})
export class MessageReceived extends EventType {
  @Field(() => Message, {
    nullable: true,
    description:
      'The message, as the event itself has it. Always there; nullable so that one operation may select it beside ' +
      '`MessageStatusUpdated.message`.',
  })
  message!: Message;

  @Field(() => Contact, { nullable: true, description: 'Who wrote it. Null when Meta names nobody.' })
  contact!: Contact | null;

  @Field(() => HandoverContext, {
    nullable: true,
    description:
      'What the conversation was about before another responder passed it on. Null when Meta does not say.',
  })
  conversationContext!: HandoverContext | null;
}

export const messageReceived: EventMapping = {
  kind: 'MESSAGE_RECEIVED',
  description: 'A message came from a customer: `MessageReceived`.',
  logKind: 'message',
  fields: ['messages'],
  knownKeys: messageKeys,
  make(stored) {
    const contact = contactOf(stored.person, { identityKeyHash: identityKeyHashOf(stored) });
    const message = Object.assign(messageOf(recordOf(stored)), { contact });
    const { conversation_context: about } = stored.context;
    const conversationContext = isObject(about) ? readPayload(HandoverContext, about) : null;
    return make(MessageReceived, { ...commonFieldsOf(stored), message, contact, conversationContext });
  },
};

/** The message as the history would have it after this event alone. */
function recordOf(stored: StoredEvent): MessageRecord {
  const { id, accountId, phoneNumberId, messageId, type, payload, occurredAt, receivedAt } = stored;
  const groupId = textOf(payload.group_id);
  return {
    id: messageId ?? textOf(payload.id) ?? id,
    direction: 'INBOUND',
    accountId,
    ...(phoneNumberId !== undefined && { phoneNumberId }),
    ...(groupId !== undefined && { groupId }),
    ...(type !== undefined && { type }),
    payload,
    occurredAt: occurredAt ?? receivedAt,
    status: 'RECEIVED',
    statuses: [],
  };
}

function identityKeyHashOf({ context }: StoredEvent): string | null {
  return textOf(objectOf(objectsOf(context.contacts)[0]).identity_key_hash) ?? null;
}
