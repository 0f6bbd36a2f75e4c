import type { JsonObject } from '../../common/json';

/** Where the phone number is noted that a media node was read for. */
const ORIGIN = Symbol('phone number of a media node');

/** Notes on a media node which phone number it was read for: its links are then bound to that number too. */
export function noteOrigin(node: JsonObject, phoneNumberId: string | null): JsonObject {
  return phoneNumberId === null ? node : Object.assign(node, { [ORIGIN]: phoneNumberId });
}

/** The phone number that a media node was read for. */
export function originOf(node: object): string | undefined {
  return ORIGIN in node && typeof node[ORIGIN] === 'string' ? node[ORIGIN] : undefined;
}
