import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { gatewayError } from '../../graphql/user-error-of';
import { addresseeOf } from './addressee';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage } from './outgoing';

/**
 * Everything but a template needs an open customer service window, reactions too; Direct Send does not. Refused is only
 * what the history proves to be outside of it: where nobody can tell, Meta decides.
 */
export function insideServiceWindow({ input }: OutgoingMessage, { history }: GatewayContext): Objections {
  const to = addresseeOf(input);
  if (!to || input.force || input.content.template || input.category) return NO_OBJECTION;
  const closed = history.windowClosedAt(to, new Date());
  return closed ? refusalOf(closed) : NO_OBJECTION;
}

async function refusalOf(closed: Promise<Date | undefined>): Promise<readonly UserError[]> {
  const closedAt = await closed.catch(() => undefined);
  if (!closedAt) return NO_OBJECTION;
  const message =
    `The customer service window closed at ${closedAt.toISOString()}, 24 hours after the customer last wrote or called. ` +
    'Send a template, or give `force: true` to let Meta decide.';
  return [gatewayError('OUTSIDE_SERVICE_WINDOW', message, { field: ['input', 'content'] })];
}
