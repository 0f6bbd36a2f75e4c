import type { GraphQLResolveInfo } from 'graphql';
import type { JsonObject } from '../../common/json';
import { loadNode, planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { assertScopes } from '../graphql/scopes';

/**
 * Loads the Graph node that a message or an event belongs to. Its id alone is known already and costs no request.
 *
 * @throws MissingScopeError when the caller may see the message or the event, but not accounts
 */
export function relatedNode(
  { graph, caller }: GatewayContext,
  id: string | null,
  info: GraphQLResolveInfo,
): JsonObject | Promise<JsonObject> | null {
  if (id === null) return null;
  const asksForIdOnly = [...planOf(info).keys()].every((name) => name === 'id');
  if (asksForIdOnly) return { id };
  assertScopes(caller, ['accounts:read']);
  return loadNode(graph, id, info);
}
