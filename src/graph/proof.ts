import { catalogueEntryOf } from './error-catalogue';
import { GraphApiError, GraphTransportError, type MetaErrorDetails } from './errors';

/** Meta's errors that say something broke, and not whether before or after what was asked for was done. */
export const FAULTS_OF_META: ReadonlySet<number | null> = new Set([1, 2, 131000, 131016, 133004]);

/** What is not documented, and by its HTTP status or Meta's word no fault of the call: it proves nothing. */
export function isUnknownFault({ code, subcode, httpStatus, isTransient }: MetaErrorDetails): boolean {
  return (httpStatus >= 500 || isTransient) && catalogueEntryOf(code, subcode).name === 'UNKNOWN';
}

/** Whether a failed call proves that nothing was done: Meta refused it, or not a byte of it left. */
export function provesNothingDone(error: unknown): boolean {
  if (error instanceof GraphTransportError) return !error.mayHaveArrived;
  if (!(error instanceof GraphApiError)) return false;
  return !FAULTS_OF_META.has(error.meta.code) && !isUnknownFault(error.meta);
}
