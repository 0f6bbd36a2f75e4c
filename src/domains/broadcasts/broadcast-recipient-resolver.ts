import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context';
import { Message, messageOf } from '../messages/message';
import { findMessage } from '../messages/message-access';
import { BroadcastRecipient } from './broadcast-recipient';

/** What leads from a recipient to their message. */
@Resolver(() => BroadcastRecipient)
export class BroadcastRecipientResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message, once Meta has it: what it says and what has become of it since.',
  })
  async message(
    @Root() { messageId }: BroadcastRecipient,
    @Ctx() context: GatewayContext,
  ): Promise<Message | null> {
    const record = messageId === null ? null : await findMessage(context, messageId);
    return record && messageOf(record);
  }
}
