import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Contact, contactOf } from '../contacts/contact';
import { Message } from '../messages/message';
import { make } from '../messages/read';
import { messageKeys } from './drift/message-keys';
import { commonFieldsOf, EventType } from './event';
import type { EventMapping } from './event-mapping';
import { hasText } from './fits';
import { messageFrom } from './parts/message-from';

const EchoSource = { BUSINESS_APP: 'BUSINESS_APP', OTHER_SOLUTION: 'OTHER_SOLUTION' } as const;
registerEnumType(EchoSource, {
  name: 'EchoSource',
  description: 'Where a message of the business was sent from.',
  valuesConfig: {
    BUSINESS_APP: { description: 'The WhatsApp Business app (coexistence): the field `smb_message_echoes`.' },
    OTHER_SOLUTION: { description: 'Another app or solution on the Cloud API: the field `message_echoes`.' },
  },
});

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description:
    'The business sent, edited or took back a message by another way than this gateway: the WhatsApp Business app, or another solution.',
})
export class MessageEchoed extends EventType {
  @Field(() => Message, {
    nullable: true,
    description:
      'The message, as the event itself has it. Always there; nullable so that one operation may select it beside ' +
      '`MessageStatusUpdated.message`.',
  })
  message!: Message;

  @Field(() => Contact, { nullable: true, description: 'Whom it went to. Null when Meta names nobody.' })
  contact!: Contact | null;

  @Field(() => EchoSource, { description: 'Where it was sent from.' })
  echoSource!: keyof typeof EchoSource;
}

export const messageEchoed: EventMapping = {
  kind: 'MESSAGE_ECHOED',
  description: 'The business sent a message by another way: `MessageEchoed`.',
  logKind: 'change',
  fields: ['smb_message_echoes', 'message_echoes'],
  fits: hasText('id'),
  make(stored) {
    const { payload, person, field } = stored;
    return make(MessageEchoed, {
      ...commonFieldsOf(stored),
      message: messageFrom(stored, payload, { direction: 'OUTBOUND', status: 'SENT', person }),
      contact: contactOf(person),
      echoSource: field === 'message_echoes' ? 'OTHER_SOLUTION' : 'BUSINESS_APP',
    });
  },
  knownKeys: messageKeys,
};
