import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult as KyselyResult,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { bindable } from './bindable';
import { StoreError } from './errors';
import { storeErrorOf } from './postgres-failure';
import { boundValue } from './postgres-text';

/** Kysely over a pool of PostgreSQL connections, with the values and the errors that the store has on SQLite. */
export function postgresPoolDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PoolDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PoolDriver implements Driver {
  constructor(private readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PoolConnection> {
    if (this.pool.ending) throw new StoreError('CLOSED', 'The database is closed.');
    try {
      return new PoolConnection(await this.pool.connect());
    } catch (error) {
      throw storeErrorOf(error);
    }
  }

  async beginTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN'));
  }

  async commitTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  async rollbackTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('ROLLBACK'));
  }

  async releaseConnection(connection: PoolConnection): Promise<void> {
    connection.release();
  }

  /** The pool belongs to the database, which ends it. */
  async destroy(): Promise<void> {}
}

class PoolConnection implements DatabaseConnection {
  #isBroken = false;

  constructor(private readonly client: PoolClient) {}

  async executeQuery<R>(query: CompiledQuery): Promise<KyselyResult<R>> {
    try {
      const parameters = query.parameters.map((value) => boundValue(bindable(value)));
      const { command, rowCount, rows } = await this.client.query(query.sql, parameters);
      const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
      return { rows, ...(isWrite && { numAffectedRows: BigInt(rowCount ?? 0) }) };
    } catch (error) {
      const failure = storeErrorOf(error);
      if (failure.code === 'UNAVAILABLE') this.#isBroken = true;
      throw failure;
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks every driver for the method; this one has pages instead.
  async *streamQuery<R>(): AsyncIterableIterator<KyselyResult<R>> {
    throw new StoreError('FAILED', 'Queries are not streamed here: read in pages.');
  }

  /** Gives the connection back; one that failed is ended, and with it whatever transaction it had. */
  release(): void {
    this.client.release(this.#isBroken);
  }
}
