import {
  type ASTNode,
  type FieldNode,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
  visit,
} from 'graphql';
import type { JsonObject } from '../common/json';
import type { Expansion } from '../graph/expansion';
import type { GraphSession } from '../graph/session';
import { compileConnection, compileSelection } from './compile';

/** Loads the node that a field returns, with all that is selected below it, in as few requests as there can be. */
export function loadNode(graph: GraphSession, id: string, info: GraphQLResolveInfo): Promise<JsonObject> {
  return graph.load(id, planOf(info));
}

interface CachedPlans {
  variableNames: readonly string[];
  plans: Map<string, Expansion>;
}

/** Apollo and graphql-ws keep parsed documents, so a field of an operation is the same object every time. */
const cache = new WeakMap<FieldNode, Map<string, CachedPlans>>();
const MAX_PLANS_A_FIELD = 100;

/**
 * The plan of a field's selection: compiled once for an operation and the variables that shape it. For a connection
 * it is the plan of its nodes.
 */
export function planOf(info: GraphQLResolveInfo, typeName = getNamedType(info.returnType).name): Expansion {
  const [node, second] = info.fieldNodes;
  const type = info.schema.getType(typeName);
  if (!node || !isObjectType(type))
    throw new Error(`${typeName} is not an object type: it cannot be planned.`);
  const compile = () =>
    typeName.endsWith('Connection')
      ? compileConnection(info, info.fieldNodes, type)
      : compileSelection(info, info.fieldNodes, type);
  if (second) return compile();
  let byType = cache.get(node);
  if (!byType) {
    byType = new Map();
    cache.set(node, byType);
  }
  let cached = byType.get(typeName);
  if (!cached) {
    cached = { variableNames: variablesBelow(info, node), plans: new Map() };
    byType.set(typeName, cached);
  }
  const key =
    cached.variableNames.length === 0
      ? ''
      : JSON.stringify(cached.variableNames.map((name) => info.variableValues[name]));
  let plan = cached.plans.get(key);
  if (!plan) {
    plan = compile();
    if (cached.plans.size >= MAX_PLANS_A_FIELD) cached.plans.clear();
    cached.plans.set(key, plan);
  }
  return plan;
}

/** Names of the variables that can change what is selected below a field (its own arguments cannot). */
function variablesBelow(info: GraphQLResolveInfo, field: FieldNode): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = (root: ASTNode): void => {
    visit(root, {
      enter(node) {
        if (node.kind === 'Variable') names.add(node.name.value);
        if (node.kind !== 'FragmentSpread' || seen.has(node.name.value)) return;
        seen.add(node.name.value);
        const fragment = info.fragments[node.name.value];
        if (fragment) look(fragment);
      },
    });
  };
  if (field.selectionSet) look(field.selectionSet);
  return [...names];
}
