import type { JsonValue } from '../common/json';
import { unixTime } from '../common/unix-time';

/** Meta's unix seconds, sent as text or as a number. Undefined when it is no time. */
export function dateOf(seconds: JsonValue | undefined): Date | undefined {
  if (typeof seconds !== 'string' && typeof seconds !== 'number') return undefined;
  if (seconds === '' || Number.isNaN(Number(seconds))) return undefined;
  return unixTime(Number(seconds));
}
