import { parseArgumentValue } from '../fields/parse-value';
import { Scanner } from '../fields/scanner';
import type { Arguments } from '../model/kind';

/** An argument may come as a value (from a chain) or as text that holds JSON (from a query string). */
function structured(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? parseArgumentValue(new Scanner(value)) : value;
}

/** The argument as a list of words: a JSON array, a comma list or a single word. */
export function wordsOf(args: Arguments, name: string): string[] | undefined {
  const value = structured(args[name]);
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.map(String);
  return String(value)
    .split(',')
    .map((word) => word.trim());
}

/** The argument as text. */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** The argument as a number; undefined when it is none. */
export function numberOf(args: Arguments, name: string): number | undefined {
  const text = textOf(args, name);
  const number = Number(text);
  return text === undefined || Number.isNaN(number) ? undefined : number;
}

/** `true`, `1` and their like, as Graph takes them in a query string. */
export function flagOf(args: Arguments, name: string): boolean {
  return ['true', '1', 'True'].includes(String(args[name]));
}

/** The argument as a list of JSON objects (`filtering=[{…}]`). */
export function objectsOf(args: Arguments, name: string): Record<string, unknown>[] {
  const value = structured(args[name]);
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}
