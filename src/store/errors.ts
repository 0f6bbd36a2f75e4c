/**
 * - `CANNOT_OPEN`: the database can't be opened or written; the message says what to do.
 * - `UNAVAILABLE`: the database can't be reached now. What was asked for may have been done or not: only what bears
 *   being done twice may be asked for again.
 * - `OVERLOADED`: more writes are waiting than the store will hold in memory.
 * - `CONFLICT`: a guarded statement of the unit changed no row; nothing of the unit was kept.
 * - `CLOSED`: the store was closed, or its thread ended, before the work was done.
 * - `FAILED`: the database refused the statement; `databaseCode` says how.
 */
export type StoreErrorCode = 'CANNOT_OPEN' | 'UNAVAILABLE' | 'OVERLOADED' | 'CONFLICT' | 'CLOSED' | 'FAILED';

/** What goes wrong between the gateway and its database. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    /** The database's own code: `SQLITE_…`, or PostgreSQL's SQLSTATE. */
    readonly databaseCode?: string,
  ) {
    super(message);
  }
}

/**
 * What a database says of values it will never take: constraints and sizes (SQLite), and SQLSTATEs of bad data (22),
 * constraints (23), and limits of a row (54).
 */
const OF_VALUES = /^(SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)|22|23|54)/;

/** Whether it is the values that were refused: to try again would be in vain, however long. */
export function isRefusal(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'FAILED' && OF_VALUES.test(error.databaseCode ?? '');
}
