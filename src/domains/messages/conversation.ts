import { Field, ID, ObjectType } from 'type-graphql';
import type { ConversationRecord } from '../../history/types';
import { Contact, contactOf } from '../contacts/contact';
import { connectionOf } from '../graphql/connection';
import { DateTimeScalar } from '../graphql/scalars';
import { Message } from './message';
import { make } from './read';

/** How long a business may answer freely after a message of the customer's. */
const SERVICE_WINDOW_MS = 24 * 60 * 60 * 1000;

@ObjectType({
  simpleResolvers: true,
  description:
    "What a business phone number and a customer, or a group, have written to each other: the chat's stored history.",
})
export class Conversation {
  @Field(() => ID, {
    description:
      "The gateway's own id of it: the phone number id with the person's key, or with the group's id.",
  })
  id!: string;

  @Field(() => ID, { description: 'The business phone number in it.' })
  phoneNumberId!: string;

  @Field(() => Contact, { nullable: true, description: 'The customer; null in a group.' })
  contact!: Contact | null;

  @Field(() => ID, { nullable: true, description: 'The group; null with a customer.' })
  groupId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the last message was written, either way.' })
  lastMessageAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the customer last wrote; null when never.',
  })
  lastInboundAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the customer service window closes, or closed: 24 hours after the customer last wrote. Until then anything may ' +
      'be sent, afterwards templates only. Null when the customer never wrote, and in groups. Calls, which open it too, do not count here.',
  })
  serviceWindowExpiresAt!: Date | null;
}

/** A conversation of the stored history, as the schema has it. */
export function conversationOf(record: ConversationRecord): Conversation {
  const { id, phoneNumberId, contact, groupId, lastMessageAt, lastInboundAt } = record;
  const opensWindow = groupId === undefined && lastInboundAt !== undefined;
  return make(Conversation, {
    id,
    phoneNumberId,
    contact: contactOf(contact, contact && { key: contact.key }),
    groupId: groupId ?? null,
    lastMessageAt,
    lastInboundAt: lastInboundAt ?? null,
    serviceWindowExpiresAt: opensWindow ? new Date(lastInboundAt.getTime() + SERVICE_WINDOW_MS) : null,
  });
}

export const ConversationConnection = connectionOf(() => Conversation, 'Conversation', 'conversations');
export const MessageConnection = connectionOf(() => Message, 'Message', 'messages');
