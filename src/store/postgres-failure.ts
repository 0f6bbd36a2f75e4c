import { DatabaseError } from 'pg';
import { StoreError } from './errors';

/**
 * SQLSTATEs that say that the database can't be used now, though nothing is wrong with what was asked: connections that
 * break (08, though not a malformed request), resources that are used up (53), statements that took too long or were cancelled (57014), a server that
 * stops or starts (57P…), locks that were not to be had (55P03), a server that only reads, after a failover (25006).
 */
const UNAVAILABLE = /^(08(?!P01)...|53...|57014|57P0[0-5]|55P03|25006|25P03)$/;

/** Transactions that blocked each other: one of them was ended, and may try again. */
const COLLIDED = new Set(['40001', '40P01']);

/** A failure of PostgreSQL, or of the connection to it, as an error of the store. */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  // A mistake of the program's own is no outage.
  if (error instanceof TypeError || error instanceof RangeError)
    return new StoreError('FAILED', error.message);
  if (!(error instanceof DatabaseError)) {
    return unavailable(error instanceof Error ? error.message || error.name : String(error));
  }
  const { code = '', message } = error;
  if (UNAVAILABLE.test(code)) return unavailable(message, code);
  return new StoreError('FAILED', message, code);
}

export function isCollision({ databaseCode }: StoreError): boolean {
  return databaseCode !== undefined && COLLIDED.has(databaseCode);
}

function unavailable(reason: string, code?: string): StoreError {
  return new StoreError('UNAVAILABLE', `The database can't be used now: ${reason}`, code);
}
