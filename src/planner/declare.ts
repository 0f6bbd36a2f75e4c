import 'reflect-metadata';
import { Extensions } from 'type-graphql';
import type { JsonObject, JsonValue } from '../common/json';
import type { EdgeArguments } from '../graph/expansion';

/** GraphQL arguments of a field, as graphql-js hands them over. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** How one GraphQL field is found on Meta's side. */
export type FieldDeclaration =
  | {
      /** A field of the node; asked for by name. */
      kind: 'field';
      name: string;
      /** Turns Meta's value (never undefined or null) into what the GraphQL type wants. */
      read?: (value: JsonValue, node: JsonObject) => unknown;
      /** Meta's dot arguments: `analytics.start(1).end(2)`. */
      args?: (args: FieldArguments) => EdgeArguments;
      /** It tells how things stand now: an old value would mislead, so none is answered while Graph is down. */
      isOfTheMoment?: true;
    }
  | {
      /** An edge paged by cursors; the GraphQL field is a connection. */
      kind: 'connection';
      name: string;
      /** Further dot arguments made of the GraphQL ones; paging is added by the planner. */
      args?: (args: FieldArguments) => EdgeArguments;
    }
  | {
      /** An edge that answers `{data: [one]}`, such as `whatsapp_business_profile`. */ kind: 'single';
      name: string;
    }
  | { /** A resolver of ours that reads these Meta fields of its source. */ kind: 'needs'; names: string[] };

/** How one GraphQL object type stands for something of Meta's. */
export type TypeDeclaration =
  /** A node of the Graph API: has an id, can be fetched alone, its fields are asked for by name. */
  | ({ kind: 'node' } & AgeDeclaration)
  /** Not a node, but its fields are asked for by name all the same (`whatsapp_business_profile{about}`). */
  | ({ kind: 'expandable' } & AgeDeclaration)
  /** A JSON object that comes whole with the field that holds it. */
  | { kind: 'struct' };

interface AgeDeclaration {
  /** An old answer is better than none while Graph is down, for callers who say so (`@staleIfError`). */
  bearsAge?: true;
}

interface ExtensionBag {
  metaField?: FieldDeclaration;
  metaType?: TypeDeclaration;
  concreteType?: (value: unknown) => string | undefined;
}

type FieldOptions = Omit<Extract<FieldDeclaration, { kind: 'field' }>, 'kind' | 'name'>;
type ConnectionOptions = Omit<Extract<FieldDeclaration, { kind: 'connection' }>, 'kind' | 'name'>;

const declareField = (metaField: FieldDeclaration) => Extensions({ metaField } satisfies ExtensionBag);
const declareType = (metaType: TypeDeclaration) => Extensions({ metaType } satisfies ExtensionBag);

/** Names Meta's field behind a GraphQL field. Goes beside type-graphql's `@Field`. */
export const MetaField = (name: string, options: FieldOptions = {}) =>
  declareField({ kind: 'field', name, ...options });

/** Names Meta's cursor-paged edge behind a GraphQL connection field with the arguments `first after last before`. */
export const MetaConnection = (name: string, options: ConnectionOptions = {}) =>
  declareField({ kind: 'connection', name, ...options });

/** Names an edge of Meta's that holds exactly one object. */
export const MetaSingle = (name: string) => declareField({ kind: 'single', name });

/** Names the Meta fields that a resolver of ours (`@FieldResolver`) reads from its parent. */
export const MetaNeeds = (...names: string[]) => declareField({ kind: 'needs', names });

/** Marks an object type as a node of the Graph API. */
export const MetaNode = (options: AgeDeclaration = {}) => declareType({ kind: 'node', ...options });

/** Marks an object type whose fields Meta wants named, though it is not a node. */
export const MetaExpandable = (options: AgeDeclaration = {}) =>
  declareType({ kind: 'expandable', ...options });

/** Marks an object type that comes whole with the field holding it. */
export const MetaStruct = () => declareType({ kind: 'struct' });

/**
 * Says which object type a value of an interface is. type-graphql's own `resolveType` is asynchronous, which every item
 * of a list would pay for.
 */
export const ConcreteType = (concreteType: (value: unknown) => string | undefined) =>
  Extensions({ concreteType } satisfies ExtensionBag);

/** The declaration on a built GraphQL field or type, if it has one. */
export function declarationOf(extensions: Readonly<Record<string, unknown>>): ExtensionBag {
  return extensions as ExtensionBag;
}
