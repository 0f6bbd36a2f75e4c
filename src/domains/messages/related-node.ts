import type { GraphQLResolveInfo } from 'graphql';
import type { JsonObject } from '../../common/json';
import { isMetaId } from '../../common/meta-id';
import { loadNode, planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { assertScopes } from '../graphql/scopes';

/**
 * Loads the Graph node that a message or an event belongs to. Its id alone is known already and costs no request. Some of
 * Meta's samples have ids that no node can have: they lead to none.
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
  if (!isMetaId(id)) return null;
  assertScopes(caller, ['accounts:read']);
  return loadNode(graph, id, info);
}
