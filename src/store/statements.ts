import type { StoreErrorCode } from './errors';

/** What can be bound to a statement. No booleans: SQLite has none, and libsql aborts the process on one. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/**
 * What a write survives once it is acknowledged. A power cut costs a wait for the disk; what could be made anew, or is
 * known elsewhere too, need only outlive the process.
 */
export type Durability = 'power cut' | 'crash';

/** One statement of a write unit, run once for each row of values. */
export interface WriteStatement {
  sql: string;
  rows: readonly (readonly SqlValue[])[];
  /** A guard: when the statement changes no row at all, the whole unit is undone and rejected with `CONFLICT`. */
  mustChange?: boolean;
  /**
   * The statement appends to this stream: a table that is read from a cursor on, by its column `seq`. Its rows become
   * visible in the order of `seq`, whichever process writes them, and every process that follows the stream is told.
   */
  stream?: Stream;
}

/** The tables that are streams. */
export type Stream = 'events' | 'sent_messages';

/** What one statement of a unit did. */
export interface WriteOutcome {
  /** Rows changed, over all its rows of values. */
  changes: number;
  /** Of a statement that appends to a stream: `seq` of the last row it inserted; 0 when it inserted none. */
  lastRowId: number;
}

/** A statement of a batch: its text is named once, by its place in the batch's list. */
export type WiredStatement = [
  sql: number,
  rows: readonly (readonly SqlValue[])[],
  mustChange: boolean,
  stream: Stream | undefined,
];

export interface WiredError {
  code: StoreErrorCode;
  message: string;
  databaseCode?: string;
}

export type UnitResult = WriteOutcome[] | WiredError;
