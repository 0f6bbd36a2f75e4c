import { type ASTVisitor, GraphQLError, type SelectionSetNode, type ValidationContext } from 'graphql';

/**
 * Refuses `@skip` and `@include` where a subscription selects its one root field, as the specification does: with
 * nothing left there is nothing to subscribe to, and graphql-js fails on it in a way that would end the whole socket.
 */
export function SubscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation === 'subscription') check(selectionSet, new Set());
    },
  };

  function check({ selections }: SelectionSetNode, seen: Set<string>): void {
    for (const selection of selections) {
      const conditions = selection.directives?.filter(({ name }) => CONDITIONS.has(name.value)) ?? [];
      if (conditions.length > 0) context.reportError(new GraphQLError(REFUSED, { nodes: conditions }));
      if (selection.kind === 'InlineFragment') check(selection.selectionSet, seen);
      if (selection.kind !== 'FragmentSpread' || seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) check(fragment.selectionSet, seen);
    }
  }
}

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include']);
const REFUSED =
  'The root field of a subscription is always selected: leave out `@skip` and `@include`, and do not subscribe instead.';
