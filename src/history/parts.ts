import type { WriteStatement } from '../store/statements';

/** Statements in parts of at most so many rows, all in their order; one part at least. */
export function partsOf(statements: readonly WriteStatement[], mostRows: number): WriteStatement[][] {
  const parts: WriteStatement[][] = [[]];
  let room = mostRows;
  for (const statement of statements) {
    for (let start = 0; start < statement.rows.length; ) {
      if (room === 0) {
        parts.push([]);
        room = mostRows;
      }
      const rows = statement.rows.slice(start, start + room);
      parts.at(-1)?.push({ ...statement, rows });
      start += rows.length;
      room -= rows.length;
    }
  }
  return parts;
}
