import type { IncomingMessage } from 'node:http';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Receiver } from '../events/receiver';
import { restError } from './http-server';

export interface WebhookRouteOptions {
  receiver: Receiver;
  maxBytes: number;
}

/** How much of a body that is too large is read, and forgotten, so that its sender hears the answer. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/** Meta's side of the gateway: the handshake, and the webhooks. */
export const webhookRoutes: FastifyPluginAsync<WebhookRouteOptions> = async (
  server,
  { receiver, maxBytes },
) => {
  // The signature is over the bytes as sent, so nothing may parse them before.
  server.removeAllContentTypeParsers();
  server.addHook('onRequest', async ({ headers }) => {
    headers['content-type'] ??= 'application/json';
  });
  server.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) =>
    readAtMost(payload, maxBytes),
  );

  server.get<{ Querystring: Record<string, string | undefined> }>(
    '/webhooks/whatsapp',
    async (request, reply) => {
      const { status, body } = receiver.handshake(request.query);
      if (status !== 200) return reply.code(status).send(restError('FORBIDDEN', body));
      return reply.code(status).type('text/plain').send(body);
    },
  );

  server.post<{ Body: Buffer | TooLarge | undefined }>('/webhooks/whatsapp', async (request, reply) => {
    if (isTooLarge(request.body)) {
      const { status, code } = receiver.tooLarge(request.body.size);
      return reply
        .code(status)
        .send(restError(code, `The body has more than ${maxBytes} bytes (WEBHOOK_MAX_BYTES).`));
    }
    const signature = request.headers['x-hub-signature-256'];
    const result = await receiver.receive(
      request.body ?? Buffer.alloc(0),
      typeof signature === 'string' ? signature : undefined,
    );
    if (result.cause !== undefined) request.log.error({ err: result.cause }, 'a webhook could not be stored');
    if (result.status !== 200) return reply.code(result.status).send(restError(result.code, result.message));
    return reply.code(200).send({ stored: result.stored, repeated: result.repeated });
  });
};

/** A body that was not kept: how much of it was read. */
interface TooLarge {
  size: number;
}

function isTooLarge(body: Buffer | TooLarge | undefined): body is TooLarge {
  return body !== undefined && !Buffer.isBuffer(body);
}

/**
 * The bytes of a body, unless there are too many. Answering before they are all read would break the connection
 * under a sender that is still writing, who would then never learn why.
 */
function readAtMost(payload: IncomingMessage, maxBytes: number): Promise<Buffer | TooLarge> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= Math.max(DRAINED_BYTES, maxBytes)) return;
      payload.destroy();
      resolve({ size });
    });
    payload.once('end', () => resolve(size <= maxBytes ? Buffer.concat(chunks, size) : { size }));
    payload.once('error', reject);
  });
}
