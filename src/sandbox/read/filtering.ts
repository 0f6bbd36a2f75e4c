import { invalidParameter } from '../graph-error';
import type { CallContext } from '../model/call-context';
import type { Arguments, GraphNode } from '../model/kind';
import { objectsOf, wordsOf } from './arguments';

type Test = (actual: unknown, wanted: unknown) => boolean;

const text = (value: unknown): string => String(value ?? '').toLowerCase();
const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text);

const OPERATORS: Readonly<Record<string, Test>> = {
  EQUAL: (actual, wanted) => text(actual) === text(wanted),
  NOT_EQUAL: (actual, wanted) => text(actual) !== text(wanted),
  IN: (actual, wanted) => list(wanted).includes(text(actual)),
  NOT_IN: (actual, wanted) => !list(wanted).includes(text(actual)),
  CONTAIN: (actual, wanted) => text(actual).includes(text(wanted)),
  NOT_CONTAIN: (actual, wanted) => !text(actual).includes(text(wanted)),
  GREATER_THAN: (actual, wanted) => Number(actual) > Number(wanted),
  LESS_THAN: (actual, wanted) => Number(actual) < Number(wanted),
  IN_RANGE: (actual, wanted) => {
    const [from, to] = list(wanted).map(Number);
    return Number(actual) >= (from ?? -Infinity) && Number(actual) <= (to ?? Infinity);
  },
};

/** The nodes that pass `filtering=[{field, operator, value}]`. */
export function filtered(
  nodes: readonly GraphNode[],
  args: Arguments,
  context: CallContext,
): readonly GraphNode[] {
  return objectsOf(args, 'filtering').reduce<readonly GraphNode[]>((rest, { field, operator, value }) => {
    const test = OPERATORS[String(operator).toUpperCase()];
    if (test === undefined) {
      throw invalidParameter(
        `Param filtering[0]['operator'] must be one of {${Object.keys(OPERATORS).join(', ')}}`,
      );
    }
    return rest.filter((node) => {
      const bound = node.field(String(field));
      if (bound === undefined) {
        throw invalidParameter(`Filtering field '${String(field)}' with operation is not supported`);
      }
      return test(bound.read(context, {}), value);
    });
  }, nodes);
}

/** The nodes in the order of `sort=[field_ascending]`; without it as they came. */
export function sorted(
  nodes: readonly GraphNode[],
  args: Arguments,
  context: CallContext,
): readonly GraphNode[] {
  const [, field, direction] = /^(\w+)_(ascending|descending)$/.exec(wordsOf(args, 'sort')?.[0] ?? '') ?? [];
  if (field === undefined) return nodes;
  const sign = direction === 'ascending' ? 1 : -1;
  const key = (node: GraphNode): string | number => {
    const value = node.field(field)?.read(context, {});
    return typeof value === 'number' ? value : text(value);
  };
  return [...nodes].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -sign : left > right ? sign : a.ordinal - b.ordinal;
  });
}
