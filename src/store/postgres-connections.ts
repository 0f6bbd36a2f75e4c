import { Client, type ClientConfig, type CustomTypesConfig, Pool, type PoolClient, types } from 'pg';
import { storeErrorOf } from './postgres-failure';

/** How long it may take to get a connection: a server that does not answer is as good as none. */
const CONNECT_MS = 3_000;

/** A transaction whose gateway went quiet in the middle holds up others no longer than this. */
const IDLE_IN_TRANSACTION_MS = 5_000;

const BOOLEAN = 16;
const BIGINT = 20;
const NUMERIC = 1700;

/** Values come as SQLite gives them: numbers are numbers (none of ours passes 2^53), true is 1. */
const parsers = new Map<number, (text: string) => number>([
  [BOOLEAN, (text) => (text === 't' ? 1 : 0)],
  [BIGINT, Number],
  [NUMERIC, Number],
]);
const asSqliteDoes: CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers.get(oid) ?? types.getTypeParser(oid, format),
};

export interface ConnectionOptions {
  url: string;
  /** Bounds every statement of the connection. Absent: none, for migrations. */
  timeoutMs?: number;
}

function configOf({ url, timeoutMs }: ConnectionOptions): ClientConfig {
  return {
    connectionString: url,
    fallback_application_name: 'whatsapp-graphql-gateway',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: asSqliteDoes,
    ...(timeoutMs !== undefined && {
      // The server gives up first, in good order; the client when the server says nothing at all.
      statement_timeout: timeoutMs,
      query_timeout: timeoutMs + 1_000,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
  };
}

/** A connection of its own, not open yet. */
export function newClient(options: ConnectionOptions, onError: (error: unknown) => void): Client {
  // Without a listener an error of the socket would end the process.
  return new Client(configOf(options)).on('error', onError);
}

/** Connections that break are dropped and made anew, so an outage needs no restart. */
export function newPool(
  options: ConnectionOptions & { max: number; pipeline?: boolean },
  onError: (error: unknown) => void,
): Pool {
  const { max, pipeline = false } = options;
  const pool = new Pool({ ...configOf(options), min: 1, max, pipeline });
  // A connection that breaks while it is in use fails the statements it has; the pool tells of those that broke idle.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', onError);
  return pool;
}

/** Has the work done on a connection of the pool; one that failed otherwise than by a refused statement is not used again. */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient | undefined;
  let isBroken = false;
  try {
    client = await pool.connect();
    return await work(client);
  } catch (error) {
    const failure = storeErrorOf(error);
    isBroken = failure.code === 'UNAVAILABLE';
    throw failure;
  } finally {
    client?.release(isBroken);
  }
}
