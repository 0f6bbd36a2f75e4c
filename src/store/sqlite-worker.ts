/**
 * The thread that owns one SQLite connection. libsql's calls block until the disk has answered, so none of them may run
 * on the gateway's event loop.
 */

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';
import { commitTogether } from './commit-together';
import { packResults, unpackUnits } from './packed-units';
import type { QueryResult, WorkerOptions, WorkerRequest, WorkerResponse } from './sqlite-protocol';
import { assertBindable, StatementCache } from './statement-cache';
import type { Durability, SqlValue } from './statements';
import { wiredError } from './wired-error';

const { path, role, busyTimeoutMs }: WorkerOptions = workerData;
if (!parentPort) throw new Error('sqlite-worker runs as a worker thread only');
const port = parentPort;

function open(): { database: Database.Database; statements: StatementCache } {
  const database = new Database(path, { timeout: busyTimeoutMs });
  // A write-ahead log lets readers go on while a commit runs. FULL: a commit that was acknowledged survives a power cut.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY');
  // Checkpoints run elsewhere (`CheckpointedWriter`): this one is for a log that grew long all the same.
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  if (role === 'reader') database.exec('PRAGMA query_only = ON');
  return { database, statements: new StatementCache(database) };
}

let durability: Durability = 'power cut';

/** FULL waits for the disk at each commit; NORMAL leaves that to the next one that does, or to a checkpoint. */
function setDurability(database: Database.Database, wanted: Durability): void {
  if (wanted === durability) return;
  database.exec(`PRAGMA synchronous = ${wanted === 'power cut' ? 'FULL' : 'NORMAL'}`);
  durability = wanted;
}

function query(statements: StatementCache, sql: string, parameters: readonly SqlValue[]): QueryResult {
  assertBindable(parameters);
  const { statement, columns } = statements.get(sql);
  if (columns.length > 0) {
    const rows = statement.all(parameters) as SqlValue[][];
    return { columns, rows, changes: rows.length };
  }
  return { columns, rows: [], changes: statement.run(parameters).changes };
}

function commit(
  { sqls, units }: Extract<WorkerRequest, { op: 'batch' }>,
  database: Database.Database,
  statements: StatementCache,
) {
  return packResults(commitTogether(database, statements, { sqls, units: unpackUnits(units) }));
}

function answer(request: WorkerRequest, { database, statements }: ReturnType<typeof open>): WorkerResponse {
  const { id } = request;
  try {
    switch (request.op) {
      case 'batch':
        setDurability(database, request.durability);
        return { id, ok: true, value: commit(request, database, statements) };
      case 'query':
        if (!database.inTransaction) setDurability(database, 'power cut');
        return { id, ok: true, value: query(statements, request.sql, request.parameters) };
      case 'close':
        database.close();
        return { id, ok: true, value: null };
    }
  } catch (error) {
    return { id, ok: false, error: wiredError(error) };
  }
}

function serve(): WorkerResponse {
  try {
    const connection = open();
    port.on('message', (requests: WorkerRequest[]) => {
      port.postMessage(requests.map((request) => answer(request, connection)));
      if (requests.some(({ op }) => op === 'close')) port.close();
    });
    return { id: 0, ok: true, value: null };
  } catch (error) {
    // Told rather than thrown: libsql's errors lose their message on the way out of a thread.
    return { id: 0, ok: false, error: wiredError(error) };
  }
}

port.postMessage([serve()]);
