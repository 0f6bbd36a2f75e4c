import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult as KyselyResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { bindable } from './bindable';
import { StoreError } from './errors';
import type { GroupWriter } from './group-writer';
import type { SqliteThread } from './sqlite-thread';
import type { SqlValue } from './statements';

interface Threads {
  reader: SqliteThread;
  writer: SqliteThread;
  group: GroupWriter;
}

/** Kysely over the database's two threads, for everything off the hot path. */
export function sqliteThreadsDialect(threads: Threads): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadsDriver(threads),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ThreadsDriver implements Driver {
  constructor(private readonly threads: Threads) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadsConnection> {
    return new ThreadsConnection(this.threads);
  }

  async beginTransaction(connection: ThreadsConnection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: ThreadsConnection): Promise<void> {
    await connection.end('COMMIT');
  }

  async rollbackTransaction(connection: ThreadsConnection): Promise<void> {
    await connection.end('ROLLBACK');
  }

  async releaseConnection(connection: ThreadsConnection): Promise<void> {
    connection.release();
  }

  /** The threads belong to the database, which closes them. */
  async destroy(): Promise<void> {}
}

/** Reads go to the reader and writes to the writer, except within a transaction, which has the writer to itself. */
class ThreadsConnection implements DatabaseConnection {
  #release: (() => void) | undefined;

  constructor(private readonly threads: Threads) {}

  async executeQuery<R>(query: CompiledQuery): Promise<KyselyResult<R>> {
    if (this.#release) return this.#run(this.threads.writer, query);
    if (SelectQueryNode.is(query.query)) return this.#run(this.threads.reader, query);
    const release = await this.threads.group.session();
    try {
      return await this.#run(this.threads.writer, query);
    } finally {
      release();
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks every driver for the method; this one has pages instead.
  async *streamQuery<R>(): AsyncIterableIterator<KyselyResult<R>> {
    throw new StoreError('FAILED', 'Queries are not streamed here: read in pages.');
  }

  async begin(): Promise<void> {
    this.#release = await this.threads.group.session();
    // IMMEDIATE takes the write lock now, where waiting for it is possible; later it would fail at once.
    await this.#run(this.threads.writer, CompiledQuery.raw('BEGIN IMMEDIATE'));
  }

  async end(command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    await this.#run(this.threads.writer, CompiledQuery.raw(command));
    this.release();
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #run<R>(thread: SqliteThread, query: CompiledQuery): Promise<KyselyResult<R>> {
    const { columns, rows, changes } = await thread.query(query.sql, query.parameters.map(bindable));
    const objects = rows.map((row) => {
      const object: Record<string, SqlValue | undefined> = {};
      for (const [index, name] of columns.entries()) object[name] = row[index];
      return object;
    });
    return { rows: objects as R[], numAffectedRows: BigInt(changes) };
  }
}
