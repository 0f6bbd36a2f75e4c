import type { FastifyPluginAsync } from 'fastify';
import type { Registry } from 'prom-client';

/** What tells whether the gateway can do its work. */
export interface Health {
  /** Resolves when the database answers. */
  checkDatabase(): Promise<unknown>;
  isStopping(): boolean;
  metrics: Registry;
}

/** Liveness, readiness and metrics. */
export const healthRoutes: FastifyPluginAsync<{ health: Health }> = async (server, { health }) => {
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
    reply.type(health.metrics.contentType).send(await health.metrics.metrics()),
  );
};
