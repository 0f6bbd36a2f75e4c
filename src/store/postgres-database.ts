import { Kysely } from 'kysely';
import type { ClientBase, Pool } from 'pg';
import type { Database, DatabaseOptions } from './database';
import { postgres } from './dialect';
import { StoreError } from './errors';
import { Followers } from './followers';
import { DEFAULT_LIMITS, GroupWriter } from './group-writer';
import { migrate } from './migrate';
import { migrations } from './migrations';
import { newClient, newPool, withClient } from './postgres-connections';
import { storeErrorOf } from './postgres-failure';
import { postgresPoolDialect } from './postgres-kysely';
import { PostgresListener } from './postgres-listener';
import { boundValue, numbered } from './postgres-text';
import { PostgresWriter } from './postgres-writer';
import type { Schema } from './schema';
import type { SqlValue } from './statements';

/** Connections of one gateway: these, and one each to append, to write the rest, and to listen. */
const READERS = 8;

/** Appending is short; when it takes this long, the sender of a webhook is better told to come back. */
const APPEND_TIMEOUT_MS = 5_000;
const WRITE_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 30_000;

/** Opens a PostgreSQL database that any number of gateways share. */
export async function openPostgres(url: string, options: DatabaseOptions): Promise<Database> {
  const onError = options.onError ?? (() => undefined);
  try {
    await migrateTo(url);
  } catch (error) {
    const { message } = storeErrorOf(error);
    throw new StoreError(
      'CANNOT_OPEN',
      `Can't open the PostgreSQL database that DATABASE_URL names: ${message}. It has to exist, and its user must be allowed to create tables in it.`,
    );
  }
  const pools = {
    readers: newPool({ url, max: READERS, timeoutMs: READ_TIMEOUT_MS }, onError),
    appender: newPool({ url, max: 1, timeoutMs: APPEND_TIMEOUT_MS, pipeline: true }, onError),
    writer: newPool({ url, max: 1, timeoutMs: WRITE_TIMEOUT_MS, pipeline: true }, onError),
  };
  const followers = new Followers();
  const listener = new PostgresListener({ url, timeoutMs: READ_TIMEOUT_MS }, followers, onError);
  await listener.start();
  return join(pools, followers, listener, { ...DEFAULT_LIMITS, ...options.limits });
}

async function migrateTo(url: string): Promise<void> {
  const client = newClient({ url }, () => undefined);
  try {
    await client.connect();
    await assertDurable(client);
    await migrate({ query: (sql, parameters) => rowsOf(client, sql, parameters) }, postgres, migrations);
  } finally {
    await client.end();
  }
}

/** With it off, a commit is acknowledged before it is on disk: then so would events be. */
async function assertDurable(client: ClientBase): Promise<void> {
  const { rows } = await rowsOf(client, 'SHOW synchronous_commit', []);
  if (rows[0]?.[0] !== 'off') return;
  throw new StoreError(
    'FAILED',
    'synchronous_commit is off, so that a crash of the server would lose events that were acknowledged (ALTER DATABASE … SET synchronous_commit = on)',
  );
}

/**
 * Appends to streams wait for each other, on all gateways; so they have a lane of their own, and nothing else shares
 * their transactions.
 */
function join(
  pools: Record<'readers' | 'appender' | 'writer', Pool>,
  followers: Followers,
  listener: PostgresListener,
  limits: typeof DEFAULT_LIMITS,
): Database {
  const appends = new GroupWriter(new PostgresWriter(pools.appender), limits);
  const others = new GroupWriter(new PostgresWriter(pools.writer), limits);
  const kysely = new Kysely<Schema>({ dialect: postgresPoolDialect(pools.readers) });
  let isClosed = false;
  return {
    dialect: postgres,
    kysely,
    write: (statements, durability) => {
      const lane = statements.some(({ stream }) => stream !== undefined) ? appends : others;
      return lane.write(statements, durability);
    },
    read: async (sql, parameters) => {
      if (isClosed) throw new StoreError('CLOSED', 'The database is closed.');
      return withClient(pools.readers, async (client) => (await rowsOf(client, sql, parameters)).rows);
    },
    follow: (stream, listen) => followers.add(stream, listen),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await Promise.all([appends.close(), others.close(), listener.close()]);
      await kysely.destroy();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

async function rowsOf(
  client: ClientBase,
  sql: string,
  parameters: readonly SqlValue[],
): Promise<{ rows: SqlValue[][] }> {
  return client.query<SqlValue[]>({
    text: numbered(sql),
    values: parameters.map(boundValue),
    rowMode: 'array',
  });
}
