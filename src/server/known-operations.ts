import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { safeParse } from 'secure-json-parse';
import { isObject } from '../common/json';
import { acceptedMediaType } from './accepted-media-type';
import type { Authenticator } from './authenticator';
import type { ContextFactory } from './context-factory';
import { Departure } from './departure';
import type { PreparedOperation } from './prepared-operation';
import type { PreparedOperations } from './prepared-operations';
import type { Variables } from './prepared-variables';
import { readBody } from './read-body';

export interface KnownOperationOptions {
  operations: PreparedOperations;
  authenticator: Authenticator;
  contexts: ContextFactory;
}

const JSON_REQUEST = /^application\/json\s*(;|$)/i;
/** A longer body is no message and no query that somebody would wait for with bated breath. */
const MAX_BYTES = 64 * 1024;

/**
 * Answers what front ends send all day, a valid operation that was seen before, posted as JSON, before the framework looks
 * at the request: its parser, its hooks and its reply are a tenth of what sending a message costs. Any other request goes
 * on with its body, as if nobody had read it.
 */
export function answerKnownOperations(
  options: KnownOperationOptions,
): Pick<RouteShorthandOptions, 'onRequest' | 'preParsing'> {
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  return {
    async onRequest(request, reply) {
      const contentType = contentTypeFor(request);
      if (contentType === undefined) return;
      const body = await readBody(request.raw, MAX_BYTES).catch(() => undefined);
      if (!Buffer.isBuffer(body)) {
        // Whoever asks is gone in the middle of the body.
        reply.hijack().raw.destroy();
        return;
      }
      const answer = await answerTo(body, request, reply, options);
      if (answer === undefined) {
        bodies.set(request, body);
        return;
      }
      return reply.header('content-type', contentType).header('cache-control', 'no-store').send(answer);
    },
    preParsing(request, _reply, payload, done) {
      const body = bodies.get(request);
      done(null, body ? Readable.from(body) : payload);
    },
  };
}

/** What a request is answered as that may be one of a known operation; undefined for any other. */
function contentTypeFor({ headers }: FastifyRequest): string | undefined {
  const isShort = Number(headers['content-length']) <= MAX_BYTES;
  if (!isShort || !JSON_REQUEST.test(headers['content-type'] ?? '')) return undefined;
  return acceptedMediaType(headers.accept)?.contentType;
}

async function answerTo(
  body: Buffer,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { operations, authenticator, contexts }: KnownOperationOptions,
): Promise<string | undefined> {
  const posted = postedOperation(body, operations);
  if (!posted) return undefined;
  const known = authenticator.callerOf(headers.authorization);
  // Nearly every caller is known at once: waiting for nothing costs all the same.
  const caller = known instanceof Promise ? await known.catch(() => undefined) : known;
  return (
    caller && posted.operation.execute(contexts.forOperation(caller, new Departure(reply)), posted.variables)
  );
}

interface PostedOperation {
  operation: PreparedOperation;
  variables: Variables;
}

/** The known operation of a plain request, to be answered in one piece, without extensions. */
function postedOperation(bytes: Buffer, operations: PreparedOperations): PostedOperation | undefined {
  const body: unknown = safeParse(bytes);
  if (!isObject(body) || typeof body.query !== 'string' || body.extensions) return undefined;
  const { query, operationName = null, variables = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isObject(variables)) return undefined;
  const operation = operations.find(query, operationName ?? undefined);
  return operation && { operation, variables: variables ?? {} };
}
