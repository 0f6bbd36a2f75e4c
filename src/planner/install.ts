import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf } from '../common/json';
import { suffixOf } from '../graph/expansion';
import { faultOf } from '../graph/faults';
import { declarationOf, type FieldArguments, type FieldDeclaration } from './declare';
import { GraphConnection, pageSuffixOf } from './page';

/** Resolvers that do nothing but read Graph's answer. One that is wrapped since is none of them. */
const installed = new WeakSet<object>();

/** Whether a field is resolved by reading Graph's answer and by nothing else. */
export function isPlannedField(field: { resolve?: unknown }): boolean {
  return typeof field.resolve === 'function' && installed.has(field.resolve);
}

type Resolver = GraphQLFieldResolver<JsonObject, unknown, FieldArguments>;

/**
 * Finishes a schema that type-graphql built: fields that declare something of Meta's read it from Graph's answer,
 * and inputs marked one-of are so (type-graphql has no option for it yet).
 */
export function installPlanner(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.oneOf === true) type.isOneOf = true;
    if (isInterfaceType(type))
      type.resolveType = declarationOf(type.extensions).concreteType ?? type.resolveType;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const declaration = declarationOf(field.extensions).metaField;
      const resolver = declaration && resolverOf(declaration);
      if (resolver) {
        field.resolve = resolver;
        installed.add(resolver);
      }
    }
  }
  return schema;
}

function resolverOf(declaration: FieldDeclaration): Resolver | undefined {
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
  if (!read) return rawValue;
  return (source, args) => {
    const value = rawValue(source, args);
    return value === null ? null : read(value, source);
  };
}

/** A value of an answer: null where Graph left it out; where Graph refused it, its error is thrown. */
export function metaValue(source: JsonObject, key: string): JsonValue {
  const value = source[key];
  if (value !== undefined) return value;
  const fault = faultOf(source, key);
  if (fault) throw fault;
  return null;
}
