import type { Patience } from '../../../common/patience';
import type { NewSendAttempt, SendAttempt } from '../../../outbox/send-attempt';
import { fingerprintOf } from '../../../outbox/send-attempt-rows';
import type { SendAttempts } from '../../../outbox/send-attempts';
import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { gatewayError } from '../../graphql/user-error-of';
import { NEVER_LEFT } from './never-left';
import { type OutgoingMessage, refused, type SendResult } from './outgoing';
import { fromOwnNumber } from './pre-send-checks';
import type { SendAnswer } from './send-answer';
import type { SendOutcome } from './send-message';
import { deliver, objections } from './sender';
import { sentMessageOf } from './sent-message';

/**
 * Sends with an idempotency key. The key is on disk before the bytes leave, and only proof that Meta has no message
 * frees it again. A later call with the same key, on any replica, gets what is known of the first one.
 */
export async function sendOnce(
  idempotencyKey: string,
  message: OutgoingMessage,
  context: GatewayContext,
  patience?: Patience,
): Promise<SendOutcome> {
  const { caller, sendAttempts } = context;
  const known = await sendAttempts.byKey(caller.name, idempotencyKey);
  if (known && known.state !== 'REFUSED') {
    const refusal = await fromOwnNumber(message, context);
    return refusal.length > 0 ? { result: refused(...refusal) } : answerAgain(known, message, context);
  }
  const errors = await objections(message, context);
  if (errors.length > 0) return { result: refused(...errors) };
  const attempt: NewSendAttempt = {
    id: sendAttempts.newId(),
    caller: caller.name,
    idempotencyKey,
    phoneNumberId: message.input.phoneNumberId,
    payload: message.body,
  };
  const claim = new KeyClaim(attempt, sendAttempts);
  try {
    const delivered = await deliver(message, context, {
      correlationId: attempt.id,
      beforeLeaving: () => claim.make(),
      onLeaving: () => claim.leaves(),
      onUndone: () => claim.isUndone(),
      ...(patience && { patience }),
    });
    const result = claim.known(delivered);
    await claim.note(result);
    return { result, correlationId: attempt.id };
  } catch (error) {
    if (!(error instanceof NotClaimedError)) {
      await claim.note(claim.known({ state: 'UNKNOWN', errors: [] }));
      throw error;
    }
    return error.taken
      ? answerAgain(error.taken, message, context)
      : { result: refused(gatewayError('NOT_SENT', NOT_NOTED)) };
  }
}

const NOT_NOTED = 'The idempotency key could not be stored now. Nothing was sent.';

/** The key belongs to another send, or could not be stored, so nothing leaves. */
class NotClaimedError extends Error {
  constructor(readonly taken?: SendAttempt) {
    super('The key was not claimed.');
  }
}

/** The claim of a key, which is made when the message may leave, and its outcome. */
class KeyClaim {
  #isMade = false;
  #hasLeft = false;

  constructor(
    private readonly attempt: NewSendAttempt,
    private readonly attempts: SendAttempts,
  ) {}

  /** @throws NotClaimedError */
  async make(): Promise<void> {
    if (this.#isMade) return;
    const claim = await this.attempts.claim(this.attempt).catch(() => {
      throw new NotClaimedError();
    });
    if (!claim.isClaimed) throw new NotClaimedError(claim.attempt);
    this.#isMade = true;
  }

  /** The message leaves now. @throws when it must not. */
  leaves(): void {
    this.attempts.leaves(this.attempt.id);
    this.#hasLeft = true;
  }

  /** Meta refused it before doing anything: until it leaves again, it counts as never having left. */
  isUndone(): void {
    this.attempts.isUndone(this.attempt.id);
  }

  /** A result, corrected by what the claim knows: a message that never left is not in doubt. */
  known(result: SendResult): SendResult {
    return result.state === 'UNKNOWN' && !this.#hasLeft ? refused(NEVER_LEFT) : result;
  }

  /** Notes the result. One that cannot be noted counts as a lost answer later, and is settled by a status. */
  async note(result: SendResult): Promise<void> {
    if (this.#isMade) await note(this.attempt.id, result, this.attempts).catch(() => undefined);
  }
}

function note(id: string, result: SendResult, attempts: SendAttempts): Promise<void> {
  switch (result.state) {
    case 'ACCEPTED':
      return attempts.accept(id, result.answer);
    case 'REFUSED':
      return attempts.refuse(id, result.errors);
    case 'UNKNOWN':
      return attempts.doubt(id, result.errors);
  }
}

/** What is known of the send that has the key. Waits for it while it is under way. */
async function answerAgain(
  attempt: SendAttempt,
  { input, body }: OutgoingMessage,
  { sendAttempts, signal }: GatewayContext,
): Promise<SendOutcome> {
  const fingerprint = fingerprintOf({ phoneNumberId: input.phoneNumberId, payload: body });
  const known = await sendAttempts.outcomeOf(attempt, signal);
  if (known.fingerprint !== fingerprint) {
    const field = ['input', 'idempotencyKey'];
    return { result: refused(gatewayError('IDEMPOTENCY_KEY_REUSED', REUSED, { field })) };
  }
  return { result: resultOf(known), correlationId: known.id, isReplay: true };
}

const REUSED =
  'idempotencyKey stands for a message of other content that was sent within the last 24 hours. Nothing was sent: use a new key for a new message.';

/** What an attempt says of its send. */
export function resultOf(attempt: SendAttempt): SendResult {
  const { state, phoneNumberId, payload, startedAt } = attempt;
  const answer = answerIn(attempt);
  if (state === 'SENT' && answer.messageId !== undefined) {
    const message = sentMessageOf(answer.messageId, phoneNumberId, payload, answer, startedAt);
    return { state: 'ACCEPTED', message, answer };
  }
  const errors = errorsIn(attempt);
  if (state === 'REFUSED') return { state, errors };
  return { state: 'UNKNOWN', errors: errors.length > 0 ? errors : [gatewayError('SEND_UNKNOWN', LOST)] };
}

const LOST =
  'The answer to this send was lost: the message may have been delivered. It is not sent again; its status will tell.';

function answerIn({ answer = '{}' }: SendAttempt): SendAnswer {
  return JSON.parse(answer);
}

function errorsIn({ errors = '[]' }: SendAttempt): UserError[] {
  return JSON.parse(errors);
}
