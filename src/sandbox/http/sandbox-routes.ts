import type { FastifyInstance } from 'fastify';
import { describe, type SandboxDescription } from '../description';
import { EMITTERS } from '../emitters';
import type { Tools } from '../emitters/emitter';
import { stringifyJson } from '../json';
import { addBehaviourRoutes, type BehaviourRoutes } from './behaviour-routes';
import { addClockRoutes, type ClockRoutes } from './clock-routes';
import { addLimitsRoutes, type LimitsRoutes } from './limits-routes';
import { SandboxFault } from './sandbox-fault';

export interface SandboxRoutes extends BehaviourRoutes, ClockRoutes, LimitsRoutes {
  readonly tools: Tools;
  readonly callbackUrl: () => string;
}

/** The sandbox's own paths, beside those it has in common with Meta. */
export function addSandboxRoutes(server: FastifyInstance, routes: SandboxRoutes): void {
  const { tools, callbackUrl } = routes;
  server.register(async (own) => {
    own.setErrorHandler((error, _request, reply) => {
      if (error instanceof SandboxFault) return reply.code(error.status).send(error.body);
      const message = error instanceof Error ? error.message : String(error);
      return reply
        .code(500)
        .send({ error: { code: 'INTERNAL', message: `The sandbox has a fault: ${message}` } });
    });
    own.get('/sandbox', (): SandboxDescription => describe(tools.world, callbackUrl()));
    for (const emitter of EMITTERS) {
      // Ids in values may be longer than a JavaScript number is.
      own.post<{ Params: { id?: string } }>(emitter.route, (request, reply) =>
        reply
          .type('application/json; charset=utf-8')
          .send(stringifyJson(emitter.run(request.params.id ?? '', request.body, tools))),
      );
    }
    addBehaviourRoutes(own, routes);
    addClockRoutes(own, routes);
    addLimitsRoutes(own, routes);
    own.get<{ Params: { id: string } }>('/sandbox/flows/:id/flow.json', (request) => {
      const flow = tools.world.flows.get(request.params.id);
      if (flow !== undefined) return flow.flowJson;
      throw new SandboxFault('NOT_FOUND', `Field "id" in the path: there is no flow "${request.params.id}".`);
    });
    own.all('/sandbox/*', (request) => {
      throw new SandboxFault(
        'NOT_FOUND',
        `There is no ${request.method} ${request.url}. GET /sandbox lists under "simulate" what there is.`,
      );
    });
  });
}
