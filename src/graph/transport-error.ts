import { GraphApiError, GraphTransportError, type TransportFault } from './errors';
import { AnswerTooLargeError, AnswerTooSlowError } from './exchange';

/** undici's and Node's error codes for faults before a byte was written. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** What undici threw, as what it means for the call. */
export function transportErrorOf(error: unknown): Error {
  if (error instanceof GraphApiError || error instanceof GraphTransportError) return error;
  if (error instanceof AnswerTooLargeError) return new GraphTransportError('BAD_ANSWER', error.message, true);
  if (error instanceof AnswerTooSlowError) return new GraphTransportError('TIMEOUT', error.message, true);
  const code = errorCodeOf(error);
  if (NEVER_LEFT.has(code)) {
    return new GraphTransportError('CONNECT', `The Graph API could not be reached (${code}).`, false);
  }
  const aborted = code === 'UND_ERR_ABORTED' || isAbort(error);
  const fault: TransportFault = aborted ? 'ABORTED' : TIMEOUTS.has(code) ? 'TIMEOUT' : 'RESET';
  const message = {
    ABORTED: 'The caller went away before the Graph API answered.',
    TIMEOUT: 'The Graph API did not answer in time.',
    RESET: `The connection to the Graph API broke (${code}).`,
  }[fault as 'ABORTED' | 'TIMEOUT' | 'RESET'];
  return new GraphTransportError(fault, message, true);
}

/** What `AbortSignal` gives as its reason is a `DOMException`. */
function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

function errorCodeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCodeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return 'unknown fault';
}
