import type { JsonValue } from '../../../../common/json';

/** A time (mapped as milliseconds) in Unix seconds. */
export function inSeconds(milliseconds: JsonValue): number {
  return Math.floor(Number(milliseconds) / 1000);
}
