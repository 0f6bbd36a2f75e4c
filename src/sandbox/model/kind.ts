import type { CallContext } from './call-context';

/** The arguments of one field or edge, from its chain (`.limit(5)`) or from the query string. */
export type Arguments = Readonly<Record<string, unknown>>;

export type Parameters = Readonly<Record<string, unknown>>;

/** A write to a node or an edge: what Meta's reply holds is what it returns. */
export type Write<T> = (record: T, parameters: Parameters, context: CallContext) => unknown;

/** One field of a node kind. */
export interface FieldSpec<T> {
  /** Graph's name for the type, as `metadata=1` tells it. */
  type: string;
  description: string;
  /** Answered when the request names no fields. */
  byDefault?: boolean;
  /** What `{…}` may name inside, where the value is an object without an id. */
  keys?: readonly string[];
  /** Without it, the record's property of the same name. */
  value?: (record: T, context: CallContext, args: Arguments) => unknown;
  /** Instead of a value: another node, of which `{…}` selects fields (its id and name by default). */
  node?: (record: T, context: CallContext) => GraphNode | undefined;
}

/** One edge of a node kind. */
export interface EdgeSpec<T> {
  description: string;
  /** Every member, filtered by the arguments, in the order of paging. */
  members: (record: T, context: CallContext, args: Arguments) => readonly GraphNode[];
  /** False: a short list that Meta answers without `paging`. */
  paged?: boolean;
  maximumLimit?: number;
  /** What `summary` answers besides `total_count`. */
  summary?: (record: T, context: CallContext) => Record<string, unknown>;
  create?: Write<T>;
  remove?: Write<T>;
  /** Meta answers `GET` with an object of its own kind instead of `data`. */
  plain?: (record: T, context: CallContext, args: Arguments) => unknown;
  /** Meta refuses to expand it inside `fields=`. */
  notExpandable?: boolean;
}

/** The declaration of a kind of node: all that reading and describing it needs. */
export interface Kind<T> {
  /** Meta's name, as its error messages show it. */
  type: string;
  description: string;
  fields: Readonly<Record<string, FieldSpec<T>>>;
  edges?: Readonly<Record<string, EdgeSpec<T>>>;
  update?: Write<T>;
  remove?: Write<T>;
}

export interface BoundField {
  readonly spec: Pick<FieldSpec<never>, 'type' | 'description' | 'byDefault' | 'keys'>;
  readonly node: ((context: CallContext) => GraphNode | undefined) | undefined;
  read(context: CallContext, args: Arguments): unknown;
}

export interface BoundEdge {
  readonly spec: Pick<EdgeSpec<never>, 'description' | 'paged' | 'maximumLimit' | 'notExpandable'>;
  members(context: CallContext, args: Arguments): readonly GraphNode[];
  readonly plain: ((context: CallContext, args: Arguments) => unknown) | undefined;
  summary(context: CallContext): Record<string, unknown>;
  readonly create: BoundWrite | undefined;
  readonly remove: BoundWrite | undefined;
}

export type BoundWrite = (parameters: Parameters, context: CallContext) => unknown;

/** A record together with its kind, so that whoever reads it need not know the record's type. */
export interface GraphNode {
  /** Without an id it is a plain object in an edge's `data`. */
  readonly id: string | undefined;
  /** Its place in every list: cursors are made from it, so they survive what is added and removed. */
  readonly ordinal: number;
  readonly type: string;
  readonly fieldNames: readonly string[];
  readonly edgeNames: readonly string[];
  field(name: string): BoundField | undefined;
  edge(name: string): BoundEdge | undefined;
  readonly update: BoundWrite | undefined;
  readonly remove: BoundWrite | undefined;
}

function bindWrite<T>(write: Write<T> | undefined, record: T): BoundWrite | undefined {
  return write && ((parameters, context) => write(record, parameters, context));
}

function own<V>(specs: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return specs !== undefined && Object.hasOwn(specs, name) ? specs[name] : undefined;
}

function bindEdge<T>(spec: EdgeSpec<T>, record: T): BoundEdge {
  const { plain } = spec;
  return {
    spec,
    members: (context, args) => spec.members(record, context, args),
    plain: plain && ((context, args) => plain(record, context, args)),
    summary: (context) => spec.summary?.(record, context) ?? {},
    create: bindWrite(spec.create, record),
    remove: bindWrite(spec.remove, record),
  };
}

/** Joins a record to its kind. */
export function bind<T extends object>(
  kind: Kind<T>,
  record: T,
  id: string | undefined,
  ordinal: number,
): GraphNode {
  return {
    id,
    ordinal,
    type: kind.type,
    fieldNames: Object.keys(kind.fields),
    edgeNames: Object.keys(kind.edges ?? {}),
    field(name) {
      const spec = own(kind.fields, name);
      if (spec === undefined) return undefined;
      const { value: read, node } = spec;
      return {
        spec,
        node: node && ((context) => node(record, context)),
        read: (context, args) => (read ? read(record, context, args) : Reflect.get(record, name)),
      };
    },
    edge(name) {
      const spec = own(kind.edges, name);
      return spec && bindEdge(spec, record);
    },
    update: bindWrite(kind.update, record),
    remove: bindWrite(kind.remove, record),
  };
}

/** The members of an edge whose items are plain objects. */
export function bindAll<T extends object>(kind: Kind<T>, records: readonly T[]): GraphNode[] {
  return records.map((record, index) => bind(kind, record, undefined, index));
}
