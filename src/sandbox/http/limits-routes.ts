import type { FastifyInstance } from 'fastify';
import type { Limits, LimitsChange } from '../meta-limits/limits';
import { bodyOf, parseBody } from './sandbox-fault';

/** A body of `POST /sandbox/limits`, to show. */
const LIMITS_EXAMPLE: LimitsChange = { throughput: { standard: 200 }, pair: 'off' };

export interface LimitsRoutes {
  readonly limits: Limits;
}

/** `GET`, `POST` and `DELETE /sandbox/limits`. */
export function addLimitsRoutes(server: FastifyInstance, { limits }: LimitsRoutes): void {
  server.get('/sandbox/limits', () => limits.report());
  server.post('/sandbox/limits', (request) => {
    limits.change(parseBody(limits.schema, bodyOf(request.body), LIMITS_EXAMPLE));
    return limits.report();
  });
  server.delete('/sandbox/limits', () => {
    limits.reset();
    return limits.report();
  });
}
