import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { gatewayError } from '../../graphql/user-error-of';
import { addresseeOf } from './addressee';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage } from './outgoing';

/**
 * Everything but templates and Direct Send needs an open customer service window, also reactions. A message is
 * refused only when the history proves that the window is closed; otherwise Meta decides.
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
