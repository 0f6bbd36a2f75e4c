import { parse as parseLossless } from 'lossless-json';

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** An unquoted run of 16 digits or more can exceed 2^53, an exponent of three digits a double; nearly every text has none. */
const MAYBE_UNSAFE_NUMBER = /[:,[]\s*-?(?:\d{16}|\d[\d.]*[eE]\+?\d{3})/;

/**
 * Parses JSON without losing integers beyond 2^53 (Meta's template ids are such numbers), or numbers that no double
 * holds: those become strings.
 * The native parser does the work unless the text may hold one.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): JsonValue {
  if (!MAYBE_UNSAFE_NUMBER.test(text)) return JSON.parse(text) as JsonValue;
  return parseLossless(text, undefined, {
    parseNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue;
}

/** A key stands twice in an object, with two values: nobody can tell which one is meant. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';

  constructor(readonly key: string) {
    super('A key stands twice in an object.');
  }
}

/**
 * Parses JSON as `parseJson` does, where the last of two values of a key must not silently win.
 *
 * @throws SyntaxError, DuplicateKeyError
 */
export function parseUnambiguousJson(text: string): JsonValue {
  return parseLossless(text, undefined, {
    parseNumber,
    onDuplicateKey: ({ key }) => {
      throw new DuplicateKeyError(key);
    },
  }) as JsonValue;
}

/** Whether an integer is a text depends on its size alone, not on whether a double happens to hold it. */
function parseNumber(digits: string): number | string {
  const number = Number(digits);
  const isDouble = /[.eE]/.test(digits) && Number.isFinite(number);
  return Number.isSafeInteger(number) || isDouble ? number : digits;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one: for reading what a stranger sent. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list of objects; anything else in it is left out. */
export function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Text of a string or a number (Meta sends ids as either), or undefined. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}
