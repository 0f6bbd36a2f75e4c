import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { readOpenEnum } from '../../../planner/open-enum';
import type { GatewayContext } from '../../context';
import { gatewayError, invalidInput } from '../../graphql/user-error-of';
import { messageOf } from '../message';
import { attempt } from './attempt';
import { toGraph } from './declare/to-graph';
import { readSendAnswer } from './send-answer';
import { SendMessageInput } from './send-message-input';
import { notAccepted, SendMessagePayload, SendStatus } from './send-message-payload';
import { recordOf, sentMessageOf } from './sent-message';

const statusOf = readOpenEnum(SendStatus);

@Resolver()
export class SendMessageResolver {
  @Authorized('messages:send')
  @Mutation(() => SendMessagePayload, {
    description:
      'Sends a message (`POST /{phone-number-id}/messages`). Its content is checked against the limits that Meta ' +
      'documents before anything is sent; all problems are reported together. Needs the scope `messages:send`.',
  })
  async sendMessage(
    @Arg('input', () => SendMessageInput, { description: 'To whom, what, and how.' }) input: SendMessageInput,
    @Ctx() { graph, ownership, history }: GatewayContext,
  ): Promise<SendMessagePayload> {
    const { json: body, problems } = toGraph(SendMessageInput, input);
    if (problems.length > 0) return notAccepted(problems.map(invalidInput));

    const owned = await attempt('read', () => ownership.assertPhoneNumber(input.phoneNumberId));
    if (!owned.ok) return notAccepted([owned.error]);

    const sent = await attempt('once', () =>
      graph.call({ method: 'POST', path: `${input.phoneNumberId}/messages`, body, safety: 'once' }),
    );
    if (!sent.ok) return notAccepted([sent.error]);

    const answer = readSendAnswer(sent.value);
    if (answer.messageId === undefined) return notAccepted([gatewayError('SEND_UNKNOWN', NO_ID)]);

    const message = sentMessageOf(answer.messageId, input, body, answer);
    // Meta has the message: what the history makes of it (and reports itself) no longer changes the outcome.
    await history.recordSent(message).catch(() => undefined);
    return {
      message: messageOf(recordOf(message)),
      messageStatus: answer.status === undefined ? null : statusOf(answer.status),
      messageStatusRaw: answer.status ?? null,
      recipientInput: answer.input ?? null,
      recipientWaId: answer.waId ?? null,
      recipientUserId: answer.userId ?? null,
      userErrors: [],
    };
  }
}

const NO_ID =
  'Meta answered without the id of a message: it may have been delivered. Wait for its status before sending it again.';
