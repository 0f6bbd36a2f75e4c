import type { SqlValue, UnitResult, WiredError, WiredStatement } from './statements';

/**
 * A batch as it is sent to the thread that runs it: all values in one list, and all numbers in another. As nested
 * arrays it would have to be copied array by array, which took longer than copying the values.
 */
export interface PackedUnits {
  /** Of each unit how many statements it has; of each of these its place, 1 for a guard, and how long each row is. */
  shape: Int32Array;
  values: SqlValue[];
}

export function packUnits(units: readonly (readonly WiredStatement[])[]): PackedUnits {
  const shape: number[] = [];
  const values: SqlValue[] = [];
  for (const unit of units) {
    shape.push(unit.length);
    for (const [sql, rows, mustChange] of unit) {
      shape.push(sql, mustChange ? 1 : 0, rows.length);
      for (const row of rows) {
        shape.push(row.length);
        for (const value of row) values.push(value);
      }
    }
  }
  return { shape: Int32Array.from(shape), values };
}

/** Streams are followed on the other side only: they are left out. */
export function unpackUnits({ shape, values }: PackedUnits): WiredStatement[][] {
  const units: WiredStatement[][] = [];
  let place = 0;
  let taken = 0;
  const next = () => shape[place++] ?? 0;
  while (place < shape.length) {
    const unit: WiredStatement[] = [];
    for (let statements = next(); statements > 0; statements -= 1) {
      const sql = next();
      const mustChange = next() === 1;
      const rows: SqlValue[][] = [];
      for (let left = next(); left > 0; left -= 1) {
        const end = taken + next();
        rows.push(values.slice(taken, end));
        taken = end;
      }
      unit.push([sql, rows, mustChange, undefined]);
    }
    units.push(unit);
  }
  return units;
}

/** What became of each unit: its outcomes one after another, or why it failed. */
export interface PackedResults {
  /** Of each unit how many statements it had, or -1 where it failed; of each of these what changed, and the last row's id. */
  outcomes: Float64Array;
  failures: WiredError[];
}

export function packResults(results: readonly UnitResult[]): PackedResults {
  const outcomes: number[] = [];
  const failures: WiredError[] = [];
  for (const result of results) {
    outcomes.push(Array.isArray(result) ? result.length : -1);
    if (!Array.isArray(result)) failures.push(result);
    else for (const { changes, lastRowId } of result) outcomes.push(changes, lastRowId);
  }
  return { outcomes: Float64Array.from(outcomes), failures };
}

export function unpackResults({ outcomes, failures }: PackedResults): UnitResult[] {
  const results: UnitResult[] = [];
  let place = 0;
  let failed = 0;
  const next = () => outcomes[place++] ?? 0;
  while (place < outcomes.length) {
    const statements = next();
    const failure = statements < 0 ? failures[failed++] : undefined;
    if (failure) results.push(failure);
    else results.push(Array.from({ length: statements }, () => ({ changes: next(), lastRowId: next() })));
  }
  return results;
}
