import { parseJson } from '../../common/json';
import type { SavedAllowance } from '../allowance-book';

/** Key, member, and until when: what has to be known of a line that another one may replace. */
const HEAD = /^\[("(?:[^"\\]|\\.)*","(?:[^"\\]|\\.)*"),(\d+),/;

/** A row as a line of a journal. */
export function lineOf({ key, member, state, keptUntil }: SavedAllowance): string {
  return `[${JSON.stringify(key)},${member === '' ? '""' : JSON.stringify(member)},${keptUntil},${state}]\n`;
}

/** What a line is about; undefined for one that was cut off when its writer ended. */
export function headOf(line: string): { name: string; keptUntil: number } | undefined {
  const [, name, keptUntil] = (line.endsWith(']') && HEAD.exec(line)) || [];
  return name === undefined ? undefined : { name, keptUntil: Number(keptUntil) };
}

/** The row of a line; undefined where it is none. */
export function rowOf(line: string): SavedAllowance | undefined {
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
