import { InvalidInputError } from '../common/errors';
import { optionalMetaId } from '../common/meta-id';
import type { FieldArguments } from './declare';
import { UNRECOGNIZED } from './open-enum';

/** A condition of Graph's `filtering` argument. */
export interface FilterCondition {
  field: string;
  operator: 'EQUAL' | 'IN' | 'IN_RANGE' | 'GREATER_THAN' | 'LESS_THAN';
  value: string | readonly string[];
}

/** Words that mean themselves between a dot argument's parentheses; anything else is written as a JSON string. */
const BARE_WORD = /^[\w-]+$/;

/** More of an argument would make the address of a request longer than Graph takes. */
const MOST_CHARS = 1_000;

/** Writes a text argument, or undefined where none was given. @throws InvalidInputError */
export function textArgument(args: FieldArguments, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null) return undefined;
  const text = usable(name, String(value));
  return BARE_WORD.test(text) ? text : JSON.stringify(text);
}

/** Writes an argument that is an id of Meta's, or undefined where none was given. @throws InvalidInputError */
export function idArgument(args: FieldArguments, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null ? undefined : optionalMetaId(name, String(value));
}

function usable(name: string, text: string): string {
  if (text.trim() === '') throw new InvalidInputError(name, 'is empty', 'Give a text, or leave it out.');
  if (text.length > MOST_CHARS)
    throw new InvalidInputError(name, `has ${text.length} characters`, `Give at most ${MOST_CHARS}.`);
  return text;
}

/** Writes a list argument as Graph wants lists, `["A","B"]`, or undefined where none or an empty one was given. */
export function listArgument(args: FieldArguments, name: string): string | undefined {
  const values = givenValues(args, name);
  return values && JSON.stringify(values);
}

/** The values of a list or a single argument as texts; undefined where there are none. */
export function givenValues(args: FieldArguments, name: string): string[] | undefined {
  const value = args[name];
  if (value === undefined || value === null) return undefined;
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (values.includes(UNRECOGNIZED)) {
    throw new InvalidInputError(
      name,
      `cannot be ${UNRECOGNIZED}: that stands for values this schema has no name for`,
      'Filter by the values that it names.',
    );
  }
  if (values.length === 0) return undefined;
  for (const text of [...values, values.join()]) usable(name, text);
  return values;
}

/** Writes Graph's `filtering` argument, or undefined where there is no condition. */
export function filteringOf(conditions: readonly FilterCondition[]): string | undefined {
  return conditions.length > 0 ? JSON.stringify(conditions) : undefined;
}

/** Writes Graph's `sort` argument from an enum value: `LAST_ONBOARDED_TIME_ASCENDING` → `["last_onboarded_time_ascending"]`. */
export function sortArgument(args: FieldArguments, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? JSON.stringify([value.toLowerCase()]) : undefined;
}
