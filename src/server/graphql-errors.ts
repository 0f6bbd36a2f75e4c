import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import type { Logger } from 'pino';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../common/errors';
import { MissingScopeError } from '../domains/graphql/scopes';
import { CursorTooOldError } from '../events/cursor';
import { catalogueEntryOf, type NamedEntry } from '../graph/error-catalogue';
import { GraphApiError, GraphTransportError } from '../graph/errors';
import { AccountsNotNamedError } from '../graph/granted-accounts';
import { LimitExceededError } from '../limits/types';
import { StoreError } from '../store/errors';

/** What a GraphQL error says in `extensions`. */
interface Extensions {
  code: string;
  [key: string]: unknown;
}

/**
 * Makes the errors that callers see: each with a code, Meta's own words where Meta spoke, and for everything
 * unexpected nothing but that it happened.
 */
export function errorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const place = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    // What ends a stream in its midst stands at no path, and is not unwrapped.
    const known =
      describe(cause) ?? (cause instanceof GraphQLError ? describe(cause.originalError) : undefined);
    if (known) return { message: known.message, ...place, extensions: known.extensions };
    if (formatted.path && isUnfitValue(cause)) {
      return { message: UNFIT, ...place, extensions: { code: 'UPSTREAM_UNAVAILABLE' } };
    }
    if (isGraphqlFault(cause)) {
      const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
      // Apollo Server calls so what it gives no code, such as a persisted query under another one's hash.
      const isUnnamed = extensions.code === 'INTERNAL_SERVER_ERROR';
      return {
        message: shortened(formatted.message),
        ...place,
        extensions: { code: codeOfFault(cause), ...extensions, ...(isUnnamed && { code: 'BAD_REQUEST' }) },
      };
    }
    logger.error({ err: cause, path: formatted.path }, 'unexpected error in a GraphQL operation');
    return {
      message: 'Something went wrong in the gateway. Its log has the details.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

/** What Apollo Server would call it: over sockets nobody else does. */
function codeOfFault(error: unknown): string {
  const [node, another] = error instanceof GraphQLError ? (error.nodes ?? []) : [];
  const isOfVariable = node?.kind === Kind.VARIABLE_DEFINITION && !another;
  return isOfVariable && VALUE_FAULT.test(String(error)) ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}

/** What GraphQL says of a variable's value, not of its definition. */
const VALUE_FAULT = /Variable "\$\w+" (got invalid value |of required type |of non-null type )/;

const MOST_TOLD = 500;

/** GraphQL repeats a bad value as a whole: once where it stands, and again where it says what is wrong with it. */
function shortened(message: string): string {
  if (message.length <= 2 * MOST_TOLD) return message;
  const text = message.replaceAll(/\S{100,}/g, (run) => `${run.slice(0, 50)}…`);
  return text.length <= 2 * MOST_TOLD ? text : `${text.slice(0, MOST_TOLD)} … ${text.slice(-MOST_TOLD)}`;
}

/** A leaf that its type cannot print. GraphQL's own words repeat the value, which may be anything. */
function isUnfitValue(error: unknown): boolean {
  return error instanceof GraphQLError && !error.nodes && !error.path && error.extensions.code === undefined;
}

const UNFIT = 'Meta told this in another form than it documents, so that it cannot be shown.';

/** Errors of GraphQL's own (syntax, validation, variables), and those that a resolver made on purpose, with a code. */
function isGraphqlFault(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  if (error.originalError) return isGraphqlFault(error.originalError);
  return error.path === undefined || error.extensions?.code !== undefined;
}

function describe(error: unknown): { message: string; extensions: Extensions } | undefined {
  if (error instanceof InvalidInputError) {
    return {
      message: error.message,
      extensions: { code: 'BAD_USER_INPUT', field: error.field, fix: error.fix },
    };
  }
  if (error instanceof CursorTooOldError) {
    const { message, code, oldestCursor, oldestReceivedAt = null } = error;
    return { message, extensions: { code, oldestCursor, oldestReceivedAt } };
  }
  if (error instanceof MissingScopeError) {
    return { message: error.message, extensions: { code: 'FORBIDDEN', scope: error.scope } };
  }
  if (error instanceof ForbiddenError) return { message: error.message, extensions: { code: 'FORBIDDEN' } };
  if (error instanceof NotFoundError) return { message: error.message, extensions: { code: 'NOT_FOUND' } };
  if (error instanceof AccountsNotNamedError) {
    return { message: error.message, extensions: { code: 'ACCOUNTS_NOT_NAMED' } };
  }
  if (error instanceof LimitExceededError) {
    const { message, policy, retryAfterMs } = error;
    return {
      message,
      extensions: { code: 'RATE_LIMITED', policy, ...(retryAfterMs !== undefined && { retryAfterMs }) },
    };
  }
  if (error instanceof StoreError && PASSING.has(error.code)) {
    // The database's own words name hosts and users: they are for the log.
    return { message: AWAY, extensions: { code: 'UNAVAILABLE', retryAfterMs: 1_000 } };
  }
  if (error instanceof GraphTransportError) {
    const code = error.fault === 'TIMEOUT' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
    return {
      message: error.message,
      extensions: {
        code,
        ...(error.httpStatus && { httpStatus: error.httpStatus }),
        ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
      },
    };
  }
  if (error instanceof GraphApiError) {
    const entry = catalogueEntryOf(error.meta.code, error.meta.subcode);
    const retryAfterMs = error.retryAfterMs ?? entry.waitMs;
    return {
      message: error.message,
      extensions: {
        code: codeOf(error, entry),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        meta: { name: entry.name, ...metaOf(error) },
      },
    };
  }
  return undefined;
}

/** What passes without anybody's doing: the database is away, or has more to do than it can. */
const PASSING: ReadonlySet<string> = new Set(['UNAVAILABLE', 'OVERLOADED']);
const AWAY =
  "The gateway's database can't be used right now, so events, history and what else is stored there can't be read. Try again in a moment.";

function codeOf({ meta: { isTransient, httpStatus } }: GraphApiError, entry: NamedEntry): string {
  if (entry.name === 'OBJECT_NOT_FOUND') return 'NOT_FOUND';
  if (entry.category === 'THROTTLING') return 'RATE_LIMITED';
  // What is confidential is about the gateway's own token; the rest, about what it may do.
  if (entry.category === 'AUTHORIZATION') {
    return entry.confidential ? 'UPSTREAM_UNAUTHENTICATED' : 'UPSTREAM_FORBIDDEN';
  }
  if (isTransient || entry.retry === 'NOW' || httpStatus >= 500) return 'UPSTREAM_UNAVAILABLE';
  return 'UPSTREAM_REFUSED';
}

function metaOf({ meta }: GraphApiError): Record<string, unknown> {
  const { code, subcode, type, details, userTitle, userMessage, fbtraceId } = meta;
  return { code, subcode, type, details, userTitle, userMessage, fbtraceId };
}
