import { StoreError } from './errors';
import type { WiredError } from './statements';

/** An error as it crosses the thread boundary: class and prototype would be lost on the way. */
export function wiredError(error: unknown): WiredError {
  if (error instanceof StoreError) {
    const { code, message, databaseCode } = error;
    return { code, message, ...(databaseCode !== undefined && { databaseCode }) };
  }
  if (!(error instanceof Error)) return { code: 'FAILED', message: String(error) };
  const databaseCode = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { code: 'FAILED', message: error.message, ...(databaseCode ? { databaseCode } : {}) };
}

/** The other end of {@link wiredError}. */
export function unwiredError(error: WiredError): StoreError {
  return new StoreError(error.code, error.message, error.databaseCode);
}
