import type Database from 'libsql';
import { StoreError } from './errors';
import type { SqlValue } from './statements';

export interface PreparedStatement {
  statement: Database.Statement<[readonly SqlValue[]]>;
  /** Names of the result's columns; none for a statement that returns no rows. */
  columns: string[];
}

/** Prepared statements of a connection by their text; the least recently used are let go. */
export class StatementCache {
  readonly #prepared = new Map<string, PreparedStatement>();

  constructor(
    private readonly database: Database.Database,
    private readonly limit = 256,
  ) {}

  get(sql: string): PreparedStatement {
    const known = this.#prepared.get(sql);
    if (known) {
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    const statement = this.database.prepare<[readonly SqlValue[]]>(sql);
    const prepared = { statement, columns: statement.columns().map((column) => column.name) };
    if (prepared.columns.length > 0) statement.raw();
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > this.limit) {
      for (const oldest of this.#prepared.keys()) {
        this.#prepared.delete(oldest);
        break;
      }
    }
    return prepared;
  }
}

/** Refuses what libsql can't bind: on a boolean it would abort the whole process. */
export function assertBindable(values: readonly unknown[]): void {
  for (const value of values) {
    const kind = typeof value;
    if (kind === 'string' || kind === 'number' || kind === 'bigint') continue;
    if (value === null || value instanceof Uint8Array) continue;
    throw new StoreError('FAILED', `A value of type ${kind} can't be bound to a statement.`);
  }
}
