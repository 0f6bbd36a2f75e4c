import { ForbiddenError, InvalidInputError, NotFoundError } from '../common/errors';
import { catalogueEntryOf, type NamedEntry } from '../graph/error-catalogue';
import { GraphApiError, GraphTransportError } from '../graph/errors';
import { ForeignMediaHostError } from '../graph/media-fetcher';
import { LimitExceededError } from '../limits/types';
import { IdentityProviderError } from './identity-tokens';

/** Why a REST request fails. */
export class RestFailure extends Error {
  override readonly name = 'RestFailure';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** An error as callers of the REST endpoints see it; undefined for an unexpected one. */
export function restFailureOf(error: unknown): RestFailure | undefined {
  if (error instanceof RestFailure) return error;
  if (error instanceof GraphApiError) return ofMeta(error);
  if (error instanceof GraphTransportError) return ofTransport(error);
  if (error instanceof LimitExceededError)
    return new RestFailure(429, 'RATE_LIMITED', error.message, retryAfter(error.retryAfterMs));
  if (error instanceof ForeignMediaHostError)
    return new RestFailure(502, 'MEDIA_HOST_REFUSED', error.message);
  if (error instanceof ForbiddenError) return new RestFailure(403, 'FORBIDDEN', error.message);
  if (error instanceof IdentityProviderError) return new RestFailure(503, 'UNAVAILABLE', error.message);
  if (error instanceof NotFoundError) return new RestFailure(404, 'NOT_FOUND', error.message);
  if (error instanceof InvalidInputError) return new RestFailure(400, 'BAD_REQUEST', error.message);
  return undefined;
}

function ofTransport({ fault, message, retryAfterMs }: GraphTransportError): RestFailure {
  if (fault === 'TIMEOUT') return new RestFailure(504, 'UPSTREAM_TIMEOUT', message);
  return new RestFailure(502, 'UPSTREAM_UNAVAILABLE', message, retryAfter(retryAfterMs));
}

/** Meta's error under its name in the catalogue; the status says who can do something about it. */
function ofMeta({ meta, message }: GraphApiError): RestFailure {
  const entry = catalogueEntryOf(meta.code, meta.subcode);
  return new RestFailure(
    statusOf(entry, meta.isTransient, meta.httpStatus),
    entry.name,
    entry.confidential ? entry.description : message,
    retryAfter(entry.waitMs),
  );
}

function retryAfter(waitMs: number | undefined): Record<string, string> {
  return waitMs ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {};
}

function statusOf(entry: NamedEntry, isTransient: boolean, metaStatus: number): number {
  if (entry.name === 'OBJECT_NOT_FOUND') return 404;
  if (entry.category === 'THROTTLING') return 429;
  if (entry.category === 'INTEGRITY') return 403;
  if (isTransient || entry.retry === 'NOW' || metaStatus >= 500) return 503;
  // The gateway's own token or permission is at fault, not what the caller sent.
  if (entry.category === 'AUTHORIZATION') return 502;
  return 400;
}
