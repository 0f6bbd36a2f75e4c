import type { IncomingMessage } from 'node:http';
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import {
  RecipientFileError,
  type RecipientFormat,
  recipientsIn,
} from '../../domains/broadcasts/recipient-file';
import { restError } from '../http-server';
import { drain } from '../media/drain';
import { MediaAccess, type MediaAccessOptions } from '../media/media-access';
import { RestFailure, restFailureOf } from '../rest-failure';

/** A sender that sends nothing for so long has gone, though its connection may not know it. */
const SILENT_MS = 60_000;
/** A kilobyte for each of the most recipients that a broadcast may have. */
const MAX_BYTES = 100 * 1024 * 1024;
const FORMATS: ReadonlyMap<string, RecipientFormat> = new Map([
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
]);
/** UTF-8 has ASCII in it. */
const OTHER_CHARSET = /^\s*charset\s*=\s*"?(?!utf-?8\b|us-ascii\b)([^"]+)/;

/** `POST /broadcasts/recipients`: the recipients of a broadcast to come, stored as they come in. */
export const recipientListRoutes: FastifyPluginAsync<MediaAccessOptions> = async (server, options) => {
  const access = new MediaAccess(options);
  server.removeAllContentTypeParsers();
  // Read by the handler, and only as fast as the database takes it.
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.addHook('onRequest', async ({ raw }) => {
    raw.setTimeout(SILENT_MS, () => raw.destroy());
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    drain(request.raw);
    if (error instanceof RecipientFileError) return reply.code(400).send(invalid(error));
    const failure = restFailureOf(error);
    if (failure)
      return reply
        .code(failure.status)
        .headers(failure.headers)
        .send(restError(failure.code, failure.message));
    throw error;
  });
  server.post('/broadcasts/recipients', async (request: FastifyRequest, reply: FastifyReply) => {
    const { broadcasts, caller } = await access.contextOf(request, reply, 'messages:send');
    const recipients = recipientsIn(bytesOf(request.raw), formatOf(request));
    const { id, total, expiresAt } = await broadcasts.lists.store(caller.name, recipients);
    return reply.code(201).send({ id, recipients: total, expiresAt });
  });
};

function formatOf({ headers }: FastifyRequest): RecipientFormat {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => OTHER_CHARSET.exec(text)?.[1]).find((name) => name !== undefined);
  const encoding = headers['content-encoding'];
  if (charset !== undefined || (encoding !== undefined && encoding !== 'identity'))
    throw new RestFailure(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the list in UTF-8, and not compressed.');
  const format = FORMATS.get(type.trim());
  if (format) return format;
  throw new RestFailure(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the list as it is, with Content-Type: text/csv or application/x-ndjson.',
  );
}

/** @throws RestFailure when it is too much, or whoever sends breaks off: half a list is none. */
async function* bytesOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let size = 0;
  // Not destroyed with the iteration: whoever is still sending is to hear what is wrong.
  const chunks = request.iterator({ destroyOnReturn: false });
  for (
    let next = await chunks.next().catch(brokenOff);
    !next.done;
    next = await chunks.next().catch(brokenOff)
  ) {
    size += next.value.length;
    if (size > MAX_BYTES)
      throw new RestFailure(413, 'TOO_LARGE', `The list has more than ${MAX_BYTES} bytes.`);
    yield next.value;
  }
  if (!request.complete) brokenOff();
}

function brokenOff(): never {
  throw new RestFailure(400, 'BAD_REQUEST', 'The list was broken off: nothing was stored.');
}

function invalid({ message, faults, count }: RecipientFileError) {
  return { error: { ...restError('INVALID_RECIPIENTS', message).error, faultyLines: count, lines: faults } };
}
