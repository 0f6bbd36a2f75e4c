import { type ASTNode, type FieldNode, type GraphQLResolveInfo, visit } from 'graphql';

/** What the cache needs of `GraphQLResolveInfo`. */
export type PlanInput = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues' | 'fieldNodes'>;

interface CachedPlans<T> {
  variableNames: readonly string[];
  plans: Map<string, T>;
}

const MAX_PLANS_A_FIELD = 100;

/**
 * Keeps what is compiled from the selection below a field: once for an operation and the values of the variables that
 * shape it. Parsed documents are kept by who sends them, so a field of an operation is the same object every time.
 */
export class PlanCache<T> {
  private readonly fields = new WeakMap<FieldNode, Map<string, CachedPlans<T>>>();

  /** @param typeName the type that the selection is compiled for; one field can be compiled for several */
  get(input: PlanInput, typeName: string, compile: () => T): T {
    const [node, second] = input.fieldNodes;
    if (!node || second) return compile();
    let byType = this.fields.get(node);
    if (!byType) {
      byType = new Map();
      this.fields.set(node, byType);
    }
    let cached = byType.get(typeName);
    if (!cached) {
      cached = { variableNames: variablesBelow(input, node), plans: new Map() };
      byType.set(typeName, cached);
    }
    const { variableNames, plans } = cached;
    const key =
      variableNames.length === 0
        ? ''
        : JSON.stringify(variableNames.map((name) => input.variableValues[name] ?? null));
    const known = plans.get(key);
    if (known !== undefined) return known;
    const plan = compile();
    if (plans.size >= MAX_PLANS_A_FIELD) plans.clear();
    plans.set(key, plan);
    return plan;
  }
}

/** Names of the variables that can change what is selected below a field (its own arguments cannot). */
function variablesBelow({ fragments }: PlanInput, field: FieldNode): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = (root: ASTNode): void => {
    visit(root, {
      enter(node) {
        if (node.kind === 'Variable') names.add(node.name.value);
        if (node.kind !== 'FragmentSpread' || seen.has(node.name.value)) return;
        seen.add(node.name.value);
        const fragment = fragments[node.name.value];
        if (fragment) look(fragment);
      },
    });
  };
  if (field.selectionSet) look(field.selectionSet);
  return [...names];
}
