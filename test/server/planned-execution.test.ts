import { execute, getVariableValues, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { isObject, type JsonObject } from '../../src/common/json';
import { GraphClient } from '../../src/graph/client';
import { ClientGraphSession } from '../../src/graph/graph-session';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { PlannedExecution } from '../../src/server/planned-execution';
import { buildGatewaySchema } from '../../src/server/schema';

const schema = buildGatewaySchema();
let sandbox: Sandbox;
let client: GraphClient;
let ids: { account: string; accounts: string[]; number: string; template: string };

beforeAll(async () => {
  sandbox = await startSandbox();
  client = new GraphClient({ baseUrl: sandbox.url, version: 'v23.0' });
  const { accounts } = sandbox.description();
  const [first] = accounts;
  ids = {
    account: first?.id ?? '',
    accounts: accounts.map(({ id }) => id),
    number: first?.phoneNumbers[0]?.id ?? '',
    template: first?.templates[0]?.id ?? '',
  };
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

/** The context of one operation, in front of the sandbox. */
function contextOf(): object {
  const graph = new ClientGraphSession(client, sandbox.description().token);
  const ownership = {
    accountIds: async () => ids.accounts,
    assertAccount: () => undefined,
    assertPhoneNumber: async () => undefined,
    assertTemplate: async () => undefined,
    assertFlow: async () => undefined,
    assertUnconfined: () => undefined,
  };
  const scopes = new Set(['accounts:read'] as const);
  // The queries here touch neither the log nor the history.
  return { graph, ownership, caller: { name: 'test', scopes } };
}

async function both(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const planned = await new PlannedExecution(schema, document, operation).execute(contextOf(), coerced);
  const general = await execute({ schema, document, contextValue: contextOf(), variableValues: variables });
  return {
    planned: planned === undefined ? undefined : (JSON.parse(planned) as unknown),
    general: plain(general.data),
  };
}

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Selects everything of a type that can be selected without arguments, so many levels deep. */
function everythingOf(typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (!type || !('getFields' in type) || 'isOneOf' in type) return '';
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (!('args' in field) || field.args.some(({ type: argument }) => String(argument).endsWith('!')))
      return [];
    if (/Conversation|spansAccounts/.test(String(field.type)) || field.extensions.spansAccounts) return [];
    const inner = schema.getType(String(field.type).replaceAll(/[[\]!]/g, ''));
    if (!inner || !('getFields' in inner)) return [field.name];
    const below = depth > 0 ? everythingOf(inner.name, depth - 1) : '';
    return below ? [`${field.name} { ${below} }`] : [];
  });
  return ['__typename', ...parts].join(' ');
}

describe('planned execution', () => {
  it.each([
    [
      'an account',
      (): string =>
        `{ whatsAppBusinessAccount(id: "${ids.account}") { ${everythingOf('WhatsAppBusinessAccount', 2)} } }`,
    ],
    [
      'a phone number',
      (): string => `{ phoneNumber(id: "${ids.number}") { ${everythingOf('PhoneNumber', 3)} } }`,
    ],
    [
      'a template',
      (): string => `{ messageTemplate(id: "${ids.template}") { ${everythingOf('MessageTemplate', 3)} } }`,
    ],
    [
      'many accounts',
      (): string =>
        '{ all: whatsAppBusinessAccounts(first: 4) { __typename edges { cursor node { id name } } pageInfo { hasNextPage endCursor } nodes { n: name phoneNumbers(first: 2) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } } }',
    ],
    [
      'every kind of template component',
      (): string =>
        '{ whatsAppBusinessAccounts { nodes { messageTemplates(first: 100) { nodes { id status statusRaw qualityScore { score date } components { __typename type ... on TemplateButtons { buttons { __typename type text ... on TemplateUrlButton { url } } } ... on TemplateBody { text } } } } } } }',
    ],
    [
      'the same edge twice',
      (): string =>
        `{ whatsAppBusinessAccount(id: "${ids.account}") { a: messageTemplates(first: 2) { nodes { id } } b: messageTemplates(first: 3, status: [APPROVED]) { nodes { id status } } } }`,
    ],
  ] as const)('answers as graphql-js does: %s', async (_what, query) => {
    const { planned, general } = await both(query());
    // A field that this sandbox has not makes an answer that only general execution can give.
    if (planned !== undefined) expect(planned).toEqual(general);
    expect(JSON.stringify(general).length).toBeGreaterThan(100);
  });

  it('answers plain queries itself, with fragments, directives and variables', async () => {
    const { planned, general } = await both(
      `query($id: ID!, $with: Boolean = true, $first: Int = 2) {
        whatsAppBusinessAccount(id: $id) { ...Names currency @skip(if: $with) phoneNumbers(first: $first) { nodes { ...Number } } }
      }
      fragment Names on WhatsAppBusinessAccount { id name }
      fragment Number on Node { id ... on PhoneNumber { displayPhoneNumber throughput { level } lastOnboardedTime } }`,
      { id: ids.account },
    );
    expect(planned).toBeDefined();
    expect(planned).toEqual(general);
    expect(isObject(planned as JsonObject)).toBe(true);
  });

  it('leaves to general execution what is refused, and what has resolvers of its own', async () => {
    expect((await both('{ whatsAppBusinessAccount(id: "404") { name } }')).planned).toBeUndefined();
    expect((await both('{ __typename }')).planned).toBeUndefined();
    expect((await both(`{ node(id: "${ids.number}") { id } }`)).planned).toBeUndefined();
  });
});
