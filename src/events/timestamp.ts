import type { JsonValue } from '../common/json';

/** The latest time a Date can hold, in seconds. */
const MAX_SECONDS = 8.64e12;

/** Meta's unix seconds, sent as text or as a number. Undefined when it is no time. */
export function dateOf(seconds: JsonValue | undefined): Date | undefined {
  if (typeof seconds !== 'string' && typeof seconds !== 'number') return undefined;
  if (seconds === '' || Number.isNaN(Number(seconds))) return undefined;
  const value = Number(seconds);
  return Math.abs(value) <= MAX_SECONDS ? new Date(value * 1_000) : undefined;
}
