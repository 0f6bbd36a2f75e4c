import { catalogueEntryOf, type ErrorName, entryNamed, type NamedEntry } from '../../graph/error-catalogue';
import { GraphApiError, GraphTransportError } from '../../graph/errors';
import { FAULTS_OF_META, isUnknownFault } from '../../graph/proof';
import type { CallSafety } from '../../graph/session';
import { LimitExceededError } from '../../limits/types';
import { UserError } from './user-error';

/** What a user error says beyond its entry of the catalogue. */
type Particulars = Partial<Omit<UserError, 'code' | 'category' | 'retry' | 'actor'>>;

/** An error of the gateway's own. */
export function gatewayError(name: ErrorName, message: string, particulars: Particulars = {}): UserError {
  return errorOf(entryNamed(name), { message, ...particulars });
}

/** What Meta would refuse, found before it was asked: the same code, without Meta's own words. */
export function foreseenError(metaCode: number, message: string, field: string[]): UserError {
  return errorOf(catalogueEntryOf(metaCode), { message, field, metaCode });
}

/** A rule of the input that is broken: nothing was sent. */
export function invalidInput(problem: { field: string[]; message: string }): UserError {
  return gatewayError('INVALID_INPUT', problem.message, { field: problem.field });
}

/**
 * A failed call as an outcome of its mutation; undefined for errors that are none (a bug, a caller who is gone).
 * `safety` is that of the call: only a lost answer to a call that must not be repeated is in doubt.
 */
export function userErrorOf(error: unknown, safety: CallSafety): UserError | undefined {
  if (error instanceof GraphApiError) return ofMeta(error, safety);
  if (error instanceof GraphTransportError) return ofTransport(error, safety);
  if (error instanceof LimitExceededError) return ofLimit(error);
  return undefined;
}

function ofLimit({ message, policy, retryAfterMs }: LimitExceededError): UserError {
  return gatewayError('RATE_LIMITED', message, { policy, retryAfterMs: retryAfterMs ?? null });
}

function ofMeta({ meta, retryAfterMs }: GraphApiError, safety: CallSafety): UserError {
  const entry = catalogueEntryOf(meta.code, meta.subcode);
  const codes = {
    metaCode: meta.code,
    metaSubcode: meta.subcode ?? null,
    fbtraceId: meta.fbtraceId ?? null,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  if (entry.confidential) return errorOf(entry, { message: entry.description, ...codes });
  const words = {
    details: meta.details ?? null,
    userTitle: meta.userTitle ?? null,
    userMessage: meta.userMessage ?? null,
  };
  if (safety === 'once' && isUnknownFault(meta)) {
    const message = `Meta answered HTTP ${meta.httpStatus} with the unknown code ${meta.code} (${meta.message}). ${IN_DOUBT}`;
    return gatewayError('SEND_UNKNOWN', message, { ...words, ...codes, retryAfterMs: null });
  }
  const error = errorOf(entry, { message: meta.message, ...words, ...codes });
  if (safety === 'once' && FAULTS_OF_META.has(meta.code)) {
    // It may have been done: whoever asks again may have it twice, or, with an idempotency key, hears the same.
    error.retry = 'NEVER';
    error.retryable = false;
    error.retryAfterMs = null;
  } else if (meta.isTransient && !error.retryable) {
    error.retry = 'NOW';
    error.retryable = true;
  }
  return error;
}

const IN_DOUBT = 'The message may have been delivered: wait for its status before sending it again.';

function ofTransport(error: GraphTransportError, safety: CallSafety): UserError | undefined {
  if (error.fault === 'ABORTED' && !error.mayHaveArrived && safety !== 'once') return undefined;
  const wait = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
  if (safety !== 'once') return gatewayError('UPSTREAM_UNAVAILABLE', error.message, wait);
  return error.mayHaveArrived
    ? gatewayError('SEND_UNKNOWN', `${error.message} ${IN_DOUBT}`)
    : gatewayError('NOT_SENT', `${error.message} Nothing was sent.`, wait);
}

function errorOf(entry: NamedEntry, particulars: Particulars & { message: string }): UserError {
  return Object.assign(new UserError(), {
    field: null,
    metaCode: null,
    metaSubcode: null,
    details: null,
    userTitle: null,
    userMessage: null,
    fbtraceId: null,
    policy: null,
    retryable: entry.retry === 'NOW' || entry.retry === 'LATER',
    retryAfterMs: entry.waitMs ?? null,
    ...particulars,
    code: entry.name,
    category: entry.category,
    retry: entry.retry,
    actor: entry.actor,
  });
}
