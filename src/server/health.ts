import type { FastifyPluginAsync } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** What tells whether the gateway can do its work. */
export interface Health {
  /** Resolves when the database answers. */
  checkDatabase(): Promise<unknown>;
  isStopping(): boolean;
}

/** Liveness, readiness and metrics. */
export const healthRoutes: FastifyPluginAsync<{ health: Health }> = async (server, { health }) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  server.get('/healthz', async () => ({ status: 'ok' }));

  server.get('/readyz', async (_request, reply) => {
    if (health.isStopping()) return reply.code(503).send({ status: 'stopping' });
    try {
      await health.checkDatabase();
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' });
    }
    return { status: 'ready' };
  });

  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
};
