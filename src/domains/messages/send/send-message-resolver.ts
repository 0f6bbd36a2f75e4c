import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../../context';
import { SendMessageInput } from './send-message-input';
import { payloadOf, SendMessagePayload } from './send-message-payload';
import { sendMessage } from './sender';

@Resolver()
export class SendMessageResolver {
  @Authorized('messages:send')
  @Mutation(() => SendMessagePayload, {
    description:
      'Sends a message (`POST /{phone-number-id}/messages`). Before anything is sent its content is checked against the ' +
      'limits that Meta documents, and a template against its definition; all problems are reported together. Needs ' +
      'the scope `messages:send`.',
  })
  async sendMessage(
    @Arg('input', () => SendMessageInput, { description: 'To whom, what, and how.' }) input: SendMessageInput,
    @Ctx() context: GatewayContext,
  ): Promise<SendMessagePayload> {
    return payloadOf(await sendMessage(input, context));
  }
}
