import type { ServerResponse } from 'node:http';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Receiver } from '../events/receiver';
import { restError } from './http-server';
import { readBody } from './read-body';

export interface WebhookRouteOptions {
  receiver: Receiver;
  maxBytes: number;
}

/** Meta's side of the gateway: the handshake, and the webhooks. */
export const webhookRoutes: FastifyPluginAsync<WebhookRouteOptions> = async (
  server,
  { receiver, maxBytes },
) => {
  server.get<{ Querystring: Record<string, string | undefined> }>(
    '/webhooks/whatsapp',
    async (request, reply) => {
      const { status, body } = receiver.handshake(request.query);
      if (status !== 200) return reply.code(status).send(restError('FORBIDDEN', body));
      return reply.code(status).type('text/plain').send(body);
    },
  );

  // Thousands of webhooks a second may fail, and each would log a line with its stack. So only the first one is
  // logged, until one is stored again.
  let isStoring = true;
  const answered = async (request: FastifyRequest): Promise<{ status: number; answer: object }> => {
    const body = await readBody(request.raw, maxBytes);
    if (!Buffer.isBuffer(body)) {
      const { status, code } = receiver.tooLarge(body.size);
      const message = `The body has more than ${maxBytes} bytes (WEBHOOK_MAX_BYTES).`;
      return { status, answer: restError(code, message) };
    }
    const signature = request.headers['x-hub-signature-256'];
    const result = await receiver.receive(body, typeof signature === 'string' ? signature : undefined);
    const { status, code, message, cause, stored, repeated } = result;
    if (cause !== undefined && isStoring) {
      request.log.error({ err: cause }, 'a webhook could not be stored; more of it is counted, not logged');
    }
    if (cause !== undefined || status === 200) isStoring = cause === undefined;
    return { status, answer: status === 200 ? { stored, repeated } : restError(code, message) };
  };

  server.post('/webhooks/whatsapp', {
    // The request is taken over before the framework looks at the body. The signature is over its bytes, whatever its
    // headers say, and the framework's parser and reply were a seventh of what a webhook costs.
    onRequest: (request, reply) => {
      reply.hijack();
      answered(request).then(
        ({ status, answer }) => sendJson(reply.raw, status, JSON.stringify(answer)),
        // Whoever sends is gone in the middle of the body.
        () => reply.raw.destroy(),
      );
    },
    // Every route has one; this is not reached.
    handler: () => undefined,
  });
};

function sendJson(response: ServerResponse, status: number, text: string): void {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(status, headers).end(text);
}
