import type { QueryResult } from 'pg';
import { type BulkInsert, bulkInsertOf, bulkRows, bulkText, keyOf, waves } from './postgres-insert';
import { boundValue, numbered } from './postgres-text';
import type { SqlValue, WiredStatement, WriteOutcome } from './statements';

/** A statement on its way to the server, and what to do with its answer. */
export interface Send {
  text: string;
  values?: (string | number | Buffer | null)[];
  took?(result: QueryResult<Record<string, unknown>>): void;
}

/**
 * What has to be sent for the units, and the outcomes that the answers will fill in. Units that only insert share their
 * statements: whatever the number of webhooks in a commit, their events are one insert.
 */
export function joinUnits(
  sqls: string[],
  units: WiredStatement[][],
): { results: WriteOutcome[][]; sends: Send[] } {
  const results = units.map((unit) => unit.map((): WriteOutcome => ({ changes: 0, lastRowId: 0 })));
  const shared = new Map<number, SharedInsert>();
  const sends: Send[] = [];
  units.forEach((unit, index) => {
    const outcomes = results[index] ?? [];
    const isShared = unit.every(([sql]) => bulkInsertOf(sqls[sql] ?? '')?.isKeyed);
    unit.forEach((statement, place) => {
      const outcome = outcomes[place];
      const [sql, rows, , stream] = statement;
      const insert = bulkInsertOf(sqls[sql] ?? '');
      if (!outcome || rows.length === 0) return;
      if (!isShared || !insert) {
        sends.push(...sendsOf(sqls, statement, outcome));
        return;
      }
      const group = shared.get(sql) ?? new SharedInsert(insert, stream !== undefined);
      shared.set(sql, group);
      group.add(rows, outcome);
    });
  });
  return { results, sends: [...[...shared.values()].map((group) => group.send()), ...sends] };
}

/** What one statement of a unit takes: one insert for all its rows where that is possible, else the statement for each row. */
export function sendsOf(
  sqls: string[],
  [sql, rows, , stream]: WiredStatement,
  outcome: WriteOutcome,
): Send[] {
  const text = sqls[sql] ?? '';
  const insert = bulkInsertOf(text);
  const took = (result: QueryResult<Record<string, unknown>>) => {
    outcome.changes += result.rowCount ?? 0;
    for (const { seq } of result.rows) outcome.lastRowId = Math.max(outcome.lastRowId, Number(seq));
  };
  const returning = stream ? ' RETURNING seq' : '';
  if (insert) {
    return waves(insert, rows).map((wave) => ({
      text: bulkText(insert) + returning,
      values: [bulkRows(insert, wave)],
      took,
    }));
  }
  return rows.map((row) => ({ text: numbered(text) + returning, values: row.map(boundValue), took }));
}

/** Rows of several units in one insert. Which of them were new, and so whose, is told by their key. */
class SharedInsert {
  readonly #rows: (readonly SqlValue[])[] = [];
  readonly #owners = new Map<string, WriteOutcome>();

  constructor(
    private readonly insert: BulkInsert,
    private readonly isStream: boolean,
  ) {}

  add(rows: readonly (readonly SqlValue[])[], outcome: WriteOutcome): void {
    for (const row of rows) {
      this.#rows.push(row);
      const key = keyOf(this.insert, row);
      // Of rows that are the same the first is inserted.
      if (!this.#owners.has(key)) this.#owners.set(key, outcome);
    }
  }

  send(): Send {
    const { insert } = this;
    const keyColumns = insert.key.flatMap((place) => insert.columns[place] ?? []);
    return {
      text: `${bulkText(insert)} RETURNING ${[...keyColumns, ...(this.isStream ? ['seq'] : [])].join(', ')}`,
      values: [bulkRows(insert, this.#rows)],
      took: ({ rows }) => {
        for (const row of rows) {
          const owner = this.#owners.get(JSON.stringify(keyColumns.map((name) => String(row[name]))));
          if (!owner) continue;
          owner.changes += 1;
          owner.lastRowId = Math.max(owner.lastRowId, Number(row.seq ?? 0));
        }
      },
    };
  }
}
