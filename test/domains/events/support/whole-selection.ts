import {
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** What leads on to other nodes, each with a request or a query of its own. */
const NODES = new Set(['PhoneNumber', 'WhatsAppBusinessAccount', 'MessageTemplate', 'Flow']);
const MAX_DEPTH = 7;

/** The types behind an interface of events. */
export function eventTypesOf(schema: GraphQLSchema, name = 'Event'): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) throw new Error(`${name} is no interface`);
  return schema.getPossibleTypes(type);
}

/** A selection of everything that events of all kinds have. */
export function everythingOfEvents(schema: GraphQLSchema): string {
  const parts = eventTypesOf(schema).map((type) => `... on ${type.name} ${everythingOf(type, 1)}`);
  return `{ ${parts.join(' ')} }`;
}

/** Everything of a type, without what leads on to other nodes. */
export function everythingOf(type: GraphQLNamedOutputType, depth = 0): string {
  if (depth > MAX_DEPTH) return '{ __typename }';
  if (isUnionType(type)) {
    const members = type
      .getTypes()
      .map((member) => `... on ${member.name} ${everythingOf(member, depth + 1)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = fieldsOf(type).map(([name, fieldType]) => {
    const named = getNamedType(fieldType);
    return isLeafType(named) ? name : `${name} ${everythingOf(named, depth + 1)}`;
  });
  return `{ __typename ${fields.join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType): [string, GraphQLOutputType][] {
  // A message of the history, beside the one that the event itself has.
  const isFound = (name: string) =>
    name === 'message' && (type.name === 'MessageStatusUpdated' || type.name === 'MessageContext');
  return Object.values(type.getFields())
    .filter((field) => !NODES.has(getNamedType(field.type).name) && !isFound(field.name))
    .map((field) => [field.name, field.type]);
}
