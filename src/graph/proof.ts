import { catalogueEntryOf } from './error-catalogue';
import { GraphApiError, GraphTransportError, type MetaErrorDetails } from './errors';

/** Errors of Meta's which say that something failed, but not whether that was before or after the call took effect. */
export const FAULTS_OF_META: ReadonlySet<number | null> = new Set([1, 2, 131000, 131016, 133004]);

/**
 * An undocumented error that, by its HTTP status or by Meta's `is_transient`, is not the fault of the call. It proves
 * nothing.
 */
export function isUnknownFault({ code, subcode, httpStatus, isTransient }: MetaErrorDetails): boolean {
  return (httpStatus >= 500 || isTransient) && catalogueEntryOf(code, subcode).name === 'UNKNOWN';
}

/** Whether a failed call proves that nothing was done: Meta refused it, or not a byte of it left. */
export function provesNothingDone(error: unknown): boolean {
  if (error instanceof GraphTransportError) return !error.mayHaveArrived;
  if (!(error instanceof GraphApiError)) return false;
  return !FAULTS_OF_META.has(error.meta.code) && !isUnknownFault(error.meta);
}
