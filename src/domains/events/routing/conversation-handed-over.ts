import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, textOf } from '../../../common/json';
import { personRef } from '../../../events/people';
import { openEnum } from '../../../planner/open-enum';
import { Contact, contactOf } from '../../contacts/contact';
import { text } from '../../messages/read';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject, hasText, isEither } from '../fits';
import { EnumField, IdField, PartField, ReadElsewhere, TextField, TimeField } from '../payload';
import { ConversationRoutingEvent } from './conversation-routing-event';

const HandoverType = openEnum('HandoverType', 'How a conversation changed hands.', {
  CONTROL_PASSED: 'Who had it gave it away.',
  CONTROL_TAKEN: 'Somebody else took it.',
});

const ResponderRole = openEnum('ResponderRole', 'What a responder of a conversation is there for.', {
  CUSTOMER_SERVICE: 'Customer service.',
  MARKETING: 'Marketing.',
  UTILITY: 'Utility messages.',
  CTWA: 'Chats that ads lead to.',
  AI_AGENT: 'An AI agent.',
  ESCALATION: 'What others pass on.',
});

@ObjectType({ simpleResolvers: true, description: 'What a conversation was about so far, in words.' })
export class ConversationSummary {
  @TextField('text', 'The summary.')
  text!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the next responder is told of a conversation.' })
export class HandoverContext {
  @TextField('type', 'What it is told by: `summary`.')
  type!: string | null;

  @PartField(() => ConversationSummary, 'summary', 'The summary.')
  summary!: ConversationSummary | null;
}

@ObjectType({ simpleResolvers: true, description: 'Who had a conversation, and who has it.' })
export class ConversationControl {
  @EnumField(ResponderRole, 'previous_owner_role', 'What the former responder is there for.')
  previousOwnerRole!: string | null;
  previousOwnerRoleRaw!: string | null;

  @EnumField(ResponderRole, 'new_owner_role', 'What the present responder is there for.')
  newOwnerRole!: string | null;
  newOwnerRoleRaw!: string | null;

  @IdField('previous_owner_app_id', "The former responder's app.")
  previousOwnerAppId!: string | null;

  @IdField('new_owner_app_id', "The present responder's app.")
  newOwnerAppId!: string | null;

  @TextField('metadata', 'What the former responder said to the present one; up to 2,000 characters.')
  metadata!: string | null;

  @PartField(() => HandoverContext, 'conversation_context', 'What the conversation was about.')
  conversationContext!: HandoverContext | null;
}

@ObjectType({
  implements: [EventType, ConversationRoutingEvent],
  simpleResolvers: true,
  description: 'A conversation passed from one responder to another (`messaging_handovers`).',
})
export class ConversationHandedOver extends ConversationRoutingEvent {
  @EnumField(HandoverType, 'type', 'How it changed hands.')
  handoverType!: string | null;
  handoverTypeRaw!: string | null;

  @TimeField('timestamp', 'When it did.')
  handedOverAt!: Date | null;

  @PartField(() => ConversationControl, ['control_passed', 'control_taken'], 'From whom to whom.')
  control!: ConversationControl | null;

  @ReadElsewhere('sender')
  @Field(() => Contact, { nullable: true, description: 'The customer. Null when Meta names nobody.' })
  contact!: Contact | null;

  @ReadElsewhere('recipient')
  @Field(() => String, { nullable: true, description: 'The number of the business, as Meta writes it.' })
  displayPhoneNumber!: string | null;
}

export const conversationHandedOver = declaredEvent({
  kind: 'CONVERSATION_HANDED_OVER',
  type: ConversationHandedOver,
  description: 'A conversation passed from one responder to another',
  fields: ['messaging_handovers'],
  fits: isEither(hasText('type'), hasObject('control_passed', 'control_taken')),
  also: ({ payload }) => ({
    contact: customerOf(objectOf(payload.sender)),
    displayPhoneNumber: text(objectOf(payload.recipient).display_phone_number),
  }),
});

function customerOf(sender: JsonObject): Contact | null {
  const person = {
    userId: textOf(sender.user_id),
    parentUserId: textOf(sender.parent_user_id),
    waId: textOf(sender.phone_number)?.replaceAll(/\D/g, '') ?? textOf(sender.wa_id),
  };
  return contactOf(personRef(person, undefined));
}
