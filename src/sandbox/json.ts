import { isSafeNumber, parse, stringify } from 'lossless-json';

/** Reads JSON; an integer that a JavaScript number can't hold becomes a string, digit for digit. */
export function parseJson(text: string): unknown {
  return parse(text, null, (digits) => (isSafeNumber(digits) ? Number(digits) : digits));
}

/** Reads JSON; an integer that a JavaScript number can't hold becomes a bigint. */
export function parseExactJson(text: string): unknown {
  return parse(text, null, (digits) =>
    isSafeNumber(digits) || !/^-?\d+$/.test(digits) ? Number(digits) : BigInt(digits),
  );
}

/** Writes JSON; a bigint becomes a number of as many digits. */
export function stringifyJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function objectsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
