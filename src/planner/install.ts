import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf } from '../common/json';
import { GraphTransportError } from '../graph/errors';
import { suffixOf } from '../graph/expansion';
import { faultOf } from '../graph/faults';
import { declarationOf, type FieldArguments, type FieldDeclaration } from './declare';
import { GraphConnection, pageSuffixOf } from './page';

/** Resolvers that do nothing but read Graph's answer. A resolver that was wrapped afterwards is not among them. */
const installed = new WeakSet<object>();

/** Whether a field is resolved by reading Graph's answer and by nothing else. */
export function isPlannedField(field: { resolve?: unknown }): boolean {
  return typeof field.resolve === 'function' && installed.has(field.resolve);
}

type Resolver = GraphQLFieldResolver<JsonObject, unknown, FieldArguments>;

/**
 * Finishes a schema that type-graphql built: fields that declare something of Meta's read it from Graph's answer, and
 * inputs that are marked as one-of become that (type-graphql has no option for it yet).
 */
export function installPlanner(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.oneOf === true) type.isOneOf = true;
    if (isInterfaceType(type))
      type.resolveType = declarationOf(type.extensions).concreteType ?? type.resolveType;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const declaration = declarationOf(field.extensions).metaField;
      const resolver = declaration && resolverOf(declaration, isNonNullType(field.type));
      if (resolver) {
        field.resolve = resolver;
        installed.add(resolver);
      }
    }
  }
  return schema;
}

function resolverOf(declaration: FieldDeclaration, isRequired: boolean): Resolver | undefined {
  const { kind } = declaration;
  if (kind === 'needs') return undefined;
  const { name } = declaration;
  if (kind === 'single') return (source) => objectsOf(objectOf(metaValue(source, name)).data)[0] ?? null;
  if (kind === 'connection') {
    return (source, args) => {
      const answer = metaValue(source, name + pageSuffixOf(args) + suffixOf(declaration.args?.(args)));
      // Graph leaves an empty edge out of its answer.
      return new GraphConnection(isObject(answer) ? answer : {}, args);
    };
  }
  const { read, args: argumentsOf } = declaration;
  const rawValue: (source: JsonObject, args: FieldArguments) => JsonValue = argumentsOf
    ? (source, args) => metaValue(source, name + suffixOf(argumentsOf(args)))
    : (source) => metaValue(source, name);
  const metasValue: typeof rawValue = isRequired
    ? (source, args) => rawValue(source, args) ?? missing(name)
    : rawValue;
  if (!read) return metasValue;
  return (source, args) => {
    const value = metasValue(source, args);
    return value === null ? null : read(value, source);
  };
}

function missing(name: string): never {
  throw new GraphTransportError(
    'BAD_ANSWER',
    `The Graph API answered with something that has no ${name}.`,
    true,
  );
}

/** A value of an answer: null where Graph left it out; where Graph refused it, its error is thrown. */
export function metaValue(source: JsonObject, key: string): JsonValue {
  const value = source[key];
  if (value !== undefined) return value;
  const fault = faultOf(source, key);
  if (fault) throw fault;
  return null;
}
