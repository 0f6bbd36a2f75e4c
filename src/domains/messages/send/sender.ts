import { carriedCallbackData } from '../../../common/callback-data';
import { type JsonObject, textOf } from '../../../common/json';
import type { Patience } from '../../../common/patience';
import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { gatewayError, invalidInput } from '../../graphql/user-error-of';
import { attempt, type Outcome } from './attempt';
import { toGraph } from './declare/to-graph';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage, SendResult } from './outgoing';
import { PRE_SEND_CHECKS } from './pre-send-checks';
import { readSendAnswer } from './send-answer';
import { SendMessageInput } from './send-message-input';
import { sentMessageOf } from './sent-message';
import { noteTemplateRefusal } from './template/fits-template';
import { noteOptOut } from './wants-marketing';

/** The first step of every send: the message as Meta takes it, or every rule that it breaks. */
export function prepare(input: SendMessageInput): Outcome<OutgoingMessage, UserError[]> {
  const { json: body, problems } = toGraph(SendMessageInput, input);
  if (problems.length > 0) return { ok: false, error: problems.map(invalidInput) };
  return { ok: true, value: { input, body } };
}

/** The second step: why the message is not sent now; nothing when it may leave. */
export function objections(
  message: OutgoingMessage,
  context: GatewayContext,
  checks = PRE_SEND_CHECKS,
): Objections {
  for (const [index, check] of checks.entries()) {
    const found = check(message, context);
    if (found instanceof Promise)
      return found.then((errors) =>
        errors.length > 0 ? errors : objections(message, context, checks.slice(index + 1)),
      );
    if (found.length > 0) return found;
  }
  return NO_OBJECTION;
}

/** How a message is handed over. */
export interface Delivery {
  /** Names the send in the statuses of its message. */
  correlationId?: string | undefined;
  /** Runs when the message is about to leave; what it throws is thrown on, and nothing is sent. */
  beforeLeaving?: () => Promise<void>;
  /** How long it waits for limits, where that is not the message's own to say. */
  patience?: Patience;
}

/** The last step: hands a message to Meta, once, and records what Meta took. */
export async function deliver(
  { input: { phoneNumberId, onLimit, maxWaitMs }, body: ownBody }: OutgoingMessage,
  context: GatewayContext,
  { correlationId, ...delivery }: Delivery,
): Promise<SendResult> {
  const { graph, history } = context;
  const path = `${phoneNumberId}/messages`;
  const body = correlated(ownBody, correlationId);
  const sent = await attempt('once', () =>
    graph.call({
      method: 'POST',
      path,
      body,
      safety: 'once',
      patience: { onLimit: onLimit ?? undefined, maxWaitMs: maxWaitMs ?? undefined },
      ...delivery,
    }),
  );
  if (!sent.ok) {
    await noteTemplateRefusal(sent.error, phoneNumberId, body, context);
    await noteOptOut(sent.error, phoneNumberId, ownBody, context);
    return { state: isRefusal(sent.error) ? 'REFUSED' : 'UNKNOWN', errors: [sent.error] };
  }
  const answer = readSendAnswer(sent.value);
  if (answer.messageId === undefined)
    return { state: 'UNKNOWN', errors: [gatewayError('SEND_UNKNOWN', NO_ID)] };
  const message = {
    ...sentMessageOf(answer.messageId, phoneNumberId, ownBody, answer),
    ...(await accountAmong(context, phoneNumberId)),
  };
  // Meta has the message: what the history makes of it (and reports itself) no longer changes the outcome.
  try {
    await history.recordSent(message);
  } catch {}
  return { state: 'ACCEPTED', message, answer };
}

/** Whose message it is, where the caller may see some accounts only: who it went to is told to these before Meta says so. */
async function accountAmong({ caller, ownership }: GatewayContext, phoneNumberId: string) {
  const accountId = caller.accounts && (await ownership.accountOf(phoneNumberId));
  return accountId !== undefined && { accountId };
}

const NO_ID =
  'Meta answered without the id of a message: it may have been delivered. Wait for its status before sending it again.';

/** Meta's errors that say something broke, and not whether before or after the message was taken. */
const FAULTS_OF_META: ReadonlySet<number | null> = new Set([1, 2, 131000, 131016, 133004]);

/** Whether an error proves that Meta has no message. */
function isRefusal({ code, metaCode, retryable }: UserError): boolean {
  if (code === 'SEND_UNKNOWN' || FAULTS_OF_META.has(metaCode)) return false;
  return code !== 'UNKNOWN' || !retryable;
}

function correlated(body: JsonObject, id: string | undefined): JsonObject {
  if (id === undefined) return body;
  const own = textOf(body.biz_opaque_callback_data);
  return { ...body, biz_opaque_callback_data: carriedCallbackData(id, own) };
}
