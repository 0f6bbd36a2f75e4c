import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { MetaNeeds } from '../../planner/declare';
import type { GatewayContext } from '../context';
import { type Connection, PageArgs } from '../graphql/connection';
import { Consumes } from '../graphql/consumes';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { Conversation, ConversationConnection, conversationOf, MessageConnection } from './conversation';
import { findConversation } from './find-conversation';
import { historyConnection } from './history-page';
import { Message, messageOf } from './message';
import { loadMessageRecord } from './message-loader';
import { relatedNode } from './related-node';

/** The query for a conversation, and what leads on from it. */
@Resolver(() => Conversation)
export class ConversationResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => Conversation, {
    nullable: true,
    description:
      'A conversation of the stored history by its id. Needs the scope `accounts:read`. Error: NOT_FOUND, for those of others too.',
  })
  conversation(
    @Arg('id', () => ID, { description: 'The id, from `PhoneNumber.conversations`.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Conversation> {
    return findConversation(context, id);
  }

  @FieldResolver(() => PhoneNumber, { nullable: true, description: 'The business phone number in it.' })
  phoneNumber(
    @Root() conversation: Conversation,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): JsonObject | Promise<JsonObject> | null {
    return relatedNode(context, conversation.phoneNumberId, info);
  }

  @Authorized('accounts:read')
  @FieldResolver(() => Message, {
    nullable: true,
    description: 'Its last message, either way. Null where only calls are known.',
  })
  async lastMessage(
    @Root() { lastMessageId }: Conversation,
    @Ctx() { history }: GatewayContext,
  ): Promise<Message | null> {
    const record = lastMessageId === null ? undefined : await loadMessageRecord(history, lastMessageId);
    return record ? messageOf(record) : null;
  }

  @Authorized('accounts:read')
  @FieldResolver(() => MessageConnection, {
    description: 'Its messages, newest first. Errors: BAD_USER_INPUT.',
  })
  messages(
    @Root() conversation: Conversation,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { history, log }: GatewayContext,
  ): Promise<Connection<Message>> {
    return historyConnection(
      log,
      page,
      (request) => history.conversationMessages(conversation.id, request),
      messageOf,
    );
  }
}

/** What leads from a phone number to its conversations. */
@Resolver(() => PhoneNumber)
export class PhoneNumberConversationsResolver {
  @MetaNeeds('id')
  @Authorized('accounts:read')
  @FieldResolver(() => ConversationConnection, {
    description:
      'Its conversations in the stored history, the one with the newest message first. Costs no request to Meta. Errors: BAD_USER_INPUT.',
  })
  conversations(
    @Root() { id }: PhoneNumber,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { history, log }: GatewayContext,
  ): Promise<Connection<Conversation>> {
    return historyConnection(log, page, (request) => history.conversations(id, request), conversationOf);
  }
}
