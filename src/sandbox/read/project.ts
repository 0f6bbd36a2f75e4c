import type { FieldSelection } from '../fields/selection';
import { invalidParameter, nonexistentField, unknownPath } from '../graph-error';
import type { CallContext } from '../model/call-context';
import type { Arguments, BoundEdge, BoundField, GraphNode } from '../model/kind';
import { readPage } from './page';

type Projection = Record<string, unknown>;

function argumentsOf({ args }: FieldSelection): Arguments {
  return Object.fromEntries(args.map(({ name, value }) => [name, value]));
}

/** Deeper than the first level nothing is declared: every key that is there may be named. */
function withoutKeys({ spec: { keys: _keys, ...spec }, ...field }: BoundField): BoundField {
  return { ...field, spec };
}

/** Selects keys of an object without an id, such as `throughput{level}`; lists item by item. */
function project(value: unknown, selection: readonly FieldSelection[], field: BoundField): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => project(item, selection, field));
  if (typeof value !== 'object' || value === null) {
    throw invalidParameter(`Subfields are not supported by field type (${field.spec.type})`);
  }
  const projection: Projection = {};
  for (const { name, fields } of selection) {
    if (field.spec.keys !== undefined && !field.spec.keys.includes(name)) {
      throw nonexistentField(name, field.spec.type);
    }
    const inner: unknown = Reflect.get(value, name);
    if (inner === undefined || inner === null) continue;
    projection[name] = fields === undefined ? inner : project(inner, fields, withoutKeys(field));
  }
  return projection;
}

function readField(field: BoundField, selection: FieldSelection, context: CallContext): unknown {
  if (field.node !== undefined) {
    const node = field.node(context);
    return node && readNode(node, selection.fields, context, ['name', 'id']);
  }
  const value = field.read(context, argumentsOf(selection));
  if (value === undefined || value === null || selection.fields === undefined) return value;
  return project(value, selection.fields, field);
}

/** The answer of an edge: its members' fields, and its paging. */
function readEdge(
  node: GraphNode,
  name: string,
  edge: BoundEdge,
  args: Arguments,
  selection: readonly FieldSelection[] | undefined,
  context: CallContext,
): Projection {
  const page = readPage({ nodeId: node.id ?? '', name, edge, args, selection }, context);
  return {
    data: page.members.map((member) => readNode(member, selection, context)),
    ...(page.paging && { paging: page.paging }),
    ...(page.summary && { summary: page.summary }),
  };
}

/** The answer for a node: the fields asked for, its id, and expanded edges. What has no value is left out. */
export function readNode(
  node: GraphNode,
  selection: readonly FieldSelection[] | undefined,
  context: CallContext,
  defaults = node.fieldNames.filter((name) => node.field(name)?.spec.byDefault),
): Projection {
  context.budget.spend(1);
  const wanted = selection ?? defaults.map((name): FieldSelection => ({ name, args: [] }));
  const projection: Projection = {};
  for (const item of wanted) {
    if (item.args.some(({ name }) => name === 'as')) throw invalidParameter('Unknown fields: alias.');
    const field = node.field(item.name);
    const edge = node.edge(item.name);
    if (field !== undefined) {
      const value = readField(field, item, context);
      if (value !== undefined && value !== null) projection[item.name] = value;
    } else if (edge !== undefined && !edge.spec.notExpandable) {
      const { data, paging, summary } = readEdge(
        node,
        item.name,
        edge,
        argumentsOf(item),
        item.fields,
        context,
      );
      // Inside an expansion Meta leaves out an edge that has nothing.
      if (Array.isArray(data) && data.length === 0 && summary === undefined) continue;
      projection[item.name] = { data, ...(paging ? { paging } : {}), ...(summary ? { summary } : {}) };
    } else {
      throw nonexistentField(item.name, node.type);
    }
  }
  if (node.id !== undefined) projection.id = node.id;
  return projection;
}

/** `GET /{node}/{edge}`. */
export function readEdgeByPath(
  node: GraphNode,
  name: string,
  args: Arguments,
  selection: readonly FieldSelection[] | undefined,
  context: CallContext,
): unknown {
  const edge = node.edge(name);
  if (edge?.plain !== undefined) return edge.plain(context, args);
  if (edge === undefined || edge.spec.notExpandable) {
    throw edge === undefined && node.field(name) === undefined
      ? unknownPath(name)
      : nonexistentField(name, node.type);
  }
  return readEdge(node, name, edge, args, selection, context);
}
