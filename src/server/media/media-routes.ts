import multipart from '@fastify/multipart';
import type { FastifyBaseLogger, FastifyError, FastifyPluginAsync } from 'fastify';
import { restError } from '../http-server';
import { restFailureOf } from '../rest-failure';
import { download } from './download';
import { drain } from './drain';
import { FileLookup } from './file-lookup';
import { MULTIPART_OPTIONS } from './incoming-file';
import { MediaAccess, type MediaAccessOptions } from './media-access';
import { continueUpload, type SessionRequest, uploadOffset } from './resumable-upload';
import { type UploadRequest, upload } from './upload';

export interface MediaRouteOptions extends MediaAccessOptions {
  logger: FastifyBaseLogger;
}

/** A sender that sends nothing for so long has gone, though its connection may not know it. */
const SILENT_MS = 60_000;

/** Files, on their way through: none is ever held here. */
export const mediaRoutes: FastifyPluginAsync<MediaRouteOptions> = async (server, options) => {
  const { contexts, logger } = options;
  const access = new MediaAccess(options);
  const lookup = new FileLookup();

  server.removeAllContentTypeParsers();
  await server.register(multipart, MULTIPART_OPTIONS);
  // A bare body is read by its handler, and only as fast as Meta takes it.
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.addHook('onRequest', async ({ headers, method, raw }) => {
    if (method !== 'POST') return;
    headers['content-type'] ??= 'application/octet-stream';
    raw.setTimeout(SILENT_MS, () => raw.destroy());
  });

  server.setErrorHandler<FastifyError>((error, request, reply) => {
    drain(request.raw);
    const failure = restFailureOf(error);
    if (failure) {
      return reply
        .code(failure.status)
        .headers({ 'cache-control': 'no-store', ...failure.headers })
        .send(restError(failure.code, failure.message));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(restError(error.code, error.message));
    // Whoever sent half a file and left is not there to be answered, and is no fault of ours.
    if (!request.raw.destroyed) logger.error({ err: error }, 'unexpected error with a media file');
    return reply.code(500).send(restError('INTERNAL_SERVER_ERROR', 'Something went wrong.'));
  });

  server.route<{ Params: { mediaId: string }; Querystring: Record<string, unknown> }>({
    method: ['GET', 'HEAD'],
    url: '/media/:mediaId',
    handler: (request, reply) => download({ access, contexts, lookup }, request, reply),
  });
  server.post('/media/:phoneNumberId', (request: UploadRequest, reply) =>
    upload({ access, contexts }, request, reply),
  );
  server.get('/media/uploads/:sessionId', (request: SessionRequest, reply) =>
    uploadOffset({ access, contexts }, request, reply),
  );
  server.post('/media/uploads/:sessionId', (request: SessionRequest, reply) =>
    continueUpload({ access, contexts }, request, reply),
  );
};
