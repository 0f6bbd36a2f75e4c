import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isIntrospectionType,
  isListType,
  Kind,
  type SelectionNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../../planner/page';
import type { Variables } from '../prepared-variables';

/** Lists of introspection are as long as the schema makes them: so much is counted for its types, and for other lists. */
const TYPES_OF_A_SCHEMA = 500;
const ITEMS_OF_A_TYPE = 5;
/** A variable that may be anything: larger than every page. */
const UNKNOWN = Number.POSITIVE_INFINITY;

/** What arguments and directives make of an operation's size. */
export class ArgumentSizes {
  /** @param variables undefined: the most is assumed of all that depends on them */
  constructor(private readonly variables: Variables | undefined) {}

  /** How many items a field can have; undefined for what is no list, or one that its parent holds. */
  of(
    field: GraphQLField<unknown, unknown>,
    { parent, nodes: [node] }: { parent: GraphQLCompositeType; nodes: readonly FieldNode[] },
  ): number | undefined {
    if (isIntrospectionType(parent)) {
      if (!isListType(getNullableType(field.type))) return undefined;
      return field.name === 'types' ? TYPES_OF_A_SCHEMA : ITEMS_OF_A_TYPE;
    }
    const given = (name: string) => node?.arguments?.find((argument) => argument.name.value === name)?.value;
    const ids = given('ids');
    if (ids) return this.lengthOf(ids);
    if (!getNamedType(field.type).name.endsWith('Connection')) return undefined;
    return this.countOf(given('first')) ?? this.countOf(given('last')) ?? DEFAULT_PAGE;
  }

  /** Whether `@skip` or `@include` leaves something out. */
  isLeftOut({ directives }: SelectionNode): boolean {
    return (
      directives?.some(({ name, arguments: [condition] = [] }) => {
        const value = condition && this.valueOf(condition.value);
        return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
      }) ?? false
    );
  }

  /** A wrong number is told where it stands: none is longer than a page can be. */
  private countOf(value: ValueNode | undefined): number | undefined {
    const count = value && this.valueOf(value);
    if (count === undefined || count === null) return undefined;
    return Math.min(MAX_PAGE, Math.max(1, Number(count)));
  }

  private lengthOf(value: ValueNode): number {
    const list = this.valueOf(value);
    if (list === UNKNOWN) return MAX_PAGE;
    return Array.isArray(list) ? list.length : 1;
  }

  private valueOf(value: ValueNode): unknown {
    switch (value.kind) {
      case Kind.VARIABLE:
        return this.variables ? this.variables[value.name.value] : UNKNOWN;
      case Kind.NULL:
        return null;
      case Kind.LIST:
        return value.values;
      case Kind.INT:
        return Number(value.value);
      case Kind.BOOLEAN:
        return value.value;
      default:
        return undefined;
    }
  }
}
