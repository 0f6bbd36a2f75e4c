import type { GraphQLResolveInfo } from 'graphql';
import type { JsonObject } from '../../common/json';
import { loadNode, planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';

/** Loads the Graph node that a message or an event belongs to. Its id alone is known already and costs no request. */
export function relatedNode(
  { graph }: GatewayContext,
  id: string | null,
  info: GraphQLResolveInfo,
): JsonObject | Promise<JsonObject> | null {
  if (id === null) return null;
  const asksForIdOnly = [...planOf(info).keys()].every((name) => name === 'id');
  return asksForIdOnly ? { id } : loadNode(graph, id, info);
}
