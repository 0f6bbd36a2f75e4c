import { isObject, type JsonObject } from '../../../../common/json';
import type { GatewayContext } from '../../../context';
import type { UserError } from '../../../graphql/user-error';
import { foreseenError, invalidInput } from '../../../graphql/user-error-of';
import { NO_OBJECTION, type Objections } from '../objections';
import type { OutgoingMessage } from '../outgoing';
import type { SendMessageInput } from '../send-message-input';

const INSIDE = ['input', 'content', 'template'];

/** Meta's code for one-time codes to somebody who is named by a business-scoped user id. */
const NOT_FOR_USER_IDS = 131062;

/** Compares a message with the definition of its template; without a call, if the definition is known. */
export function fitsTemplate({ input, body }: OutgoingMessage, context: GatewayContext): Objections {
  return isObject(body.template) ? misfits(input, body.template, context) : NO_OBJECTION;
}

async function misfits(
  input: SendMessageInput,
  message: JsonObject,
  { ownership, templates }: GatewayContext,
): Promise<readonly UserError[]> {
  const accountId = await ownership.accountOf(input.phoneNumberId);
  if (accountId === undefined) return [];
  const { problems, template } = await templates.check(accountId, message);
  const errors = problems.map(({ metaCode, message: text, at }) =>
    foreseenError(metaCode, text, [...INSIDE, ...at]),
  );
  if (template?.category === 'AUTHENTICATION' && input.recipient && !input.to) {
    errors.push(foreseenError(NOT_FOR_USER_IDS, ONE_TIME_CODE, ['input', 'recipient']));
  }
  if (template?.category === 'AUTHENTICATION' && input.groupId) {
    errors.push(invalidInput({ field: ['input', 'groupId'], message: NOT_FOR_GROUPS }));
  }
  return errors;
}

/** Meta refused a template message that fitted the definition, so the definition is out of date. */
export async function noteTemplateRefusal(
  { category }: UserError,
  phoneNumberId: string,
  { template }: JsonObject,
  { ownership, templates }: GatewayContext,
): Promise<void> {
  if (category !== 'TEMPLATE' || !isObject(template)) return;
  const accountId = await ownership.accountOf(phoneNumberId);
  if (accountId !== undefined) templates.forget(accountId, template);
}

const NOT_FOR_GROUPS =
  'Templates of the category AUTHENTICATION go to single persons only; give to instead of groupId.';

const ONE_TIME_CODE =
  'Templates of the category AUTHENTICATION go to phone numbers only; give to instead of recipient.';
