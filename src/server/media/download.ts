import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientGraphSession } from '../../graph/graph-session';
import type { ByteStream } from '../../graph/media-fetcher';
import type { ContextFactory } from '../context-factory';
import { Departure } from '../departure';
import { RestFailure } from '../rest-failure';
import { headersOf } from './file-headers';
import type { FileFacts, FileLookup } from './file-lookup';
import type { MediaAccess } from './media-access';

export interface DownloadOptions {
  access: MediaAccess;
  contexts: ContextFactory;
  lookup: FileLookup;
}

export type DownloadRequest = FastifyRequest<{
  Params: { mediaId: string };
  Querystring: Record<string, unknown>;
}>;

/** A reader that takes nothing for so long has gone, though its connection may not know it. */
const STALLED_MS = 120_000;
/** One range; a list of them is answered with the whole file, which HTTP allows. */
const ONE_RANGE = /^bytes=(\d+-\d*|-\d+)$/;

/** `GET /media/{mediaId}`: the bytes as they come from Meta, as fast as they are taken. */
export async function download(
  { access, contexts, lookup }: DownloadOptions,
  request: DownloadRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opening = await access.open(request, reply);
  const graph = contexts.graphSession(new Departure(reply));
  let file = await lookup.find(graph, opening);
  if (file.etag !== undefined && namesTag(request.headers['if-none-match'], file.etag)) {
    return reply.code(304).headers(headersOf(file, opening)).send();
  }
  if (request.method === 'HEAD') {
    if (file.size !== undefined) reply.header('content-length', file.size);
    return reply.headers({ ...headersOf(file, opening), 'accept-ranges': 'bytes' }).send();
  }
  let answer = await fetchPart(graph, file, request);
  if (answer.status === 404) {
    await answer.discard();
    file = await lookup.find(graph, opening, true);
    answer = await fetchPart(graph, file, request);
  }
  if (answer.status !== 200 && answer.status !== 206) throw await failureOf(answer);

  reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
  reply.code(answer.status).headers(headersOf(withTypeOf(file, answer), opening));
  for (const name of ['content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified']) {
    const value = answer.header(name);
    if (value !== undefined) reply.header(name, value);
  }
  return reply.send(answer.body);
}

/** Asks for the part that the client wants, as long as that is a part of the file it already has. */
async function fetchPart(
  graph: ClientGraphSession,
  { url, etag }: FileFacts,
  { headers }: DownloadRequest,
): Promise<ByteStream> {
  const { range } = headers;
  if (range === undefined || !ONE_RANGE.test(range)) return graph.fetchMedia({ url });
  const condition = headers['if-range'];
  if (typeof condition !== 'string' || condition === etag) {
    return graph.fetchMedia({ url, headers: { range } });
  }
  const answer = await graph.fetchMedia({ url, headers: { range, 'if-range': condition } });
  const isSame = [answer.header('etag'), answer.header('last-modified')].includes(condition);
  if (answer.status === 200 || isSame) return answer;
  await answer.discard();
  return graph.fetchMedia({ url });
}

function withTypeOf(file: FileFacts, answer: ByteStream): FileFacts {
  return { ...file, mimeType: file.mimeType ?? answer.header('content-type') };
}

/** Whether an `If-None-Match` names this version of the file. */
function namesTag(condition: string | undefined, etag: string): boolean {
  const tags = condition?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags?.some((tag) => tag === etag || tag === '*') ?? false;
}

async function failureOf(answer: ByteStream): Promise<RestFailure> {
  await answer.discard();
  const { status } = answer;
  if (status === 404) {
    return new RestFailure(404, 'NOT_FOUND', 'Meta no longer has the bytes of this file.');
  }
  if (status === 416) {
    const range = answer.header('content-range');
    return new RestFailure(416, 'RANGE_NOT_SATISFIABLE', 'The file has no such part.', {
      ...(range !== undefined && { 'content-range': range }),
    });
  }
  if (status === 429) {
    return new RestFailure(429, 'RATE_LIMITED', 'Meta takes no more downloads for the moment.');
  }
  return new RestFailure(
    502,
    'UPSTREAM_UNAVAILABLE',
    `Meta answered HTTP ${status} where the bytes of this file should be.`,
  );
}
