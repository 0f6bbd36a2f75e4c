import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { InvalidInputError } from '../../../common/errors';
import type { SentMessage } from '../../../history/types';
import type { GatewayContext } from '../../context';
import { Consumes, OF_MESSAGES } from '../../graphql/consumes';
import { Direct } from '../../graphql/direct';
import { type Message, messageOf } from '../message';
import { isOwned } from '../message-access';
import { loadMessageRecord } from '../message-loader';
import { SendAttempt, sendAttemptOf } from './send-attempt';
import { sendMessage } from './send-message';
import { SendMessageInput } from './send-message-input';
import { notAccepted, payloadOf, SendMessagePayload } from './send-message-payload';
import { resultOf } from './send-once';
import { recordOf } from './sent-message';

@Resolver()
export class SendMessageResolver {
  @Direct('messages:send', send)
  @Consumes(...OF_MESSAGES, 'managementCalls')
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
    return send(input, context);
  }

  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Query(() => SendAttempt, {
    nullable: true,
    description:
      'What is known of a send of the caller: by its idempotency key within 24 hours, or by its correlation id. Null ' +
      'when there is none: nothing was sent with the key, or it was too long ago. Needs the scope `messages:send`. Errors: BAD_USER_INPUT.',
  })
  async sendAttempt(
    @Arg('idempotencyKey', () => ID, { nullable: true, description: 'The key it was sent with.' })
    idempotencyKey: string | null | undefined,
    @Arg('correlationId', () => ID, {
      nullable: true,
      description: 'Its correlation id. One of the two is given.',
    })
    correlationId: string | null | undefined,
    @Ctx() context: GatewayContext,
  ): Promise<SendAttempt | null> {
    const { caller, sendAttempts } = context;
    if (!idempotencyKey && !correlationId) {
      throw new InvalidInputError(
        'idempotencyKey',
        'is not given, nor is `correlationId`',
        'Give one of the two, as the send had it.',
      );
    }
    const attempt = idempotencyKey
      ? await sendAttempts.byKey(caller.name, idempotencyKey)
      : await sendAttempts.byId(correlationId ?? '');
    if (attempt?.caller !== caller.name) return null;
    // Tokens for several businesses may have one subject, so one name.
    if (!(await isOwned(context, { phoneNumberId: attempt.phoneNumberId }))) return null;
    if (idempotencyKey && correlationId && attempt.id !== correlationId) return null;
    const result = resultOf(attempt);
    if (result.state === 'ACCEPTED')
      return sendAttemptOf(attempt, await storedMessage(result.message, context), []);
    return sendAttemptOf(attempt, null, attempt.state === 'SENDING' ? [] : result.errors);
  }
}

async function send(input: SendMessageInput, context: GatewayContext): Promise<SendMessagePayload> {
  const outcome = await sendMessage(input, context);
  const { result, isReplay } = outcome;
  if (result.state !== 'ACCEPTED') return notAccepted(outcome, result.errors);
  const { message, answer } = result;
  const shown = isReplay ? await storedMessage(message, context) : messageOf(recordOf(message));
  return payloadOf(outcome, shown, answer);
}

/** The message as the history has it by now. */
async function storedMessage(sent: SentMessage, { history }: GatewayContext): Promise<Message> {
  return messageOf((await loadMessageRecord(history, sent.id)) ?? recordOf(sent));
}
