import type { GatewayContext } from '../../context';
import type { UserError } from '../../graphql/user-error';
import { attempt } from './attempt';
import { NO_OBJECTION, type Objections } from './objections';
import type { OutgoingMessage } from './outgoing';
import { insideServiceWindow } from './service-window';
import { fitsTemplate } from './template/fits-template';
import { wantsMarketing } from './wants-marketing';

/**
 * Checks a message before it is sent, and says why it must not be. A check lets pass what it cannot find out, since
 * Meta has the last word. Errors that no caller can act on are thrown.
 */
export type PreSendCheck = (message: OutgoingMessage, context: GatewayContext) => Objections;

/** The checks whose result does not depend on the recipient. */
export const CHECKS_OF_CONTENT: readonly PreSendCheck[] = [fromOwnNumber, fitsTemplate];

/**
 * In the order in which they run; the first that finds something ends it. Whether the caller may use the number comes
 * first.
 */
export const PRE_SEND_CHECKS: readonly PreSendCheck[] = [
  ...CHECKS_OF_CONTENT,
  insideServiceWindow,
  wantsMarketing,
];

/** Whether the caller may send from the number. */
export function fromOwnNumber({ input }: OutgoingMessage, { ownership }: GatewayContext): Objections {
  const asserted = ownership.assertPhoneNumber(input.phoneNumberId);
  return asserted ? refusalOf(asserted) : NO_OBJECTION;
}

async function refusalOf(asserted: Promise<void>): Promise<UserError[]> {
  const owned = await attempt('read', () => asserted);
  return owned.ok ? [] : [owned.error];
}
