import { type JsonValue, textOf } from '../../common/json';
import { readFlag, readTime } from '../../planner/readers';

type Read = JsonValue | undefined;

/** Makes a value of a type from all of its fields, so that none is forgotten. */
export function make<T extends object>(type: new () => T, fields: T): T {
  return Object.assign(new type(), fields);
}

/** Text, or a number's digits; null for anything else. */
export function text(value: Read): string | null {
  return textOf(value) ?? null;
}

/** A number, also written as text; null for anything else. */
export function decimal(value: Read): number | null {
  const digits = textOf(value)?.trim() ?? '';
  const number = digits === '' ? Number.NaN : Number(digits);
  return Number.isFinite(number) ? number : null;
}

const MAX_INT = 2 ** 31 - 1;

/** A whole number that GraphQL's `Int` can hold; null for anything else. */
export function integer(value: Read): number | null {
  const number = decimal(value);
  return number !== null && Number.isInteger(number) && Math.abs(number) <= MAX_INT ? number : null;
}

/** A yes or no; null for anything else. */
export function flag(value: Read): boolean | null {
  return value === undefined ? null : readFlag(value);
}

/** A point in time, from Unix seconds or ISO 8601; null for anything else. */
export function time(value: Read): Date | null {
  return value === undefined ? null : readTime(value);
}
