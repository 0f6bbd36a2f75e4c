import { type ASTVisitor, GraphQLError, type SelectionSetNode, type ValidationContext } from 'graphql';
import { MOST_LEVELS } from '../common/nesting';

/** As many as an operation could name without fragments. */
const MOST_FIELDS = 20_000;

interface Extent {
  levels: number;
  fields: number;
}

const NOTHING: Extent = { levels: 0, fields: 0 };

/**
 * Refuses operations that become too deep or too large when their fragments are written out: a short text of fragments
 * that each spread the next one twice stands for millions of fields.
 */
export function ExtentRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Extent>();

  const fragmentExtent = (name: string, above: number): Extent => {
    const known = fragments.get(name);
    if (known) return known;
    // A fragment that leads back to itself is told so by another rule.
    fragments.set(name, NOTHING);
    const fragment = context.getFragment(name);
    const extent = fragment ? extentOf(fragment.selectionSet, above) : NOTHING;
    fragments.set(name, extent);
    return extent;
  };

  /** @param above levels above it: nothing is looked at that is too deep already, so the stack holds */
  const extentOf = ({ selections }: SelectionSetNode, above: number): Extent => {
    const extent = { levels: 0, fields: 0 };
    if (above > MOST_LEVELS) return { ...extent, levels: 1 };
    for (const selection of selections) {
      const inner =
        selection.kind === 'FragmentSpread'
          ? fragmentExtent(selection.name.value, above + 1)
          : selection.selectionSet
            ? extentOf(selection.selectionSet, above + 1)
            : NOTHING;
      extent.levels = Math.max(extent.levels, inner.levels);
      extent.fields += inner.fields + (selection.kind === 'Field' ? 1 : 0);
    }
    return { ...extent, levels: extent.levels + 1 };
  };

  return {
    OperationDefinition(operation) {
      const { levels, fields } = extentOf(operation.selectionSet, 0);
      if (levels > MOST_LEVELS) {
        context.reportError(
          new GraphQLError(
            `The operation is nested more than ${MOST_LEVELS} levels deep with its fragments. Ask for less at once.`,
            { nodes: operation },
          ),
        );
      } else if (fields > MOST_FIELDS) {
        context.reportError(
          new GraphQLError(
            `The operation asks for more than ${MOST_FIELDS} fields once its fragments are written out. Ask for less at once.`,
            { nodes: operation },
          ),
        );
      }
      return false;
    },
  };
}
