import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Expansion } from '../graph/expansion';
import { declarationOf } from './declare';

const ownersKnown = new WeakMap<GraphQLSchema, Map<string, Set<string>>>();

/**
 * Whether a plan asks for something that only nodes of one type have, so that Graph refuses it for a node of another.
 * What many have, such as `name` and `status`, it would answer of whatever the id stands for.
 */
export function isTelling(schema: GraphQLSchema, plan: Expansion): boolean {
  const owners = ownersOf(schema);
  for (const { name } of plan.values()) if (owners.get(name)?.size === 1) return true;
  return false;
}

/** Meta's fields and edges, with the types of nodes that have them. */
function ownersOf(schema: GraphQLSchema): Map<string, Set<string>> {
  const known = ownersKnown.get(schema);
  if (known) return known;
  const owners = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || declarationOf(type.extensions).metaType?.kind !== 'node') continue;
    for (const field of Object.values(type.getFields())) {
      const declaration = declarationOf(field.extensions).metaField;
      const names = declaration?.kind === 'needs' ? declaration.names : declaration ? [declaration.name] : [];
      for (const name of names) owners.set(name, (owners.get(name) ?? new Set()).add(type.name));
    }
  }
  ownersKnown.set(schema, owners);
  return owners;
}
