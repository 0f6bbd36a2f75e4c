import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { attempt } from './attempt';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage } from './outgoing';
import { insideServiceWindow } from './service-window';
import { fitsTemplate } from './template/fits-template';
import { wantsMarketing } from './wants-marketing';

/**
 * Looks at a message before it is sent, without sending anything: says what keeps it from being sent. What a check
 * cannot find out it lets pass, since Meta knows better. Errors that nobody can act on are thrown.
 */
export type PreSendCheck = (message: OutgoingMessage, context: GatewayContext) => Objections;

/** Those that say the same whoever the message goes to. */
export const CHECKS_OF_CONTENT: readonly PreSendCheck[] = [fromOwnNumber, fitsTemplate];

/** In the order in which they run. The first that finds something ends it: whose number it is comes before all else. */
export const PRE_SEND_CHECKS: readonly PreSendCheck[] = [
  ...CHECKS_OF_CONTENT,
  insideServiceWindow,
  wantsMarketing,
];

function fromOwnNumber({ input }: OutgoingMessage, { ownership }: GatewayContext): Objections {
  const asserted = ownership.assertPhoneNumber(input.phoneNumberId);
  return asserted ? refusalOf(asserted) : NO_OBJECTION;
}

async function refusalOf(asserted: Promise<void>): Promise<UserError[]> {
  const owned = await attempt('read', () => asserted);
  return owned.ok ? [] : [owned.error];
}
