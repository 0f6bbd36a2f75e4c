import { jsonValue } from './postgres-text';
import type { SqlValue } from './statements';

/** An `INSERT` whose values are all parameters, taken apart so that one statement can insert any number of rows. */
export interface BulkInsert {
  table: string;
  columns: string[];
  /** Places, among the columns, of those that the conflict clause names. */
  key: number[];
  /** Whether existing rows stay unchanged, so that the key says which of the rows were new. */
  isKeyed: boolean;
  /** The conflict clause. */
  rest: string;
}

const INSERT =
  /^\s*INSERT INTO (\w+)\s*\(([\w\s,]+)\)\s*VALUES\s*\(([?,\s]+)\)\s*(?:(ON CONFLICT\s*(?:\(([\w\s,]+)\))?\s*DO (NOTHING|UPDATE)[\s\S]*))?$/i;

const parsed = new Map<string, BulkInsert | undefined>();

/** The parts of the statement; undefined when it has to run once for each row. */
export function bulkInsertOf(sql: string): BulkInsert | undefined {
  if (!parsed.has(sql)) {
    if (parsed.size >= 500) parsed.clear();
    parsed.set(sql, parse(sql));
  }
  return parsed.get(sql);
}

function parse(sql: string): BulkInsert | undefined {
  const match = INSERT.exec(sql);
  if (!match) return undefined;
  const [, table = '', columnList = '', values = '', rest = '', keyList = '', action = ''] = match;
  const columns = names(columnList);
  const key = names(keyList).map((name) => columns.indexOf(name));
  if (/\breturning\b/i.test(rest) || rest.includes('?')) return undefined;
  if (columns.length !== values.split(',').length || key.includes(-1)) return undefined;
  const isUpdate = action.toUpperCase() === 'UPDATE';
  if (isUpdate && key.length === 0) return undefined;
  return { table, columns, key, rest, isKeyed: !isUpdate && key.length > 0 };
}

function names(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The statement that inserts all rows of a JSON list, its one parameter. Types are those of the table's columns. */
export function bulkText({ table, columns, rest }: BulkInsert): string {
  const list = columns.join(', ');
  return `INSERT INTO ${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1::json) ${rest}`;
}

/** The parameter of {@link bulkText}. */
export function bulkRows({ columns }: BulkInsert, rows: readonly (readonly SqlValue[])[]): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(columns.map((name, index) => [name, jsonValue(row[index] ?? null)])),
    ),
  );
}

/** The key of a row, as text. */
export function keyOf({ key }: BulkInsert, row: readonly SqlValue[]): string {
  return JSON.stringify(key.map((place) => String(jsonValue(row[place] ?? null))));
}

/**
 * The rows in parts that each hold a key once, in their order: PostgreSQL refuses to update one row twice in a statement.
 */
export function waves(insert: BulkInsert, rows: readonly (readonly SqlValue[])[]): (readonly SqlValue[])[][] {
  if (insert.isKeyed || insert.key.length === 0) return rows.length > 0 ? [[...rows]] : [];
  const parts: (readonly SqlValue[])[][] = [];
  const timesSeen = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(insert, row);
    const wave = timesSeen.get(key) ?? 0;
    timesSeen.set(key, wave + 1);
    const part = parts[wave];
    if (part) part.push(row);
    else parts.push([row]);
  }
  return parts;
}
