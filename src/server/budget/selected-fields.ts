import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import type { ArgumentSizes } from './argument-sizes';

/** A field that is selected, once for its key in the answer. */
export interface Selected {
  /** The type that it is selected for. */
  parent: GraphQLCompositeType;
  key: string;
  nodes: FieldNode[];
}

/** Finds the fields of selection sets through fragments and directives. */
export class SelectedFields {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Record<string, FragmentDefinitionNode>,
    private readonly sizes: ArgumentSizes,
  ) {}

  /** The fields that are selected of a type; of an abstract one, each under the type that it is selected for. */
  of(sets: readonly SelectionSetNode[], type: GraphQLCompositeType): Iterable<Selected> {
    const selected = new Map<string, Selected>();
    for (const set of sets) this.collect(set, type, selected);
    return selected.values();
  }

  private collect(set: SelectionSetNode, type: GraphQLCompositeType, into: Map<string, Selected>): void {
    for (const selection of set.selections) {
      if (this.sizes.isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const name = `${type.name}.${key}`;
        const same = into.get(name);
        if (same) same.nodes.push(selection);
        else into.set(name, { parent: type, key, nodes: [selection] });
        continue;
      }
      const narrowed = this.narrowed(selection, type);
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : this.fragments[selection.name.value]?.selectionSet;
      if (inner && narrowed) this.collect(inner, narrowed, into);
    }
  }

  /** The type that a fragment selects for; undefined where it cannot apply. */
  private narrowed(
    selection: Exclude<SelectionNode, FieldNode>,
    type: GraphQLCompositeType,
  ): GraphQLCompositeType | undefined {
    const condition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : this.fragments[selection.name.value]?.typeCondition;
    const wanted = condition && typeFromAST(this.schema, condition);
    if (!isCompositeType(wanted) || wanted === type) return type;
    if (!isObjectType(type)) return wanted;
    return !isObjectType(wanted) && this.schema.isSubType(wanted, type) ? type : undefined;
  }
}
