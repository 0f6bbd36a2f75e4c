import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../../../common/json';
import { addresseeOf, matchContact, personRef, senderOf } from '../../../events/people';
import type { StoredEvent } from '../../../events/types';
import { JsonScalar } from '../../graphql/scalars';
import { Message } from '../../messages/message';
import { MessageStatus, messageStatusOf } from '../../messages/message-status';
import { make, text, time } from '../../messages/read';
import { CONTACT_KEYS, METADATA_KEYS } from '../drift/around-keys';
import { messageKeys } from '../drift/message-keys';
import { statusKeys } from '../drift/status-keys';
import { EventType } from '../event';
import { declaredEvent, type EventMapping } from '../event-mapping';
import { hasObject } from '../fits';
import { messageFrom } from '../parts/message-from';
import { knownKeys } from '../payload/known-keys';
import { ConversationRoutingEvent } from './conversation-routing-event';

@ObjectType({ simpleResolvers: true, description: 'A message that the present responder sent.' })
export class StandbyEcho {
  @Field(() => Message, { description: 'The message.' })
  message!: Message;

  @Field(() => JsonScalar, { nullable: true, description: 'The template it was made of, as Meta sends it.' })
  template!: JsonObject | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The Flow in it, as Meta sends it.' })
  flow!: JsonObject | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A step that a message of the present responder's has come.",
})
export class StandbyStatus {
  @Field(() => ID, { nullable: true, description: 'wamid of the message.' })
  messageId!: string | null;

  @Field(() => MessageStatus, { description: 'The step.' })
  status!: MessageStatus;
}

@ObjectType({
  implements: [EventType, ConversationRoutingEvent],
  simpleResolvers: true,
  description:
    'What is said in a conversation that another responder has (`standby`): to be seen, not to be answered.',
})
export class StandbyReceived extends ConversationRoutingEvent {
  @Field(() => [Message], { description: 'What the customer wrote.' })
  standbyMessages!: Message[];

  @Field(() => [StandbyEcho], { description: 'What the present responder sent.' })
  standbyEchoes!: StandbyEcho[];

  @Field(() => [StandbyStatus], { description: 'How far messages of the present responder have come.' })
  standbyStatuses!: StandbyStatus[];
}

export const standbyReceived: EventMapping = {
  ...declaredEvent({
    kind: 'STANDBY_RECEIVED',
    type: StandbyReceived,
    description: 'What is said in a conversation that another responder has',
    fields: ['standby'],
    fits: hasObject('standby'),
    also: contentsOf,
  }),
  knownKeys: () => keys,
};

const keys = knownKeys('messaging_product', {
  metadata: METADATA_KEYS,
  contacts: CONTACT_KEYS,
  standby: knownKeys('', {
    contacts: CONTACT_KEYS,
    messages: messageKeys(),
    message_echoes: knownKeys('id timestamp message template flow from to type'),
    statuses: statusKeys(),
  }),
});

function contentsOf(stored: StoredEvent): Partial<StandbyReceived> {
  const { payload, occurredAt, receivedAt } = stored;
  const parts = Array.isArray(payload.standby) ? objectsOf(payload.standby) : [objectOf(payload.standby)];
  const contacts = [payload, ...parts].flatMap((part) => objectsOf(part.contacts));
  const all = (key: string) => parts.flatMap((part) => objectsOf(part[key]));
  const messages = all('messages');
  return {
    standbyMessages: messages.map((message) => {
      const sender = senderOf(message);
      const person = personRef(sender, matchContact(contacts, sender, messages.length));
      return messageFrom(stored, message, { direction: 'INBOUND', status: 'RECEIVED', person });
    }),
    standbyEchoes: all('message_echoes').map((echo) => echoOf(stored, echo)),
    standbyStatuses: all('statuses').map((status) =>
      make(StandbyStatus, {
        messageId: text(status.id),
        status: messageStatusOf({
          status: textOf(status.status) ?? '',
          occurredAt: time(status.timestamp) ?? occurredAt ?? receivedAt,
          payload: status,
        }),
      }),
    ),
  };
}

/** The message stands inside its echo in the shape it was sent in. */
function echoOf(stored: StoredEvent, echo: JsonObject): StandbyEcho {
  const { message, template, flow, ...rest } = echo;
  const payload = isObject(message) ? { ...message, ...rest } : echo;
  const person = personRef(addresseeOf(payload), undefined);
  return make(StandbyEcho, {
    message: messageFrom(stored, payload, { direction: 'OUTBOUND', status: 'SENT', person }),
    template: isObject(template) ? template : null,
    flow: isObject(flow) ? flow : null,
  });
}
