import type { GraphQLResolveInfo } from 'graphql';
import { NotFoundError } from '../../common/errors';
import type { JsonObject } from '../../common/json';
import type { Expansion } from '../../graph/expansion';
import { hasFaults } from '../../graph/faults';
import { kindOfMetaType, metaTypeOf, type NodeKind, WITH_TYPE } from '../../graph/node-kinds';
import { loadNode, planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { TYPE_NAME } from '../graphql/node';
import { knownTypes } from './known-types';
import { GRAPH_NODE_TYPES, graphNodeTypeNames } from './node-types';

const NOTHING: Expansion = new Map();

/**
 * Finds a Graph node whose type only Graph can tell from its id. What the operation selects is asked of the type it
 * selects it for, together with the question of which type it is; only an operation with fragments for several types
 * asks for the type first.
 */
export async function findGraphNode(
  context: GatewayContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<JsonObject> {
  const known = knownTypes.get(id);
  if (known) return read(context, id, known, () => loadNode(context.graph, id, info, known));
  const candidates = graphNodeTypeNames.filter((type) => planOf(info, type).size > 0);
  const [only, ...others] = candidates;
  const guess = only !== undefined && others.length === 0 ? only : undefined;
  const node = await context.graph.load(id, guess ? planOf(info, guess) : NOTHING, WITH_TYPE);
  const metaType = metaTypeOf(node);
  const type =
    metaType === undefined
      ? (guess ?? (await tryEach(context, id, info, candidates)))
      : kindOfMetaType(metaType);
  if (!type) throw new NotFoundError(`Node ${id} is of a type that this API does not have.`);
  // A guess is proven by what the node has, not by what is refused of it.
  if (metaType !== undefined || !hasFaults(node)) knownTypes.set(id, type);
  const plan = planOf(info, type);
  const isWhole = type === guess || plan.size === 0;
  return read(context, id, type, async () => (isWhole ? node : context.graph.load(id, plan)));
}

async function read(
  context: GatewayContext,
  id: string,
  type: NodeKind,
  find: () => Promise<JsonObject>,
): Promise<JsonObject> {
  await GRAPH_NODE_TYPES[type](context, id);
  if (type === 'WhatsAppBusinessAccount') context.limits?.facts.learnAccount(id);
  return Object.assign(await find(), { [TYPE_NAME]: type });
}

/** Where no metadata is to be had (a proxy may drop it), the type is the one whose fields the node has. */
async function tryEach(
  { graph }: GatewayContext,
  id: string,
  info: GraphQLResolveInfo,
  types: readonly NodeKind[],
): Promise<NodeKind | undefined> {
  const answers = await Promise.all(
    types.map((type) =>
      graph.load(id, planOf(info, type)).then(
        (node) => !hasFaults(node),
        () => false,
      ),
    ),
  );
  return types.find((_type, index) => answers[index]);
}
