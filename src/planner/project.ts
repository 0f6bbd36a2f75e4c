import {
  type FieldNode,
  GraphQLBoolean,
  type GraphQLEnumType,
  type GraphQLField,
  GraphQLID,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
  getArgumentValues,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { isObject, type JsonObject, objectOf, objectsOf } from '../common/json';
import { suffixOf } from '../graph/expansion';
import { hasFaults } from '../graph/faults';
import { type CompileInput, fieldsOf } from './compile';
import { declarationOf, type FieldDeclaration } from './declare';
import { isPlannedField } from './install';
import { GraphConnection, pageSuffixOf } from './page';

/** Thrown where an answer needs the rules of GraphQL's execution: a refused field, a missing value, an odd type. */
const NOT_PLAIN = new Error('This answer is not plain.');

/** Makes GraphQL's value of Graph's. @throws where that is not plain */
export type Projection = (value: unknown) => unknown;

/**
 * Compiles a selection to a function from Graph's answer to GraphQL's: for answers without surprises, which nearly all
 * are, it does in one pass what execution does field by field. Undefined when a resolver of ours is below.
 */
export function compileProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLOutputType,
): Projection | undefined {
  if (isNonNullType(type)) {
    const inner = compileProjection(input, nodes, type.ofType);
    return inner && ((value) => inner(value) ?? notPlain());
  }
  const complete = compileNotNull(input, nodes, type);
  return complete && ((value) => (value === null || value === undefined ? null : complete(value)));
}

function compileNotNull(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLOutputType,
): Projection | undefined {
  if (isListType(type)) {
    const item = compileProjection(input, nodes, type.ofType);
    return item && ((value) => (Array.isArray(value) ? value.map(item) : notPlain()));
  }
  if (isScalarType(type)) return scalarProjection(type);
  if (isEnumType(type)) return enumProjection(type);
  if (isObjectType(type))
    return type.name.endsWith('Connection') ? undefined : objectProjection(input, nodes, type);
  if (!isInterfaceType(type)) return undefined;
  const { concreteType } = declarationOf(type.extensions);
  if (!concreteType) return undefined;
  const byType = new Map<string, Projection>();
  for (const possible of input.schema.getPossibleTypes(type)) {
    const projection = objectProjection(input, nodes, possible);
    if (!projection) return undefined;
    byType.set(possible.name, projection);
  }
  return (value) => (byType.get(concreteType(value) ?? '') ?? notPlain)(value);
}

function objectProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
): Projection | undefined {
  const parts: { key: string; fieldValue: (node: JsonObject) => unknown }[] = [];
  for (const [key, fieldNodes] of fieldsOf(input, nodes, type)) {
    // As a key of a plain object it would be taken for its prototype.
    if (key === '__proto__') return undefined;
    const fieldValue = fieldProjection(input, fieldNodes, type);
    if (!fieldValue) return undefined;
    parts.push({ key, fieldValue });
  }
  const canHaveFaults = declarationOf(type.extensions).metaType?.kind !== 'struct';
  return (node) => {
    if (!isObject(node) || (canHaveFaults && hasFaults(node))) return notPlain();
    const result: Record<string, unknown> = {};
    for (const { key, fieldValue } of parts) result[key] = fieldValue(node);
    return result;
  };
}

function fieldProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
): ((node: JsonObject) => unknown) | undefined {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return () => type.name;
  const field = type.getFields()[name];
  const declaration = field && declarationOf(field.extensions).metaField;
  if (field && !field.resolve && !declaration) return simpleProjection(input, nodes, field);
  if (!field || !nodes[0] || !declaration || declaration.kind === 'needs' || !isPlannedField(field))
    return undefined;
  const args = getArgumentValues(field, nodes[0], input.variableValues);
  const key = answerKeyOf(declaration, args);
  if (declaration.kind === 'connection') {
    const connection = isObjectType(field.type) ? connectionProjection(input, nodes, field.type) : undefined;
    return connection && ((node) => connection(new GraphConnection(objectOf(node[key]), args)));
  }
  const complete = compileProjection(input, nodes, field.type);
  if (!complete) return undefined;
  if (declaration.kind === 'single') return (node) => complete(objectsOf(objectOf(node[key]).data)[0]);
  const { read } = declaration;
  if (!read) return (node) => complete(node[key]);
  return (node) => {
    const value = node[key];
    return complete(value === null || value === undefined ? null : read(value, node));
  };
}

