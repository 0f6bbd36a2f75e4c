import { createHash } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ConnectionReset } from '../behaviour/graph-faults';
import type { GraphApi } from './graph-api';
import type { GraphRequest } from './graph-request';

/** Meta's largest file, 100 MB, and what multipart puts around it. */
const BODY_LIMIT = 105 * 1024 * 1024;

/** Stands for an answer that there is none of. */
const RESET = { status: 0, headers: {}, body: undefined };

const JSON_TYPE = 'application/json; charset=UTF-8';

export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

export function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

function graphRequestOf(request: FastifyRequest): GraphRequest {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  return {
    method: request.method,
    path: pathname,
    query: searchParams,
    authorization: request.headers.authorization,
    contentType: request.headers['content-type'],
    fileOffset: request.headers.file_offset?.toString(),
    body: Buffer.isBuffer(request.body) ? request.body : undefined,
    origin: originOf(request),
  };
}

async function answerGraph(
  api: GraphApi,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status, headers, body } = await api.handle(graphRequestOf(request)).catch((error: unknown) => {
    if (!(error instanceof ConnectionReset)) throw error;
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return RESET;
  });
  if (status === RESET.status) return reply;
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha1').update(text).digest('hex')}"`;
  reply.headers({ ...headers, etag });
  if (status === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.code(status).type(JSON_TYPE).send(text);
}

/** The HTTP server: every path is the Graph API's, except those that were added before it listens. */
export function createServer(api: GraphApi): FastifyInstance {
  const server = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  // Bodies reach the handlers as bytes: which form they have is Graph's business.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.all('/*', (request, reply) => answerGraph(api, request, reply));
  server.all('/', (request, reply) => answerGraph(api, request, reply));
  return server;
}
