import { broadcastCorrelationId } from '../../common/callback-data';
import type { BroadcastRecipient } from '../../outbox/broadcast';
import type { GatewayContext } from '../context';
import type { UserError } from '../graphql/user-error';
import { invalidInput } from '../graphql/user-error-of';
import { refused, type SendResult } from '../messages/send/outgoing';
import { type Delivery, deliver, objections, prepare } from '../messages/send/sender';
import { type BroadcastContent, compose } from './content';

/**
 * How long a message waits for limits before it is put back. A message that Meta refused for now is put back at once:
 * if the gateway were killed while it waits, nobody would know that Meta does not have it.
 */
const PATIENCE = { maxWaitMs: 60_000, priority: 'BULK' } as const;

/** After so long a wait, a message is checked again. */
const STALE_MS = 1_000;

/** While a message waited for limits, it turned out that it must not leave: the person stopped marketing, for example. */
class ObjectedError extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super('The message must not leave.');
  }
}

/** Sends a recipient of a broadcast what it says to them. */
export async function sendTo(
  recipient: BroadcastRecipient,
  content: BroadcastContent,
  context: GatewayContext,
  steps: Required<Pick<Delivery, 'beforeLeaving' | 'onLeaving'>>,
): Promise<SendResult> {
  const composed = compose(content, recipient);
  if (!composed.ok) {
    const message = `Nothing stands for ${composed.missing.join(', ')}.`;
    return refused(invalidInput({ field: ['input', 'recipients'], message }));
  }
  const prepared = prepare(composed.input);
  if (!prepared.ok) return refused(...prepared.error);
  const errors = await objections(prepared.value, context);
  if (errors.length > 0) return refused(...errors);

  const staleFrom = Date.now() + STALE_MS;
  const beforeLeaving = async () => {
    const late = Date.now() > staleFrom ? await objections(prepared.value, context) : [];
    if (late.length > 0) throw new ObjectedError(late);
    await steps.beforeLeaving();
  };
  const correlationId = broadcastCorrelationId(recipient);
  try {
    return await deliver(prepared.value, context, {
      correlationId,
      ...steps,
      beforeLeaving,
      patience: PATIENCE,
    });
  } catch (error) {
    if (error instanceof ObjectedError) return refused(...error.errors);
    throw error;
  }
}
