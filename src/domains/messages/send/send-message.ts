import { looksCarried, newCorrelationId } from '../../../common/callback-data';
import { textOf } from '../../../common/json';
import type { Patience } from '../../../common/patience';
import { DEFAULT_WAIT_MS } from '../../../limits/limiter';
import type { GatewayContext } from '../../context';
import { gatewayError } from '../../graphql/user-error-of';
import type { OutgoingMessage, SendResult } from './outgoing';
import { refused } from './outgoing';
import type { SendMessageInput } from './send-message-input';
import { sendOnce } from './send-once';
import { deliver, objections, prepare } from './sender';
import { MOST_MS, type Turn } from './turns';

/** What came of a send, and by what it is known. */
export interface SendOutcome {
  result: SendResult;
  /**
   * The id of the send in the statuses of its message; undefined where nothing was sent, or where it was sent without
   * one.
   */
  correlationId?: string | undefined;
  /** It is the answer to an earlier send with the same key. */
  isReplay?: boolean;
}

/** Sends one message for a caller: with an idempotency key at most once, whatever happens. */
export async function sendMessage(input: SendMessageInput, context: GatewayContext): Promise<SendOutcome> {
  const prepared = prepare(input);
  if (!prepared.ok) return { result: refused(...prepared.error) };
  const message = prepared.value;
  const turn = context.turns.enter(conversationOf(message));
  try {
    if (!turn.hasCome && context.turns.isFull) return { result: refused(TOO_MANY) };
    // The turn comes before the limits: a place that was taken from a limit and then held would pass unused, or be
    // used too late.
    const patience = turn.hasCome ? undefined : await patienceAfter(turn, input, context.signal);
    if (patience && context.signal.aborted) return { result: refused(gatewayError('NOT_SENT', GONE)) };
    if (input.idempotencyKey) return await sendOnce(input.idempotencyKey, message, context, patience);
    const found = objections(message, context);
    const errors = found instanceof Promise ? await found : found;
    if (errors.length > 0) return { result: refused(...errors) };
    return await sendTraceably(message, context, patience);
  } finally {
    turn.end();
  }
}

const TOO_MANY = gatewayError(
  'RATE_LIMITED',
  'As many messages as may wait for one before them to the same person wait already. Nothing was sent.',
  { policy: 'pair', retryAfterMs: 1_000 },
);
const GONE = 'The caller has gone while the message waited for its turn. Nothing was sent.';

/**
 * What is left of a caller's patience once its turn has come. A caller with more patience waits longer for its turn.
 */
async function patienceAfter(
  turn: Turn,
  { onLimit, maxWaitMs }: SendMessageInput,
  signal: AbortSignal,
): Promise<Patience> {
  const since = performance.now();
  const mostMs = maxWaitMs ?? DEFAULT_WAIT_MS;
  await turn.comes(Math.max(MOST_MS, mostMs), signal);
  return {
    onLimit: onLimit ?? undefined,
    maxWaitMs: Math.max(0, mostMs - (performance.now() - since)),
  };
}

/** The number and the person of a message: between the two the order of messages matters. */
function conversationOf({ input: { phoneNumberId, to, recipient, groupId } }: OutgoingMessage): string {
  return `${phoneNumberId} ${groupId ?? recipient ?? to?.replaceAll(/\D/g, '')}`;
}

/**
 * Sends without a key. Nothing is noted before the send, since that would cost a wait for the disk. Only when the
 * answer is lost the send is noted, so that a status can still settle it. A caller's own callback data is left as it
 * is; the caller can trace the message by it.
 */
async function sendTraceably(
  message: OutgoingMessage,
  context: GatewayContext,
  patience: Patience | undefined,
): Promise<SendOutcome> {
  const own = textOf(message.body.biz_opaque_callback_data);
  const isTrace = own !== undefined && !looksCarried(own);
  const correlationId = isTrace ? undefined : newCorrelationId();
  const place = context.log.known;
  const result = await deliver(message, context, { correlationId, ...(patience && { patience }) });
  if (correlationId === undefined || result.state !== 'UNKNOWN') return { result };
  const { caller, sendAttempts } = context;
  const { phoneNumberId } = message.input;
  const attempt = { id: correlationId, caller: caller.name, phoneNumberId, payload: message.body };
  // That it cannot be noted does not change the outcome.
  await sendAttempts.doubted(attempt, result.errors, place).catch(() => undefined);
  return { result, correlationId };
}
