import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { WhatsAppBusinessAccount } from '../accounts/whatsapp-business-account';
import type { GatewayContext } from '../context';
import { Flow } from '../flows/flow';
import { Message, messageOf } from '../messages/message';
import { findMessage } from '../messages/message-access';
import { relatedNode } from '../messages/related-node';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { MessageTemplate } from '../templates/message-template';
import { EventType } from './event';
import { FlowUpdated } from './flows/flow-updated';
import { MessageStatusUpdated } from './message-status-updated';
import { namedPhoneNumber } from './phone-numbers/named-phone-number';
import { PhoneNumberEvent } from './phone-numbers/phone-number-event';
import { TemplateEvent } from './templates/template-event';

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
    description:
      'The business phone number it is about, read from Meta. Some events name it as it is written only: then it is looked ' +
      'for among the first 100 numbers of the account.',
  })
  phoneNumber(
    @Root() event: EventType,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Found | Promise<Found> {
    if (event.phoneNumberId !== null || !(event instanceof PhoneNumberEvent)) {
      return relatedNode(context, event.phoneNumberId, info);
    }
    return namedPhoneNumber(context.graph, event.accountId, event.displayPhoneNumber).then((id) =>
      relatedNode(context, id, info),
    );
  }
}

/** What leads from an event of a template to the template. */
@Resolver(() => TemplateEvent)
export class TemplateEventResolver {
  @FieldResolver(() => MessageTemplate, {
    nullable: true,
    description: 'The template as it is now, read from Meta. An error when it was deleted.',
  })
  template(
    @Root() event: TemplateEvent,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Found {
    return relatedNode(context, event.templateId, info);
  }
}

/** What leads from an event of a Flow to the Flow. */
@Resolver(() => FlowUpdated)
export class FlowUpdatedResolver {
  @FieldResolver(() => Flow, {
    nullable: true,
    description: 'The Flow as it is now, read from Meta.',
  })
  flow(@Root() event: FlowUpdated, @Ctx() context: GatewayContext, @Info() info: GraphQLResolveInfo): Found {
    return relatedNode(context, event.flowId, info);
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
