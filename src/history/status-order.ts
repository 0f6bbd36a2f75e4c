import { type JsonObject, textOf } from '../common/json';

/** The steps of an outbound message. Statuses outside of them (`deleted`, `warning`, …) stay in the timeline only. */
const STEPS = ['ACCEPTED', 'SENT', 'DELIVERED', 'READ', 'PLAYED'];
export const FAILED = 'FAILED';

/**
 * The current status after another one was reported. The result is the same in whatever order they come:
 *
 * - A later step beats an earlier one, so that a late `sent` changes nothing.
 * - `failed` is final: it stays whatever comes after it, and it replaces whatever came before it, even a `read`. That
 *   pair contradicts itself and Meta doesn't document it; the failure is what somebody has to look at, and the timeline
 *   still shows the `read`.
 * - A group message has a status for each member, so one member's failure doesn't speak for the message: any step from
 *   SENT on beats FAILED there.
 */
export function advance(current: string, reported: string, isToGroup: boolean): string {
  return rank(reported, isToGroup) > rank(current, isToGroup) ? reported : current;
}

function rank(status: string, isToGroup: boolean): number {
  if (status === FAILED) return isToGroup ? 0.5 : STEPS.length;
  return STEPS.indexOf(status);
}

/** Place of a status among those of the same second. */
export function stepOf(status: string): number {
  return rank(status, false);
}

/** Payment and call statuses say `failed` of the payment or the call, not of the message that carries them. */
export function isOfMessage(status: JsonObject): boolean {
  const type = textOf(status.type);
  return type === undefined || type === 'message';
}
