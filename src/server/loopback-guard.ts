import type { FastifyInstance } from 'fastify';
import { restError } from './http-server';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;

/** Whether a page comes from this machine. */
export const isLoopbackOrigin = (origin: string): boolean =>
  URL.canParse(origin) && LOOPBACK_HOST.test(new URL(origin).host);

/**
 * Without API keys whoever is on this machine may do everything, and so might any web page that its browser shows:
 * through a socket, which browsers let pages of other origins open, or through a name that points here. So only
 * requests to a loopback name and from a loopback page, or from no page at all, are let in.
 */
export function guardLoopback(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, next) => {
    const { host, origin } = request.headers;
    const isForeignPage = origin !== undefined && !isLoopbackOrigin(origin);
    const isNear = LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '');
    if (isNear && (host === undefined || LOOPBACK_HOST.test(host)) && !isForeignPage) {
      next();
      return;
    }
    reply
      .code(403)
      .send(
        restError(
          'FORBIDDEN',
          'Without API keys the gateway serves this machine only, not pages of other sites.',
        ),
      );
  });
}
