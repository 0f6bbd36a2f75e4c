import type { Pool, PoolClient, QueryResult } from 'pg';
import { ADVISORY_LOCKS } from './dialect';
import { StoreError } from './errors';
import type { Committer } from './group-writer';
import { joinUnits, type Send, sendsOf } from './postgres-batch';
import { withClient } from './postgres-connections';
import { isCollision, storeErrorOf } from './postgres-failure';
import type { Durability, Stream, UnitResult, WiredStatement, WriteOutcome } from './statements';
import { wiredError } from './wired-error';

/** The channel on which processes tell each other which stream has grown. */
export const STREAMS_CHANNEL = 'gateway_streams';

const MAX_ATTEMPTS = 3;

/** The second numbers of the streams' advisory locks. */
const STREAM_LOCKS: Record<Stream, number> = { events: 1, sent_messages: 2 };

interface Batch {
  sqls: string[];
  units: WiredStatement[][];
  durability: Durability;
}

/**
 * Commits batches to PostgreSQL. All statements of a batch are sent at once, from BEGIN to COMMIT: one journey to the
 * server, however many units, and a gateway that stops in the middle leaves no open transaction. When one of them fails,
 * the units are run again one after another, each in a savepoint of its own, so that it takes no other with it.
 */
export class PostgresWriter implements Committer {
  /** The pool's connections have to be pipelined. */
  constructor(private readonly pool: Pool) {}

  batch(sqls: string[], units: WiredStatement[][], durability: Durability): Promise<UnitResult[]> {
    const batch = { sqls, units, durability };
    return withClient(this.pool, async (client) => {
      // A guard has to be looked at before the rest of its unit is sent.
      if (units.flat().some(([, , mustChange]) => mustChange)) return eachAlone(client, batch);
      try {
        return await allTogether(client, batch);
      } catch (error) {
        const failure = storeErrorOf(error);
        if (failure.code !== 'FAILED') throw failure;
        return eachAlone(client, batch);
      }
    });
  }
}

async function allTogether(client: PoolClient, batch: Batch): Promise<UnitResult[]> {
  const { results, sends } = joinUnits(batch.sqls, batch.units);
  await flight(client, [...opening(batch), ...sends, ...closing(batch)]);
  return results;
}

async function eachAlone(client: PoolClient, batch: Batch): Promise<UnitResult[]> {
  await flight(client, opening(batch));
  const results: UnitResult[] = [];
  try {
    for (const unit of batch.units) results.push(await aloneInSavepoint(client, batch.sqls, unit));
    await flight(client, closing(batch));
    return results;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function aloneInSavepoint(
  client: PoolClient,
  sqls: string[],
  unit: WiredStatement[],
  attempt = 1,
): Promise<UnitResult> {
  await client.query('SAVEPOINT unit');
  try {
    const outcomes: WriteOutcome[] = [];
    for (const statement of unit) outcomes.push(await runStatement(client, sqls, statement));
    await client.query('RELEASE SAVEPOINT unit');
    return outcomes;
  } catch (error) {
    const failure = storeErrorOf(error);
    if (failure.code === 'UNAVAILABLE') throw failure;
    await client.query('ROLLBACK TO SAVEPOINT unit');
    // What it had locked is free now, and who waited for it goes on.
    if (isCollision(failure) && attempt < MAX_ATTEMPTS)
      return aloneInSavepoint(client, sqls, unit, attempt + 1);
    return wiredError(failure);
  }
}

async function runStatement(
  client: PoolClient,
  sqls: string[],
  statement: WiredStatement,
): Promise<WriteOutcome> {
  const outcome: WriteOutcome = { changes: 0, lastRowId: 0 };
  await flight(client, sendsOf(sqls, statement, outcome));
  const [, , mustChange] = statement;
  if (mustChange && outcome.changes === 0)
    throw new StoreError('CONFLICT', 'The guarded row was changed by another writer.');
  return outcome;
}

/** Sends all of them without waiting for an answer in between; the first failure is the one that counts. */
async function flight(client: PoolClient, sends: readonly Send[]): Promise<void> {
  const answers = await Promise.allSettled(
    sends.map(({ text, values }) => client.query<Record<string, unknown>>(text, values)),
  );
  for (const [index, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason;
    sends[index]?.took?.(answer.value);
  }
}

function opening({ units, durability }: Batch): Send[] {
  // What need only outlive this process does not wait for the server's disk.
  const mode = durability === 'crash' ? '; SET LOCAL synchronous_commit = off' : '';
  // Whatever the server's default: only so does a guard see what was committed while it waited for its row.
  return [{ text: `BEGIN ISOLATION LEVEL READ COMMITTED${mode}` }, ...streamsOf(units).map(lockOf)];
}

/**
 * Numbers are given out in one order and transactions end in another: a reader could see number 8, go on from there, and
 * never see number 7, which was committed a moment later. So whoever appends to a stream holds its lock from before the
 * first number until the rows can be read; PostgreSQL lets go of it only after that.
 */
function lockOf(stream: Stream): Send {
  return { text: `SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS}, ${STREAM_LOCKS[stream]})` };
}

function closing({ units }: Batch): Send[] {
  const tell = streamsOf(units).map(
    (stream): Send => ({
      text: `SELECT pg_notify('${STREAMS_CHANNEL}', $1)`,
      values: [stream],
    }),
  );
  return [...tell, { text: 'COMMIT', took: mustBeCommitted }];
}

/** The COMMIT of a transaction that had failed is answered like any other, except that it says ROLLBACK. */
function mustBeCommitted({ command }: QueryResult): void {
  if (command !== 'COMMIT') throw new StoreError('FAILED', 'The database undid the transaction.');
}

/** In one order for everybody, so that no two wait for each other. */
function streamsOf(units: readonly WiredStatement[][]): Stream[] {
  return [...new Set(units.flat().flatMap(([, , , stream]) => stream ?? []))].sort();
}
