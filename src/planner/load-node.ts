import { type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql';
import type { JsonObject } from '../common/json';
import { type Expansion, ofKind } from '../graph/expansion';
import type { GraphSession } from '../graph/session';
import { compileConnection, compileSelection, isUnusable } from './compile';
import { PlanCache } from './plan-cache';
import { staleAllowanceOf } from './stale-if-error';

const plans = new PlanCache<Expansion>();

/** Loads the node that a field returns, with all that is selected below it, in as few requests as there can be. */
export function loadNode(
  graph: GraphSession,
  id: string,
  info: GraphQLResolveInfo,
  typeName?: string,
): Promise<JsonObject> {
  return nodeLoader(graph, info, typeName)(id);
}

/** The same for several nodes of one field, planned once. */
export function nodeLoader(
  graph: GraphSession,
  info: GraphQLResolveInfo,
  typeName = getNamedType(info.returnType).name,
): (id: string) => Promise<JsonObject> {
  const plan = planOf(info, typeName);
  // All that would come of a call are the errors that are certain already.
  if (isUnusable(plan)) return async (id) => ({ id });
  const allowance = staleAllowanceOf(info, typeName);
  return (id) => (allowance ? graph.loadOrRecall(id, plan, allowance) : graph.load(id, plan));
}

/** What a field's selection asks of Graph; for a connection, of each of its nodes. */
export function planOf(info: GraphQLResolveInfo, typeName = getNamedType(info.returnType).name): Expansion {
  return plans.get(info, typeName, () => {
    const type = info.schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`${typeName} is not an object type: it cannot be planned.`);
    const plan = typeName.endsWith('Connection')
      ? compileConnection(info, info.fieldNodes, type)
      : compileSelection(info, info.fieldNodes, type);
    return ofKind(plan, typeName.replace(/Connection$/, ''));
  });
}
