/**
 * - `CANNOT_OPEN`: the database can't be opened or written; the message says what to do.
 * - `OVERLOADED`: more writes are waiting than the store will hold in memory.
 * - `CONFLICT`: a guarded statement of the unit changed no row; nothing of the unit was kept.
 * - `CLOSED`: the store was closed, or its thread ended, before the work was done.
 * - `FAILED`: the database refused the statement; `sqliteCode` says how.
 */
export type StoreErrorCode = 'CANNOT_OPEN' | 'OVERLOADED' | 'CONFLICT' | 'CLOSED' | 'FAILED';

/** What goes wrong between the gateway and its database. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    readonly sqliteCode?: string,
  ) {
    super(message);
  }
}
