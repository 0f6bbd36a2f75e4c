import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely } from 'kysely';
import { StoreError } from './errors';
import { DEFAULT_LIMITS, GroupWriter, type GroupWriterLimits } from './group-writer';
import { sqliteThreadsDialect } from './kysely-dialect';
import { migrate } from './migrate';
import { migrations } from './migrations';
import type { Schema } from './schema';
import type { Durability, SqlValue, WriteOutcome, WriteStatement } from './sqlite-protocol';
import { SqliteThread } from './sqlite-thread';

/** The gateway's embedded database. */
export interface Database {
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
  /** Typed queries, for everything off the hot path. A transaction holds up every other write while it is open. */
  readonly kysely: Kysely<Schema>;
  /** Finishes what was asked for and closes. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  limits?: Partial<GroupWriterLimits>;
  /** How long to wait for another process that is writing. */
  busyTimeoutMs?: number;
}

const SCHEME = 'sqlite:';

/**
 * Opens `sqlite:PATH`, makes its folder if need be, and brings the schema up to date.
 *
 * @throws StoreError `CANNOT_OPEN`, with what to do about it.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const file = writableFile(url);
  const busyTimeoutMs = options.busyTimeoutMs ?? 5_000;
  const opened: SqliteThread[] = [];
  try {
    const writer = await SqliteThread.open({ path: file, role: 'writer', busyTimeoutMs });
    opened.push(writer);
    await migrate(writer, migrations);
    const reader = await SqliteThread.open({ path: file, role: 'reader', busyTimeoutMs });
    opened.push(reader);
    return join(reader, writer, new GroupWriter(writer, { ...DEFAULT_LIMITS, ...options.limits }));
  } catch (error) {
    await Promise.allSettled(opened.map((thread) => thread.close()));
    throw new StoreError(
      'CANNOT_OPEN',
      `Can't open the database ${file}: ${reason(error)}. DATABASE_URL has to name a SQLite file that may be written.`,
    );
  }
}

function join(reader: SqliteThread, writer: SqliteThread, group: GroupWriter): Database {
  const kysely = new Kysely<Schema>({ dialect: sqliteThreadsDialect({ reader, writer, group }) });
  return {
    kysely,
    write: (statements, durability) => group.write(statements, durability),
    read: async (sql, parameters) => (await reader.query(sql, parameters)).rows,
    close: async () => {
      await group.close();
      await kysely.destroy();
      await reader.close();
      // The last connection to close moves the write-ahead log into the database file.
      await writer.close();
    },
  };
}

function writableFile(url: string): string {
  const name = url.startsWith(SCHEME) ? url.slice(SCHEME.length).replace(/^\/\/(?=\/)/, '') : '';
  if (name === '' || name.startsWith(':')) {
    throw new StoreError(
      'CANNOT_OPEN',
      `DATABASE_URL must be sqlite:PATH, such as sqlite:./data/gateway.db.`,
    );
  }
  const file = path.resolve(name);
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
    // SQLite keeps its write-ahead log beside the file, so the folder has to be writable too.
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new StoreError(
      'CANNOT_OPEN',
      `Can't write to the folder ${folder} (${reason(error)}). Make it writable, or name another path in DATABASE_URL.`,
    );
  }
  return file;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
