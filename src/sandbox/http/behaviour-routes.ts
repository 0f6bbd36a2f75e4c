import type { FastifyInstance } from 'fastify';
import { deliverySchema, FAITHFUL_DELIVERY } from '../behaviour/delivery';
import { type GraphFaults, graphFaultsSchema } from '../behaviour/graph-faults';
import type { Outbox } from '../webhooks/outbox';
import { bodyOf, parseBody } from './sandbox-fault';

/** A body of `POST /sandbox/behaviour`, to show. */
const BEHAVIOUR_EXAMPLE = {
  duplicateRate: 0.2,
  reorder: true,
  batch: { maxItems: 50, windowMs: 250 },
  graph: [{ kind: 'error', code: 130429, next: 3, path: '/messages' }],
};

/** What is not named stays as it was. */
const changeSchema = deliverySchema.extend({ graph: graphFaultsSchema }).partial();

export interface BehaviourRoutes {
  readonly outbox: Outbox;
  readonly faults: GraphFaults;
}

/** `GET`, `POST` and `DELETE /sandbox/behaviour`. */
export function addBehaviourRoutes(server: FastifyInstance, { outbox, faults }: BehaviourRoutes): void {
  const state = () => ({ ...outbox.current, graph: faults.current });
  server.get('/sandbox/behaviour', state);
  server.post('/sandbox/behaviour', (request) => {
    const given = bodyOf(request.body);
    parseBody(changeSchema, given, BEHAVIOUR_EXAMPLE);
    const { graph, ...delivery } = given;
    outbox.behave(parseBody(deliverySchema, { ...outbox.current, ...delivery }, BEHAVIOUR_EXAMPLE));
    if (graph !== undefined) faults.set(graphFaultsSchema.parse(graph));
    return state();
  });
  server.delete('/sandbox/behaviour', () => {
    outbox.behave(FAITHFUL_DELIVERY);
    faults.set([]);
    return state();
  });
}
