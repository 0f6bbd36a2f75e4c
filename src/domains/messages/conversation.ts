import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ConversationRecord } from '../../history/types';
import { SERVICE_WINDOW_MS } from '../../history/windows';
import { Contact, contactOf } from '../contacts/contact';
import { connectionOf } from '../graphql/connection';
import { NodeType, TYPE_NAME } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { FreeEntryPointWindow, ServiceWindow, windowUntil } from './conversation-windows';
import { Message } from './message';
import { make } from './read';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    "What a business phone number and a customer, or a group, have written to each other: the chat's stored history. " +
    "Its id is the gateway's own: that of the phone number with the person's key, or with the group's id.",
})
export class Conversation extends NodeType {
  readonly [TYPE_NAME]!: 'Conversation';

  @Field(() => ID, { description: 'The business phone number in it.' })
  phoneNumberId!: string;

  @Field(() => Contact, { nullable: true, description: 'The customer; null in a group.' })
  contact!: Contact | null;

  @Field(() => ID, { nullable: true, description: 'The group; null with a customer.' })
  groupId!: string | null;

  @Field(() => DateTimeScalar, {
    description:
      'When the last message was written, either way; where only calls are known, when the last of them was.',
  })
  lastMessageAt!: Date;

  /** wamid of the last message, for the field `lastMessage`. */
  lastMessageId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many messages of the customer came after the last one that was marked as read with ' +
      '`markMessageAsRead`. Answering marks nothing as read, as at Meta. Reactions, edits, revocations and messages of ' +
      'the system do not count; messages of the same second as the one that was marked count as read. Null in groups, where nothing can be marked.',
  })
  unreadCount!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the customer last wrote; null when never. Messages of the system are not theirs.',
  })
  lastInboundAt!: Date | null;

  @Field(() => ServiceWindow, {
    nullable: true,
    description:
      'The customer service window: open for 24 hours after the customer last wrote or called (answered or not), or ' +
      'took a call of the business. While it is open anything may be sent, otherwise templates only. Null when the ' +
      'customer never did, and in groups.',
  })
  serviceWindow!: ServiceWindow | null;

  @Field(() => FreeEntryPointWindow, {
    nullable: true,
    description:
      'The free entry point: for 72 hours after the business answered, within a day, to a message that came by a ' +
      'click-to-WhatsApp ad, nothing that it sends is charged. Also known by statuses that say so. Null when there never was one.',
  })
  freeEntryPointWindow!: FreeEntryPointWindow | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    deprecationReason: 'Use `serviceWindow { openUntil }`, which counts calls too.',
    description: 'When the customer service window closes, or closed. The same as `serviceWindow.openUntil`.',
  })
  serviceWindowExpiresAt!: Date | null;
}

/** A conversation of the stored history, as the schema has it. */
export function conversationOf(record: ConversationRecord): Conversation {
  const { id, phoneNumberId, contact, groupId, lastMessageAt, lastInboundAt } = record;
  const { lastMessageId, unreadCount, windowOpenedAt, entryPointUntil } = record;
  const openUntil = windowOpenedAt && new Date(windowOpenedAt.getTime() + SERVICE_WINDOW_MS);
  return make(Conversation, {
    [TYPE_NAME]: 'Conversation',
    id,
    phoneNumberId,
    contact: contactOf(contact, contact && { key: contact.key }),
    groupId: groupId ?? null,
    lastMessageAt,
    lastMessageId: lastMessageId ?? null,
    lastInboundAt: lastInboundAt ?? null,
    unreadCount: groupId === undefined ? unreadCount : null,
    serviceWindow: openUntil ? windowUntil(ServiceWindow, openUntil) : null,
    freeEntryPointWindow: entryPointUntil ? windowUntil(FreeEntryPointWindow, entryPointUntil) : null,
    serviceWindowExpiresAt: openUntil ?? null,
  });
}

export const ConversationConnection = connectionOf(() => Conversation, 'Conversation', 'conversations');
export const MessageConnection = connectionOf(() => Message, 'Message', 'messages');
