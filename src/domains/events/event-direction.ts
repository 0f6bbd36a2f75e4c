import { objectOf, textOf } from '../../common/json';
import { contactIdentifier } from '../../events/people';
import type { StoredEvent } from '../../events/types';
import type { MessageDirection } from '../../history/types';
import { callStatusUpdated } from './calls/call-status-updated';
import { callUpdated } from './calls/call-updated';
import { messageEchoed } from './message-echoed';
import { messageReceived } from './message-received';
import { messageStatusUpdated } from './message-status-updated';

/** The kinds of events that have a direction, and which. Calls go either way: {@link callGoes} tells. */
const KINDS: Readonly<Record<string, readonly string[] | undefined>> = {
  INBOUND: [messageReceived.kind, callUpdated.kind],
  OUTBOUND: [messageStatusUpdated.kind, messageEchoed.kind, callStatusUpdated.kind, callUpdated.kind],
};

/** The kinds of which some events go in one of the directions. */
export function kindsGoing(directions: readonly string[]): string[] {
  return [...new Set(directions.flatMap((direction) => KINDS[direction] ?? []))];
}

/**
 * What the kinds of {@link kindsGoing} leave to be tested: which way a call goes. Undefined when nothing is left.
 */
export function goes(
  directions: readonly string[],
  kinds: readonly string[],
): ((event: StoredEvent) => boolean) | undefined {
  if (!kinds.includes(callUpdated.kind)) return undefined;
  return (event) => {
    const call = callGoes(event);
    return call === undefined || directions.some((direction) => direction === call);
  };
}

/**
 * Which way a call goes: as Meta says, or by whose number it is from. Undefined for what is no call; null where nobody
 * says.
 */
function callGoes({ field, payload, context }: StoredEvent): MessageDirection | null | undefined {
  if (field !== 'calls' || textOf(payload.event) === undefined) return undefined;
  if (payload.direction === 'USER_INITIATED') return 'INBOUND';
  if (payload.direction === 'BUSINESS_INITIATED') return 'OUTBOUND';
  const business = textOf(objectOf(context.metadata).display_phone_number);
  if (business === undefined) return null;
  const isBusiness = (number: string | undefined) =>
    number !== undefined && contactIdentifier(number) === contactIdentifier(business);
  if (isBusiness(textOf(payload.from))) return 'OUTBOUND';
  return isBusiness(textOf(payload.to)) ? 'INBOUND' : null;
}
