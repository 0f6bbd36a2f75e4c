import type { GraphQLResolveInfo } from 'graphql';
import { NotFoundError } from '../../common/errors';
import type { JsonObject } from '../../common/json';
import type { Expansion } from '../../graph/expansion';
import { faultOf, hasFaults } from '../../graph/faults';
import { isUnusable } from '../../planner/compile';
import { loadNode, planOf } from '../../planner/load-node';
import { staleAllowanceOf } from '../../planner/stale-if-error';
import { isTelling } from '../../planner/telling';
import type { GatewayContext } from '../context';
import { knownTypes, metaTypeOf, WITH_TYPE } from './known-types';
import { certainTypeOf, type GraphNodeTypeName } from './node-types';

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
  typeName: GraphNodeTypeName,
  query?: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const known = knownTypes.get(id);
  if (known && known !== typeName) throw otherType(id, known, typeName);
  const plan = planOf(info, typeName);
  const isCertain = known !== undefined || isUnusable(plan) || isTelling(info.schema, plan);
  if (isCertain || staleAllowanceOf(info, typeName)) {
    const node = await (query ? graph.load(id, plan, query) : loadNode(graph, id, info, typeName));
    const other = hasFaults(node) ? typeToldBy(node, plan) : undefined;
    if (other && other !== typeName) throw otherType(id, other, typeName);
    return node;
  }
  const node = await graph.load(id, plan, { ...query, ...WITH_TYPE });
  const metaType = metaTypeOf(node);
  const type = metaType === undefined ? undefined : certainTypeOf(metaType);
  if (type) knownTypes.set(id, type);
  if (type && type !== typeName) throw otherType(id, type, typeName);
  return node;
}

const REFUSED_FIELD = /nonexistent field \((\w+)\) on node type \((\w+)\)/i;

/** The type that Graph names when it refuses a field that nodes of it do not have. */
function typeToldBy(node: JsonObject, plan: Expansion): GraphNodeTypeName | undefined {
  for (const [key, { name }] of plan) {
    const fault = faultOf(node, key);
    const [, field, metaType] = REFUSED_FIELD.exec(fault?.message ?? '') ?? [];
    if (field === name && metaType !== undefined) return certainTypeOf(metaType);
  }
  return undefined;
}

function otherType(id: string, is: GraphNodeTypeName, wanted: GraphNodeTypeName): NotFoundError {
  return new NotFoundError(`Node ${id} is not a ${wanted}: its type is ${is}. Give the id of a ${wanted}.`);
}
