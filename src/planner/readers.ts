import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../common/json';
import { unixTime } from '../common/unix-time';
import { type OpenEnum, readOpenEnum } from './open-enum';

/** Graph's times: `2025-01-01T00:00:00+0000`, or with `Z`, a colon in the offset, or a fraction of a second. */
const ISO_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|([+-]\d\d):?(\d\d))?$/;
const UNIX_TIME = /^\d{1,13}$/;

/**
 * Reads a time: Unix seconds (or milliseconds) as a number or a string, or ISO 8601 as Graph writes it (UTC when it has no offset).
 * What is no time reads as null: one odd value must not cost the caller the rest of the answer.
 */
export function readTime(value: JsonValue): Date | null {
  const text = textOf(value)?.trim() ?? '';
  if (UNIX_TIME.test(text)) return unixTime(Number(text)) ?? null;
  const [, local, hours, minutes] = ISO_TIME.exec(text) ?? [];
  if (local === undefined) return null;
  const time = new Date(`${local}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** Reads a URL; null for what is none (Graph answers `""` where one was cleared). */
export function readUrl(value: JsonValue): string | null {
  const text = textOf(value);
  return text !== undefined && URL.canParse(text) ? text : null;
}

/** Reads a whole number, sent as a number or as its digits; null for anything else. */
export function readInteger(value: JsonValue): number | null {
  const text = textOf(value);
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** Reads a yes or no, which Graph also writes as 1 and 0 and as their words; null for anything else. */
export function readFlag(value: JsonValue): boolean | null {
  if (value === true || value === 1 || value === 'true' || value === '1') return true;
  if (value === false || value === 0 || value === 'false' || value === '0') return false;
  return null;
}

/** Reads a list of texts, also where Graph sends a single one bare. Objects in it are kept as JSON text. */
export function readTexts(value: JsonValue): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (item === null ? [] : [textOf(item) ?? JSON.stringify(item)]));
}

/** Reads a list of objects; anything else in it is left out. A single object bare counts as a list of one. */
export function readObjects(value: JsonValue): JsonObject[] {
  return isObject(value) ? [value] : objectsOf(value);
}

/** Reads the items of an edge that was asked for as a plain field: `{data: […]}`. */
export function readEdgeItems(value: JsonValue): JsonObject[] {
  return objectsOf(isObject(value) ? objectOf(value).data : value);
}

/** Reads a list of values of an open enum. */
export function readOpenEnums(members: OpenEnum): (value: JsonValue) => string[] {
  const readOne = readOpenEnum(members);
  return (value) => readTexts(value).map(readOne);
}
