import type { Kysely } from 'kysely';
import type { Dialect } from './dialect';
import { StoreError } from './errors';
import type { GroupWriterLimits } from './group-writer';
import { openPostgres } from './postgres-database';
import type { Schema } from './schema';
import { openSqlite } from './sqlite-database';
import type { Durability, SqlValue, Stream, WriteOutcome, WriteStatement } from './statements';

/** The gateway's database: embedded (SQLite), or one that several replicas share (PostgreSQL). */
export interface Database {
  /** Where the two differ. */
  readonly dialect: Dialect;
  /**
   * Runs the statements as one all-or-nothing unit and resolves once it is on disk, or once it would outlive a crash of
   * the process where that is enough. Units that come at the same time
   * share a commit; one that fails takes no other with it. One outcome for each statement.
   *
   * @throws StoreError
   */
  write(statements: WriteStatement[], durability?: Durability): Promise<WriteOutcome[]>;
  /** Reads rows, as lists of values in the order of the columns. Sees everything that `write` has resolved for. */
  read(sql: string, parameters: readonly SqlValue[]): Promise<SqlValue[][]>;
  /** Typed queries, for everything off the hot path. On SQLite a transaction holds up every other write. */
  readonly kysely: Kysely<Schema>;
  /**
   * Calls back after any process has appended to the stream: soon, and at least once for many appends, though now and
   * then for none. Returns the way to stop.
   */
  follow(stream: Stream, listener: () => void): () => void;
  /** Finishes what was asked for and closes. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  limits?: Partial<GroupWriterLimits>;
  /** How long SQLite waits for another process that is writing. */
  busyTimeoutMs?: number;
  /** Told what goes wrong behind the scenes: a connection that broke while nobody used it. */
  onError?: (error: unknown) => void;
  /**
   * Told that this process can't use its database any more: a thread of SQLite's ended. It is not started again in place: a
   * thread only ends when memory ran out or is damaged, and a transaction that was open would go on outside of it. A new process begins clean.
   */
  onLost?: (error: Error) => void;
}

/**
 * Opens `sqlite:PATH` (its folder is made if need be) or `postgres://…`, and brings the schema up to date.
 *
 * @throws StoreError `CANNOT_OPEN`, with what to do about it.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url, options);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options);
  throw new StoreError(
    'CANNOT_OPEN',
    'DATABASE_URL must be sqlite:PATH, such as sqlite:./data/gateway.db, or postgres://user:password@host/database.',
  );
}
