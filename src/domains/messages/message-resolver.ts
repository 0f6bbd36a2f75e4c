import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { WhatsAppBusinessAccount } from '../accounts/whatsapp-business-account';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { Message, messageOf } from './message';
import { assertMessage, findMessage } from './message-access';
import { MessageContext } from './message-context';
import { relatedNode } from './related-node';

type Found = JsonObject | Promise<JsonObject> | null;

/** The query for a message, and what leads from a message to other nodes. */
@Resolver(() => Message)
export class MessageResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => Message, {
    nullable: true,
    description:
      'A message of the stored history, by its wamid. Needs the scope `accounts:read`. Error: NOT_FOUND, for those of others too.',
  })
  async message(
    @Arg('id', () => ID, { description: 'The wamid.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Message> {
    return messageOf(await assertMessage(context, id));
  }

  @FieldResolver(() => PhoneNumber, {
    nullable: true,
    description: 'The business phone number it came to or went from, where known.',
  })
  phoneNumber(
    @Root() message: Message,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Found {
    return relatedNode(context, message.phoneNumberId, info);
  }

  @FieldResolver(() => WhatsAppBusinessAccount, {
    nullable: true,
    description: 'The account (WABA) it belongs to, where known.',
  })
  account(@Root() message: Message, @Ctx() context: GatewayContext, @Info() info: GraphQLResolveInfo): Found {
    return relatedNode(context, message.accountId, info);
  }
}

/** What leads from a reply to the message it replies to. */
@Resolver(() => MessageContext)
export class MessageContextResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message that this one replies to, where the stored history has it.',
  })
  async message(
    @Root() { messageId }: MessageContext,
    @Ctx() context: GatewayContext,
  ): Promise<Message | null> {
    const record = messageId === null ? null : await findMessage(context, messageId);
    return record && messageOf(record);
  }
}
