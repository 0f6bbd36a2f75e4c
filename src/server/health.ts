import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsync } from 'fastify';
import type { Registry } from 'prom-client';
import type { CircuitState } from '../graph/circuit';

/** What tells whether the gateway can do its work. */
export interface Health {
  /** Resolves when the database answers. */
  checkDatabase(): Promise<unknown>;
  isStopping(): boolean;
  /** State of the circuit before the Graph API: told, but no reason not to be ready. */
  circuitState(): CircuitState;
  metrics: Registry;
}

/** A database that takes longer is as good as none: whoever asks has a timeout, too. */
const DATABASE_MS = 2_000;

/** Liveness, readiness and metrics. */
export const healthRoutes: FastifyPluginAsync<{ health: Health }> = async (server, { health }) => {
  server.get('/healthz', async () => ({ status: 'ok' }));

  server.get('/readyz', async (_request, reply) => {
    if (health.isStopping()) return reply.code(503).send({ status: 'stopping' });
    const graph = { circuit: health.circuitState() };
    if (!(await answersInTime(health.checkDatabase()))) {
      return reply.code(503).send({ status: 'the database does not answer', graph });
    }
    return { status: 'ready', graph };
  });

  server.get('/metrics', async (_request, reply) =>
    reply.type(health.metrics.contentType).send(await health.metrics.metrics()),
  );
};

async function answersInTime(check: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const answered = check.then(
    () => true,
    () => false,
  );
  const waited = sleep(DATABASE_MS, false, { signal: late.signal, ref: false }).catch(() => false);
  return Promise.race([answered, waited]).finally(() => late.abort());
}
