import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { undescribedIn } from '../../support/descriptions';
import { eventSchema } from './support/live-gateway';

describe('the schema of messages and events', () => {
  it('describes everything', () => {
    expect(undescribedIn(eventSchema)).toEqual([]);
  });

  it('lets an operation select all kinds of content at once: fields of one name are of one type', () => {
    const source = `{ message(id: "wamid.1") { content ${selectionOf(eventSchema.getType('MessageContent'), 0)} } }`;
    expect(validate(eventSchema, parse(source)).map(({ message }) => message)).toEqual([]);
    expect(source).toContain('ReplyButtonsAction');
  });

  it('lets an operation select all kinds of events at once', () => {
    const kinds = eventSchema.getPossibleTypes(eventInterface());
    const source = `subscription { events { ${kinds.map((type) => `... on ${type.name} ${selectionOf(type, 1)}`).join(' ')} } }`;
    expect(validate(eventSchema, parse(source)).map(({ message }) => message)).toEqual([]);
  });

  it('has every kind of event in the enum, with the unknown', () => {
    const kinds = eventSchema.getPossibleTypes(eventInterface()).map(({ name }) => name);
    expect(kinds.sort()).toEqual(['MessageReceived', 'MessageStatusUpdated', 'UnknownEvent']);
  });
});

function eventInterface() {
  const type = eventSchema.getType('Event');
  if (!type || isUnionType(type) || !('getInterfaces' in type) || isObjectType(type)) {
    throw new Error('Event is no interface');
  }
  return type;
}

/** Everything of a type, without what leads on to other nodes. */
function selectionOf(type: unknown, depth: number): string {
  if (depth > 6) return '{ __typename }';
  if (isUnionType(type)) {
    return `{ __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member, depth + 1)}`)
      .join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  return `{ __typename ${fieldsOf(type)
    .map(([name, fieldType]) =>
      isLeafType(getNamedType(fieldType))
        ? name
        : `${name} ${selectionOf(getNamedType(fieldType), depth + 1)}`,
    )
    .join(' ')} }`;
}

const NODES = ['PhoneNumber', 'WhatsAppBusinessAccount', 'Message'];

function fieldsOf(type: GraphQLObjectType): [string, GraphQLOutputType][] {
  return Object.values(type.getFields())
    .filter((field) => !NODES.includes(getNamedType(field.type).name))
    .map((field) => [field.name, field.type]);
}
