import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { WhatsAppBusinessAccount } from '../accounts/whatsapp-business-account';
import type { GatewayContext } from '../context';
import { Message, messageOf } from '../messages/message';
import { findMessage } from '../messages/message-access';
import { relatedNode } from '../messages/related-node';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { EventType } from './event';
import { MessageStatusUpdated } from './message-status-updated';

type Found = JsonObject | Promise<JsonObject> | null;

/** What leads from any event to other nodes. */
@Resolver(() => EventType)
export class EventFieldsResolver {
  @FieldResolver(() => WhatsAppBusinessAccount, {
    nullable: true,
    description: 'The account (WABA) it belongs to, read from Meta.',
  })
  account(@Root() event: EventType, @Ctx() context: GatewayContext, @Info() info: GraphQLResolveInfo): Found {
    return relatedNode(context, event.accountId, info);
  }

  @FieldResolver(() => PhoneNumber, {
    nullable: true,
    description: 'The business phone number it is about, read from Meta.',
  })
  phoneNumber(
    @Root() event: EventType,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Found {
    return relatedNode(context, event.phoneNumberId, info);
  }
}

/** What leads from a status to its message. */
@Resolver(() => MessageStatusUpdated)
export class MessageStatusUpdatedResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message with its whole timeline, from the stored history.',
  })
  async message(
    @Root() event: MessageStatusUpdated,
    @Ctx() context: GatewayContext,
  ): Promise<Message | null> {
    const record = await findMessage(context, event.messageId);
    return record && messageOf(record);
  }
}
