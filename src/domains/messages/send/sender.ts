import { carriedCallbackData } from '../../../common/callback-data';
import { type JsonObject, textOf } from '../../../common/json';
import type { Patience } from '../../../common/patience';
import { FAULTS_OF_META } from '../../../graph/proof';
import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { gatewayError, invalidInput } from '../../graphql/user-error-of';
import { aboutNumber, attempt, type Outcome } from './attempt';
import { toGraph } from './declare/to-graph';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage, SendResult } from './outgoing';
import { PRE_SEND_CHECKS } from './pre-send-checks';
import { readSendAnswer } from './send-answer';
import { SendMessageInput } from './send-message-input';
import { sentMessageOf } from './sent-message';
import { noteTemplateRefusal } from './template/fits-template';
import { templateCategoryOf } from './template/template-category';
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
  /** Runs in the moment in which the message leaves. */
  onLeaving?: () => void;
  /** Runs when Meta has refused the message for now: it may wait to be sent again after that. */
  onUndone?: () => void;
  /** How long it waits for limits, where the message itself does not say so. */
  patience?: Patience;
}

/** The last step: hands a message to Meta, once, and records what Meta took. */
export async function deliver(
  { input, body }: OutgoingMessage,
  context: GatewayContext,
  { correlationId, beforeLeaving, onLeaving, onUndone, patience }: Delivery,
): Promise<SendResult> {
  const { graph, history, caller, ownership, limits } = context;
  const { phoneNumberId, onLimit, maxWaitMs } = input;
  const json = JSON.stringify(body);
  const isTemplate = input.content.template != null;
  // The call does not contain the category of the template.
  const isMarketing = isTemplate && limits && (await templateCategoryOf(input, context)) === 'MARKETING';
  const sent = await attempt('once', () =>
    graph.call({
      method: 'POST',
      path: `${phoneNumberId}/messages`,
      body,
      json: correlated(body, json, correlationId),
      safety: 'once',
      isMarketing,
      patience: patience ?? { onLimit: onLimit ?? undefined, maxWaitMs: maxWaitMs ?? undefined },
      beforeLeaving,
      onLeaving,
      onUndone,
    }),
  );
  if (!sent.ok) {
    await noteTemplateRefusal(sent.error, phoneNumberId, body, context);
    await noteOptOut(sent.error, phoneNumberId, body, context);
    return { state: isRefusal(sent.error) ? 'REFUSED' : 'UNKNOWN', errors: [aboutNumber(sent.error)] };
  }
  const answer = readSendAnswer(sent.value);
  if (answer.messageId === undefined)
    return { state: 'UNKNOWN', errors: [gatewayError('SEND_UNKNOWN', NO_ID)] };
  const message = sentMessageOf(answer.messageId, phoneNumberId, body, answer);
  if (caller.accounts) {
    // The account is recorded at once, so that callers restricted to some accounts see whom the message went to
    // before Meta's first status names the account.
    const accountId = await ownership.accountOf(phoneNumberId);
    if (accountId !== undefined) message.accountId = accountId;
  }
  // Meta has the message, so a failure of the history (which reports it itself) does not change the outcome.
  try {
    await history.recordSent(message, json);
  } catch {}
  return { state: 'ACCEPTED', message, answer };
}

const NO_ID =
  'Meta answered without the id of a message: it may have been delivered. Wait for its status before sending it again.';

/** Whether an error proves that Meta has no message. */
function isRefusal({ code, metaCode }: UserError): boolean {
  return code !== 'SEND_UNKNOWN' && !FAULTS_OF_META.has(metaCode);
}

/**
 * The JSON of the message as it leaves, with the callback data for its statuses added as text, so that the rest is
 * serialised only once.
 */
function correlated(body: JsonObject, json: string, id: string | undefined): string {
  if (id === undefined) return json;
  const own = textOf(body.biz_opaque_callback_data);
  const data = carriedCallbackData(id, own);
  if (own !== undefined) return JSON.stringify({ ...body, biz_opaque_callback_data: data });
  return `${json.slice(0, -1)},"biz_opaque_callback_data":${JSON.stringify(data)}}`;
}
