import { isObject } from './json';

/**
 * How deep anything that a caller gives may be nested: people and programs need a tenth of it, and what is deeper ends in
 * the stack of whatever reads it or writes it down.
 */
export const MOST_LEVELS = 200;

/** Whether a value holds values in values more levels deep than may be. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (Array.isArray(value)) return levels === 0 || value.some((inner) => isTooDeep(inner, levels - 1));
  if (!isObject(value)) return false;
  if (levels === 0) return true;
  // Every webhook passes here: a list of the values would be made for each of its objects.
  for (const key in value) if (isTooDeep(value[key], levels - 1)) return true;
  return false;
}
