import type { JsonObject } from '../../../common/json';
import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { foreseenError } from '../../graphql/user-error-of';
import { addresseeOf } from './addressee';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage } from './outgoing';
import type { SendMessageInput } from './send-message-input';
import { handedOver } from './sent-message';
import { templateCategoryOf } from './template/template-category';

/** Meta's code of what fails for it: `MARKETING_OPTED_OUT`. */
const OPTED_OUT = 131050;

/** Refuses marketing to a person who has stopped it. A template whose category is not known now is left to Meta. */
export function wantsMarketing({ input }: OutgoingMessage, context: GatewayContext): Objections {
  return input.content.template && !input.force ? refusalOf(input, context) : NO_OBJECTION;
}

async function refusalOf(input: SendMessageInput, context: GatewayContext): Promise<readonly UserError[]> {
  const to = addresseeOf(input);
  if (!to || (await templateCategoryOf(input, context)) !== 'MARKETING') return [];
  const since = await context.history.marketingOptedOutSince(to).catch(() => undefined);
  if (!since) return [];
  const message =
    `The person stopped the marketing messages of this number on ${since.toISOString()}. ` +
    'Send them none until they resume, or give `force: true` to let Meta decide.';
  return [foreseenError(OPTED_OUT, message, ['input', input.to ? 'to' : 'recipient'])];
}

/**
 * Meta refused a message because the person has stopped marketing. This is recorded, so that the next one is not
 * tried.
 */
export async function noteOptOut(
  { metaCode }: UserError,
  phoneNumberId: string,
  body: JsonObject,
  { history, ownership }: GatewayContext,
): Promise<void> {
  if (metaCode !== OPTED_OUT) return;
  const accountId = await ownership.accountOf(phoneNumberId);
  const message = { ...handedOver(phoneNumberId, body), ...(accountId !== undefined && { accountId }) };
  // That it cannot be recorded does not change the outcome.
  await history.recordRefused({ message, metaCode }).catch(() => undefined);
}
