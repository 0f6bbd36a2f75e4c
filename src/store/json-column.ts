import type { JsonObject } from '../common/json';
import type { SqlValue } from './statements';

/** The object in a column of JSON. What we wrote holds no unsafe integers any more: the native parser does. */
export function objectIn(json: SqlValue | undefined): JsonObject {
  return typeof json === 'string' ? JSON.parse(json) : {};
}
