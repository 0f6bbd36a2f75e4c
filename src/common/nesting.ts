/**
 * How deep anything that a caller gives may be nested: people and programs need a tenth of it, and what is deeper ends in
 * the stack of whatever reads it or writes it down.
 */
export const MOST_LEVELS = 200;

/** Whether a value holds values in values more levels deep than may be. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}
