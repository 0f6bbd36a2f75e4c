import type Database from 'libsql';
import { StoreError } from './errors';
import { assertBindable, type StatementCache } from './statement-cache';
import type { UnitResult, WiredStatement, WriteOutcome } from './statements';
import { wiredError } from './wired-error';

interface Batch {
  sqls: string[];
  units: WiredStatement[][];
}

/**
 * Commits independent units in one transaction, and so with one wait for the disk. A unit that fails is undone alone. A
 * failure of the transaction itself (disk full, commit refused) throws: then none is kept.
 */
export function commitTogether(
  database: Database.Database,
  statements: StatementCache,
  batch: Batch,
): UnitResult[] {
  // Units hardly ever fail, and a savepoint for each would double the cost. So savepoints are only set once a unit
  // has failed.
  let hasFailed = false;
  try {
    return transaction(database, () =>
      batch.units.map((unit) => {
        hasFailed = true;
        const outcomes = runStatements(statements, batch.sqls, unit);
        hasFailed = false;
        return outcomes;
      }),
    );
  } catch (error) {
    if (!hasFailed) throw error;
  }
  return transaction(database, () =>
    batch.units.map((unit) => runUnit(database, statements, batch.sqls, unit)),
  );
}

function transaction<T>(database: Database.Database, run: () => T): T {
  try {
    database.exec('BEGIN IMMEDIATE');
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function runUnit(
  database: Database.Database,
  statements: StatementCache,
  sqls: string[],
  unit: WiredStatement[],
): UnitResult {
  database.exec('SAVEPOINT unit');
  try {
    const outcomes = runStatements(statements, sqls, unit);
    database.exec('RELEASE unit');
    return outcomes;
  } catch (error) {
    // Some errors (disk full, I/O) make SQLite give up the whole transaction: the units before this one went with it.
    if (!database.inTransaction) throw error;
    database.exec('ROLLBACK TO unit; RELEASE unit');
    return wiredError(error);
  }
}

function runStatements(statements: StatementCache, sqls: string[], unit: WiredStatement[]): WriteOutcome[] {
  return unit.map((statement) => runStatement(statements, sqls, statement));
}

function runStatement(
  statements: StatementCache,
  sqls: string[],
  [sql, rows, mustChange]: WiredStatement,
): WriteOutcome {
  const { statement } = statements.get(sqls[sql] ?? '');
  let changes = 0;
  let lastRowId = 0;
  for (const values of rows) {
    assertBindable(values);
    const outcome = statement.run(values);
    changes += outcome.changes;
    // After a statement that changed nothing SQLite still names the row inserted before it.
    if (outcome.changes > 0) lastRowId = Number(outcome.lastInsertRowid);
  }
  if (mustChange && changes === 0)
    throw new StoreError('CONFLICT', 'The guarded row was changed by another writer.');
  return { changes, lastRowId };
}
