import { parseJson } from '../../common/json';
import type { SavedAllowance } from '../allowance-book';

/** A row as a line of a journal. */
export function lineOf({ key, member, state, keptUntil }: SavedAllowance): string {
  return `[${JSON.stringify(key)},${member === '' ? '""' : JSON.stringify(member)},${keptUntil},${state}]\n`;
}

/** The row of a line; undefined for one that was cut off when its writer ended. */
export function rowOf(line: string): SavedAllowance | undefined {
  if (!line.endsWith(']')) return undefined;
  try {
    const row = parseJson(line);
    if (!Array.isArray(row)) return undefined;
    const [key, member, keptUntil, state] = row;
    if (typeof key !== 'string' || typeof member !== 'string' || typeof keptUntil !== 'number')
      return undefined;
    return { key, member, keptUntil, state: JSON.stringify(state) };
  } catch {
    return undefined;
  }
}
