import type { GatewayContext } from '../../context';
import { gatewayError, invalidInput } from '../../graphql/user-error-of';
import { attempt } from './attempt';
import { toGraph } from './declare/to-graph';
import { type OutgoingMessage, refused, type SendResult } from './outgoing';
import { PRE_SEND_CHECKS } from './pre-send-checks';
import { readSendAnswer } from './send-answer';
import { SendMessageInput } from './send-message-input';
import { sentMessageOf } from './sent-message';

/** The one way of a message to Meta, whoever sends it: its rules, the checks, the call, the record. */
export async function sendMessage(input: SendMessageInput, context: GatewayContext): Promise<SendResult> {
  const { json: body, problems } = toGraph(SendMessageInput, input);
  if (problems.length > 0) return refused(...problems.map(invalidInput));
  const message = { input, body };
  for (const check of PRE_SEND_CHECKS) {
    const errors = await check(message, context);
    if (errors.length > 0) return refused(...errors);
  }
  return callMeta(message, context);
}

/** Hands a message to Meta, once, and records what Meta took. */
async function callMeta(
  { input, body }: OutgoingMessage,
  { graph, history }: GatewayContext,
): Promise<SendResult> {
  const sent = await attempt('once', () =>
    graph.call({ method: 'POST', path: `${input.phoneNumberId}/messages`, body, safety: 'once' }),
  );
  if (!sent.ok) {
    return sent.error.code === 'SEND_UNKNOWN'
      ? { state: 'UNKNOWN', errors: [sent.error] }
      : refused(sent.error);
  }
  const answer = readSendAnswer(sent.value);
  if (answer.messageId === undefined)
    return { state: 'UNKNOWN', errors: [gatewayError('SEND_UNKNOWN', NO_ID)] };
  const message = sentMessageOf(answer.messageId, input, body, answer);
  // Meta has the message: what the history makes of it (and reports itself) no longer changes the outcome.
  await history.recordSent(message).catch(() => undefined);
  return { state: 'ACCEPTED', message, answer };
}

const NO_ID =
  'Meta answered without the id of a message: it may have been delivered. Wait for its status before sending it again.';
