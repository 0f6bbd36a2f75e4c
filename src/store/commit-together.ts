import type Database from 'libsql';
import { StoreError } from './errors';
import { wiredError } from './sqlite-failure';
import type { UnitResult, WiredStatement, WriteOutcome } from './sqlite-protocol';
import { assertBindable, type StatementCache } from './statement-cache';

interface Batch {
  sqls: string[];
  units: WiredStatement[][];
}

/**
 * Commits independent units in one transaction, and so with one wait for the disk. Each has its own savepoint: a unit
 * that fails is undone alone. A failure of the transaction itself (disk full, commit refused) throws: then none is kept.
 */
export function commitTogether(
  database: Database.Database,
  statements: StatementCache,
  batch: Batch,
): UnitResult[] {
  try {
    database.exec('BEGIN IMMEDIATE');
    const results = batch.units.map((unit) => runUnit(database, statements, batch.sqls, unit));
    database.exec('COMMIT');
    return results;
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
    const outcomes = unit.map((statement) => runStatement(statements, sqls, statement));
    database.exec('RELEASE unit');
    return outcomes;
  } catch (error) {
    // Some errors (disk full, I/O) make SQLite give up the whole transaction: the units before this one went with it.
    if (!database.inTransaction) throw error;
    database.exec('ROLLBACK TO unit; RELEASE unit');
    return wiredError(error);
  }
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
