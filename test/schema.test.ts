import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { readOperations } from '../src/server/explorer/operations';
import { buildGatewaySchema } from '../src/server/schema';
import { undescribedIn } from './support/descriptions';

const schema = buildGatewaySchema();

describe('the schema', () => {
  it('describes every type, field, argument and value', () => {
    expect(undescribedIn(schema)).toEqual([]);
  });

  it('is what schema/schema.graphql says', () => {
    const emitted = readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8');
    expect(emitted).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });

  it('has the roots that stay fixed', () => {
    const namesOf = (type: ReturnType<typeof schema.getQueryType>) => Object.keys(type?.getFields() ?? {});
    expect(namesOf(schema.getQueryType())).toEqual(
      expect.arrayContaining([
        'whatsAppBusinessAccount',
        'whatsAppBusinessAccounts',
        'phoneNumber',
        'messageTemplate',
        'message',
        'business',
        'media',
        'flow',
        'events',
        'node',
        'nodes',
      ]),
    );
    expect(namesOf(schema.getSubscriptionType())).toEqual(
      expect.arrayContaining([
        'events',
        'messageReceived',
        'messageStatusUpdated',
        'messageEchoed',
        'templateUpdated',
        'phoneNumberUpdated',
        'accountUpdated',
        'contactUpdated',
        'callUpdated',
        'groupUpdated',
        'flowUpdated',
        'historySynced',
        'partnerUpdated',
      ]),
    );
    for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
      // No stream of events: it shows how one broadcast stands.
      if (field.name === 'broadcastUpdated') continue;
      expect(field.args.map(({ name, type }) => `${name}: ${String(type)}`).sort()).toEqual([
        'after: String',
        'filter: EventFilterInput',
        'since: DateTime',
        'until: DateTime',
      ]);
    }
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      expect(field.args.map(({ name }) => name)).toEqual(['input']);
      expect(String(field.type)).toBe(`${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Payload!`);
    }
  });

  it('takes exactly one kind of content', () => {
    const content = schema.getType('MessageContentInput');
    expect(isInputObjectType(content) && content.isOneOf).toBe(true);
  });

  it('lets what is named alike be selected beside each other, whatever the type', () => {
    const clashes = Object.values(schema.getTypeMap())
      .filter(isAbstractType)
      .flatMap((type) => clashesIn(schema.getPossibleTypes(type)).map((name) => `${type.name}.${name}`));
    // Meta's words for what has nothing in common, and what a message alone may be without.
    expect(clashes.sort()).toEqual(['Node.phoneNumberId', 'Node.status', 'TemplateButton.example']);
  });

  it('fits the example operations', async () => {
    const operations = await readOperations();
    expect(operations.length).toBeGreaterThan(5);
    for (const operation of operations) {
      expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
    }
  });
});

/** Names of fields that some two types have in ways that no operation can merge. */
function clashesIn(types: readonly GraphQLObjectType[]): string[] {
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.filter((name) => {
    const shapes = fields.filter((field) => field.name === name).map(({ type }) => shapeOf(type));
    return new Set(shapes).size > 1;
  });
}

/** What two types have to have in common to be merged: all of a leaf, of an object where lists and nulls may be. */
function shapeOf(type: GraphQLOutputType): string {
  return String(type).replace(/\w+/, (name) => (isLeafType(getNamedType(type)) ? name : '{}'));
}
