import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_OWN_CHARS } from '../../common/callback-data';
import type { Recipient } from '../../outbox/broadcast';
import type { GatewayContext } from '../context';
import type { UserError } from '../graphql/user-error';
import { invalidInput } from '../graphql/user-error-of';
import { lengthOf } from '../messages/send/declare/limits';
import { CHECKS_OF_CONTENT } from '../messages/send/pre-send-checks';
import { objections, prepare } from '../messages/send/sender';
import { type BroadcastContent, compose } from './content';

/** Further mistakes are only counted: so many are usually the same one. */
const MOST_TOLD = 100;
/** How many are looked at before other work has its turn. */
const AT_A_TIME = 100;

/** What is wrong with the recipients of a broadcast, or with the messages made for them. */
export interface RecipientFaults {
  /** How many recipients have a fault. */
  count: number;
  /** Of the first of them. */
  errors: UserError[];
}

/** Composes and checks every message of a broadcast, as it will be sent. */
export async function faultsOf(
  content: BroadcastContent,
  recipients: AsyncIterable<Recipient>,
  isInline: boolean,
): Promise<RecipientFaults> {
  const faults: RecipientFaults = { count: 0, errors: [] };
  let position = 0;
  for await (const recipient of recipients) {
    position += 1;
    const errors = faultsOfOne(content, recipient, position, isInline);
    if (errors.length > 0) faults.count += 1;
    faults.errors.push(...errors.slice(0, MOST_TOLD - faults.errors.length));
    if (position % AT_A_TIME === 0) await nextTurn();
  }
  return faults;
}

function faultsOfOne(
  content: BroadcastContent,
  recipient: Recipient,
  position: number,
  isInline: boolean,
): UserError[] {
  const place = isInline ? ['input', 'recipients', String(position - 1)] : ['input', 'recipientListId'];
  const composed = compose(content, recipient);
  if (!composed.ok) {
    const missing = composed.missing.map((name) => `{{${name}}}`).join(', ');
    const message = `Recipient ${position} has no parameter for ${missing}, which the content names. Give one, or take it out of the content.`;
    return [invalidInput({ field: isInline ? [...place, 'parameters'] : place, message })];
  }
  const length = lengthOf(recipient.bizOpaqueCallbackData ?? '');
  if (length > MAX_OWN_CHARS) {
    const message = `Recipient ${position} has ${length} characters of bizOpaqueCallbackData; in a broadcast ${MAX_OWN_CHARS} are left of Meta's 512. Shorten it by ${length - MAX_OWN_CHARS}.`;
    return [invalidInput({ field: isInline ? [...place, 'bizOpaqueCallbackData'] : place, message })];
  }
  const prepared = prepare(composed.input);
  if (prepared.ok) return [];
  return prepared.error.map((error) => ({
    ...error,
    field: isInline ? placeOf(error.field ?? [], place) : place,
    message: `Recipient ${position}: ${error.message}`,
  }));
}

/** A mistake in a field of the recipient is reported there; any other is in the content, which all recipients share. */
function placeOf(field: string[], place: string[]): string[] {
  const [, name = ''] = field;
  return ['to', 'recipient', 'bizOpaqueCallbackData'].includes(name) || field.length < 2
    ? [...place, ...field.slice(1)]
    : field;
}

/** Reasons against the message that do not depend on the recipient, such as the number or the template. */
export async function objectionsTo(
  content: BroadcastContent,
  recipient: Recipient,
  context: GatewayContext,
): Promise<readonly UserError[]> {
  const composed = compose(content, recipient);
  const prepared = composed.ok ? prepare(composed.input) : composed;
  return prepared.ok && 'value' in prepared ? objections(prepared.value, context, CHECKS_OF_CONTENT) : [];
}
