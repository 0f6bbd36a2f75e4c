import websocket from '@fastify/websocket';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify';
import { handleProtocols } from 'graphql-ws';
import type { MediaLinks } from '../domains/media/media-links';
import type { Receiver } from '../events/receiver';
import { recipientListRoutes } from './broadcasts/recipient-lists-route';
import { allowOrigins, originCheck, preflightAnswer } from './cors';
import { readOperations } from './explorer/operations';
import { explorerRoutes } from './explorer/routes';
import { type GraphqlRouteOptions, graphqlRoutes } from './graphql-route';
import type { Health } from './health';
import { healthRoutes } from './health';
import { guardLoopback } from './loopback-guard';
import { mediaRoutes } from './media/media-routes';
import { RouteMethods } from './route-methods';
import { webhookRoutes } from './webhook-routes';

/** A GraphQL request larger than this is not one that a person or a program would write. */
const MAX_GRAPHQL_BYTES = 2 * 1024 * 1024;
const MAX_FRAME_BYTES = 1024 * 1024;
/** Meta's ids of upload sessions are long. */
const MAX_PARAMETER_CHARS = 2_048;
/** Close code of sockets whose server ends. */
const GOING_AWAY = 1001;

export interface HttpServerOptions extends GraphqlRouteOptions {
  receiver: Receiver;
  mediaLinks: MediaLinks;
  health: Health;
  webhookMaxBytes: number;
  introspection: boolean;
  /** Origins whose pages may call. */
  corsOrigins: readonly string[];
  logger: FastifyBaseLogger;
}

const REST_CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const NOTHING_HERE =
  'There is nothing here. See /graphql, /explorer, /webhooks/whatsapp, /media/{id}, /healthz.';

/** Everything the gateway answers over HTTP and WebSocket. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logger } = options;
  const server = fastify({
    loggerInstance: logger,
    // Paths hold ids and the handshake's token; metrics count requests instead.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs more than finding its route, and says no more without that logging.
    childLoggerFactory: (parent) => parent,
    bodyLimit: MAX_GRAPHQL_BYTES,
    forceCloseConnections: true,
    trustProxy: false,
    routerOptions: { maxParamLength: MAX_PARAMETER_CHARS },
  });
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500)
      return reply.code(status).send(restError(REST_CODES[status] ?? 'BAD_REQUEST', error.message));
    logger.error({ err: error }, 'unexpected error in an HTTP request');
    return reply.code(status).send(restError('INTERNAL_SERVER_ERROR', 'Something went wrong.'));
  });
  const routes = new RouteMethods(server);
  const isAllowed = originCheck(options.corsOrigins, options.authenticator.isOpen);
  server.setNotFoundHandler((request, reply) => {
    const methods = routes.of(request.url);
    if (methods.length === 0) return reply.code(404).send(restError('NOT_FOUND', NOTHING_HERE));
    if (request.method === 'OPTIONS') {
      const answer = preflightAnswer(request, reply, methods, isAllowed);
      if (answer) return answer;
    }
    return reply
      .code(405)
      .header('allow', methods.join(', '))
      .send(restError('METHOD_NOT_ALLOWED', `This takes ${methods.join(', ')}.`));
  });
  if (options.authenticator.isOpen) guardLoopback(server);
  await server.register(async (scope) => {
    // Clients take it for "connect again"; the plugin's own hook, which comes after it, would give no reason.
    scope.addHook('preClose', (done) => {
      for (const client of scope.websocketServer.clients) client.close(GOING_AWAY, 'The gateway stops');
      done();
    });
    // Here alone: its hooks run before every request of the scope that it is in.
    await scope.register(websocket, {
      options: { maxPayload: MAX_FRAME_BYTES, handleProtocols },
      errorHandler: (error, socket) => {
        // What breaks the protocol is the client's fault, who hears of it by the close code: none for the log.
        if (!isProtocolFault(error)) logger.error({ err: error }, 'a socket failed');
        socket.terminate();
      },
    });
    allowOrigins(scope, isAllowed);
    graphqlRoutes(scope, options);
  });
  await server.register(webhookRoutes, { receiver: options.receiver, maxBytes: options.webhookMaxBytes });
  await server.register(async (scope) => {
    allowOrigins(scope, isAllowed);
    await scope.register(mediaRoutes, options);
    await scope.register(recipientListRoutes, options);
  });
  await server.register(healthRoutes, { health: options.health });
  await server.register(explorerRoutes, {
    enabled: options.introspection,
    operations: await readOperations(),
  });
  return server;
}

/** As `ws` names them: frames that are too large, no UTF-8, or none at all. */
const isProtocolFault = (error: Error) =>
  'code' in error && typeof error.code === 'string' && error.code.startsWith('WS_ERR_');

/** The body of every error outside GraphQL. */
export function restError(code: string, message: string) {
  return { error: { code, message } };
}
