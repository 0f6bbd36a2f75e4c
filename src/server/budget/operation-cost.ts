import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isObjectType,
  type OperationDefinitionNode,
  print,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { declarationOf } from '../../planner/declare';
import { fragmentsIn } from '../fragments';
import type { Variables } from '../prepared-variables';
import { ArgumentSizes } from './argument-sizes';
import { GraphReads, Requests } from './graph-reads';
import { type Selected, SelectedFields } from './selected-fields';

/** What an operation costs at most, as far as its text and its variables tell. */
export interface OperationCost {
  /** Requests to Meta's Graph API, where that refuses nothing. */
  graphCalls: number;
  /** What its lists can hold together, and what else it reads from the database. */
  items: number;
  /** The list that can hold most of them, by its path in the answer. */
  largestList: string;
}

/** A list that is read from the database costs as much as this many items, however short it is. */
const LEAST_OF_A_STORED_LIST = 50;

/**
 * Estimates what an operation costs, before anything of it is executed.
 *
 * @param variables undefined: the most that it can cost, whatever they are
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables | undefined,
): OperationCost {
  return new Estimate(schema, fragmentsIn(document), variables).of(operation);
}

/** Where the walk through an operation is. */
interface Place {
  path: string;
  /** So often can it stand in the answer. */
  times: number;
  /** What is asked of the Graph node that it is of. */
  requests: Requests;
}

class Estimate {
  private items = 0;
  private mutations = 0;
  private largest = { path: '', items: 0 };
  private readonly reads = new GraphReads();
  private readonly sizes: ArgumentSizes;
  private readonly fields: SelectedFields;

  constructor(
    private readonly schema: GraphQLSchema,
    fragments: Record<string, FragmentDefinitionNode>,
    variables: Variables | undefined,
  ) {
    this.sizes = new ArgumentSizes(variables);
    this.fields = new SelectedFields(schema, fragments, this.sizes);
  }

  of({ operation, selectionSet }: OperationDefinitionNode): OperationCost {
    const root = this.schema.getRootType(operation);
    if (root) this.walk([selectionSet], root, { path: '', times: 1, requests: new Requests() });
    const graphCalls = this.mutations + this.reads.calls;
    return { graphCalls, items: this.items, largestList: this.largest.path };
  }

  private walk(sets: readonly SelectionSetNode[], type: GraphQLCompositeType, place: Place): void {
    for (const selected of this.fields.of(sets, type)) {
      const field = this.fieldOf(selected);
      if (field) this.visit(selected, field, place);
    }
  }

  private visit(selected: Selected, field: GraphQLField<unknown, unknown>, place: Place): void {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) {
      this.visitValue(selected, field, place);
      return;
    }
    const size = this.sizes.of(field, selected);
    const path = pathOf(place.path, selected.key);
    const sets = selected.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const below = { path, times: place.times * (size ?? 1) };
    const { metaField } = declarationOf(field.extensions);
    if (this.isHeldByParent(selected, field, size)) {
      this.count(path, place.times * (size ?? 0));
      this.walk(sets, type, { ...below, requests: place.requests });
      return;
    }
    const requests = new Requests();
    this.walk(sets, type, { ...below, requests });
    if (metaField && metaField.kind !== 'needs') {
      this.count(path, place.times * (size ?? 0));
      place.requests.add(metaField.name, argumentsOf(selected), requests.count);
    } else if (selected.parent === this.schema.getMutationType()) {
      this.mutations += 1;
    } else if (isGraphNode(nodeTypeOf(type))) {
      this.count(path, place.times * (size ?? 0));
      this.reads.add(type.name, textOf(selected), below.times, requests.count);
    } else if (selected.parent !== this.schema.getSubscriptionType()) {
      this.count(path, place.times * (size === undefined ? 1 : Math.max(size, LEAST_OF_A_STORED_LIST)));
    }
  }

  /** A value of Graph's that takes arguments can stand in a request only once, too. */
  private visitValue(selected: Selected, { extensions }: GraphQLField<unknown, unknown>, place: Place): void {
    const { metaField } = declarationOf(extensions);
    if (metaField?.kind === 'field') place.requests.add(metaField.name, argumentsOf(selected), 1);
  }

  /** Whether it costs nothing to tell, such as the edges of a list or what is made of a template's definition. */
  private isHeldByParent(
    { parent }: Selected,
    { resolve, extensions }: GraphQLField<unknown, unknown>,
    size: number | undefined,
  ): boolean {
    const { metaField } = declarationOf(extensions);
    if (metaField) return metaField.kind === 'needs' && size === undefined;
    return !resolve || isIntrospectionType(parent);
  }

  private count(path: string, items: number): void {
    this.items += items;
    if (items > this.largest.items) this.largest = { path, items };
  }

  private fieldOf({ parent, nodes }: Selected): GraphQLField<unknown, unknown> | undefined {
    const name = nodes[0]?.name.value ?? '';
    if (parent === this.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return 'getFields' in parent ? parent.getFields()[name] : undefined;
  }
}

/** Words that say nothing of where in the answer something is. */
const PARTS_OF_LISTS: ReadonlySet<string> = new Set(['nodes', 'edges', 'node']);

/** The type of the items where a type is a list's. */
function nodeTypeOf(type: GraphQLCompositeType): GraphQLCompositeType {
  const items = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  const item = items && getNamedType(items.type);
  return isCompositeType(item) ? item : type;
}

/** Whether Graph has to be asked for it. `Node` can be anything. */
function isGraphNode(type: GraphQLCompositeType): boolean {
  return type.name === 'Node' || declarationOf(type.extensions).metaType?.kind === 'node';
}

function pathOf(above: string, key: string): string {
  if (!above) return key;
  return PARTS_OF_LISTS.has(key) ? above : `${above}.${key}`;
}

function argumentsOf({ nodes }: Selected, but?: ReadonlySet<string>): string {
  const given = nodes[0]?.arguments?.filter(({ name }) => !but?.has(name.value)) ?? [];
  return given.map(print).join();
}

const WHICH_NODES: ReadonlySet<string> = new Set(['id', 'ids']);

/** What is asked of nodes, as written: the same asked of several is asked at once. */
function textOf(selected: Selected): string {
  const selections = selected.nodes.map(
    ({ selectionSet }) =>
      selectionSet?.loc?.source.body.slice(selectionSet.loc.start, selectionSet.loc.end) ?? '',
  );
  return [argumentsOf(selected, WHICH_NODES), ...selections].join(' ');
}
