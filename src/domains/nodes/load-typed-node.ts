import type { GraphQLResolveInfo } from 'graphql';
import { NotFoundError } from '../../common/errors';
import type { JsonObject } from '../../common/json';
import { hasFaults } from '../../graph/faults';
import { kindOfMetaType, metaTypeOf, type NodeKind, WITH_TYPE } from '../../graph/node-kinds';
import { isUnusable } from '../../planner/compile';
import { loadNode, planOf } from '../../planner/load-node';
import { staleAllowanceOf } from '../../planner/stale-if-error';
import { isTelling } from '../../planner/telling';
import type { GatewayContext } from '../context';
import { knownTypes } from './known-types';

/**
 * Loads a node by an id that is said to be one of a type. Where all that is selected is what other nodes have too, Graph is
 * asked in the same request which type it is of: it would answer of an account what was asked of a number.
 *
 * @param query further parameters of the request
 * @throws NotFoundError for a node of another type
 */
export async function loadTypedNode(
  { graph }: GatewayContext,
  id: string,
  info: GraphQLResolveInfo,
  typeName: NodeKind,
  query?: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const known = knownTypes.get(id);
  if (known && known !== typeName) throw otherType(id, known, typeName);
  const plan = planOf(info, typeName);
  const isCertain = known !== undefined || isUnusable(plan) || isTelling(info.schema, plan);
  if (isCertain || staleAllowanceOf(info, typeName)) {
    const node = await (query ? graph.load(id, plan, query) : loadNode(graph, id, info, typeName));
    // Graph refused a field that nodes of another type do not have, and so told which one it is of.
    if (hasFaults(node)) noteType(id, node, typeName);
    return node;
  }
  const node = await graph.load(id, plan, { ...query, ...WITH_TYPE });
  noteType(id, node, typeName);
  return node;
}

/** @throws NotFoundError where Graph told that the node is of another type */
function noteType(id: string, node: JsonObject, wanted: NodeKind): void {
  const metaType = metaTypeOf(node);
  const type = metaType === undefined ? undefined : kindOfMetaType(metaType);
  if (type) knownTypes.set(id, type);
  if (type && type !== wanted) throw otherType(id, type, wanted);
}

function otherType(id: string, is: NodeKind, wanted: NodeKind): NotFoundError {
  return new NotFoundError(`Node ${id} is not a ${wanted}: its type is ${is}. Give the id of a ${wanted}.`);
}