/** A field without a resolver of any kind: a property that has its name. */
function simpleProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  { name, type }: GraphQLField<unknown, unknown>,
): ((node: JsonObject) => unknown) | undefined {
  const complete = compileProjection(input, nodes, type);
  return (
    complete &&
    ((node) => {
      const value: unknown = node[name];
      return typeof value === 'function' || value instanceof Promise ? notPlain() : complete(value);
    })
  );
}

function answerKeyOf(
  declaration: Exclude<FieldDeclaration, { kind: 'needs' }>,
  args: Record<string, unknown>,
): string {
  if (declaration.kind === 'single') return declaration.name;
  const page = declaration.kind === 'connection' ? pageSuffixOf(args) : '';
  return declaration.name + page + suffixOf(declaration.args?.(args));
}

export interface ConnectionValue {
  nodes: readonly unknown[];
  edges: readonly { node: unknown; cursor: string }[];
  pageInfo: object;
}

/** The projection of a connection, whose parts have resolvers of no kind. */
function connectionProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
): ((connection: ConnectionValue) => unknown) | undefined {
  const parts = connectionParts(input, nodes, type, (item) => (items) => items.map(item));
  return parts && ((connection) => Object.fromEntries(parts.map(([key, part]) => [key, part(connection)])));
}

/** A field of a connection, by the key of the answer. */
type ConnectionPart = [key: string, part: (connection: ConnectionValue) => unknown];

/**
 * What a selection asks of a connection.
 *
 * @param listOf what is made of all nodes, given what is made of one
 */
export function connectionParts(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
  listOf: (item: Projection) => (items: readonly unknown[]) => unknown,
): ConnectionPart[] | undefined {
  const parts: ConnectionPart[] = [];
  for (const [key, fieldNodes] of fieldsOf(input, nodes, type)) {
    const name = fieldNodes[0]?.name.value ?? '';
    const field = type.getFields()[name];
    if (name === '__typename') parts.push([key, () => type.name]);
    else if (name === 'nodes' && field) {
      const list = getNullableType(field.type);
      const item = isListType(list) && compileProjection(input, fieldNodes, list.ofType);
      if (!item) return undefined;
      const items = listOf(item);
      parts.push([key, (connection) => items(connection.nodes)]);
    } else if ((name === 'edges' || name === 'pageInfo') && field) {
      const pick = pickProjection(input, fieldNodes, field.type);
      if (!pick) return undefined;
      parts.push([key, (connection) => pick(connection[name])]);
    } else return undefined;
  }
  return parts;
}

/** For values that already have GraphQL's names: an edge, a page info. */
function pickProjection(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLOutputType,
): Projection | undefined {
  if (isNonNullType(type)) return pickProjection(input, nodes, type.ofType);
  if (isListType(type)) {
    const item = pickProjection(input, nodes, type.ofType);
    return item && ((value) => (Array.isArray(value) ? value.map(item) : notPlain()));
  }
  if (!isObjectType(type)) return undefined;
  const parts: [key: string, name: string, complete: Projection][] = [];
  for (const [key, fieldNodes] of fieldsOf(input, nodes, type)) {
    const name = fieldNodes[0]?.name.value ?? '';
    const field = type.getFields()[name];
    const complete =
      name === '__typename' ? () => type.name : field && compileProjection(input, fieldNodes, field.type);
    if (!complete) return undefined;
    parts.push([key, name, complete]);
  }
  return (value) =>
    Object.fromEntries(
      parts.map(([key, name, complete]) => [key, complete((value as Record<string, unknown>)[name])]),
    );
}

function scalarProjection(type: GraphQLScalarType): Projection {
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return (value) => (typeof value === 'string' ? value : type.serialize(value));
    case GraphQLBoolean:
      return (value) => (typeof value === 'boolean' ? value : type.serialize(value));
    default:
      return (value) => type.serialize(value);
  }
}

function enumProjection(type: GraphQLEnumType): Projection {
  const names = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, name]));
  return (value) => names.get(value) ?? notPlain();
}

function notPlain(): never {
  throw NOT_PLAIN;
}
