import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely } from 'kysely';
import type { Database, DatabaseOptions } from './database';
import { sqlite } from './dialect';
import { StoreError } from './errors';
import { Followers } from './followers';
import { DEFAULT_LIMITS, GroupWriter } from './group-writer';
import { migrate } from './migrate';
import { migrations } from './migrations';
import type { Schema } from './schema';
import { CheckpointedWriter } from './sqlite-checkpoints';
import { sqliteFile } from './sqlite-file';
import { sqliteThreadsDialect } from './sqlite-kysely';
import { SqliteThread } from './sqlite-thread';

/** How often it is looked whether another process has written to the file. SQLite has no way to tell of it. */
const LOOK_MS = 200;

/** Opens a SQLite database in worker threads: one writes, one reads, one keeps the write-ahead log short. */
export async function openSqlite(url: string, options: DatabaseOptions): Promise<Database> {
  const file = writableFile(url);
  const busyTimeoutMs = options.busyTimeoutMs ?? 5_000;
  const opened: SqliteThread[] = [];
  try {
    const open = (role: 'writer' | 'reader') =>
      SqliteThread.open({ path: file, role, busyTimeoutMs }, options.onLost);
    const writer = await open('writer');
    opened.push(writer);
    await migrate(writer, sqlite, migrations);
    const reader = await open('reader');
    opened.push(reader);
    const mover = await open('reader');
    opened.push(mover);
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    return join({ reader, writer, mover }, new GroupWriter(new CheckpointedWriter(writer, mover), limits));
  } catch (error) {
    await Promise.allSettled(opened.map((thread) => thread.close()));
    throw new StoreError(
      'CANNOT_OPEN',
      `Can't open the database ${file}: ${reason(error)}. DATABASE_URL has to name a SQLite file that may be written.`,
    );
  }
}

interface Threads {
  reader: SqliteThread;
  writer: SqliteThread;
  mover: SqliteThread;
}

function join({ reader, writer, mover }: Threads, group: GroupWriter): Database {
  const kysely = new Kysely<Schema>({ dialect: sqliteThreadsDialect({ reader, writer, group }) });
  const followers = new Followers();
  const looking = lookForOthers(reader, followers);
  return {
    dialect: sqlite,
    kysely,
    write: (statements, durability) => group.write(statements, durability),
    read: async (sql, parameters) => (await reader.query(sql, parameters)).rows,
    follow: (stream, listener) => followers.add(stream, listener),
    close: async () => {
      clearInterval(looking);
      await group.close();
      await kysely.destroy();
      await Promise.all([reader.close(), mover.close()]);
      // The last connection to close moves the write-ahead log into the database file.
      await writer.close();
    },
  };
}

/** Wakes the followers when the file changed, whoever changed it: a number of SQLite's own says so at next to no cost. */
function lookForOthers(reader: SqliteThread, followers: Followers): NodeJS.Timeout {
  let seen: unknown;
  let isLooking = false;
  const look = async () => {
    if (isLooking || followers.size === 0) return;
    isLooking = true;
    // A read that fails finds nothing; whoever needs the database hears of it from their own.
    const version = await reader.query('PRAGMA data_version', []).then(
      ({ rows }) => rows[0]?.[0],
      () => seen,
    );
    isLooking = false;
    if (version !== seen) followers.wakeAll();
    seen = version;
  };
  return setInterval(() => void look(), LOOK_MS).unref();
}

function writableFile(url: string): string {
  const file = sqliteFile(url);
  if (file === undefined) {
    throw new StoreError(
      'CANNOT_OPEN',
      `DATABASE_URL must be sqlite:PATH, such as sqlite:./data/gateway.db.`,
    );
  }
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
