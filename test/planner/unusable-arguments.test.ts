import 'reflect-metadata';
import { graphql } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccountsResolver } from '../../src/domains/accounts/accounts-resolver';
import { CallerOwnership } from '../../src/domains/caller-ownership';
import { PhoneNumbersResolver } from '../../src/domains/phone-numbers/phone-numbers-resolver';
import { TemplatesResolver } from '../../src/domains/templates/templates-resolver';
import { GraphClient } from '../../src/graph/client';
import { ClientGraphSession } from '../../src/graph/graph-session';
import { installPlanner } from '../../src/planner/install';
import { type DoubleAnswer, GraphDouble, type SeenRequest } from '../support/graph-double';
import { sharedReadsOf } from '../support/shared-reads';

const schema = installPlanner(
  buildSchemaSync({
    resolvers: [AccountsResolver, PhoneNumbersResolver, TemplatesResolver],
    validate: false,
    authChecker: () => true,
  }),
);

let double: GraphDouble;
let client: GraphClient;
let answer: (request: SeenRequest) => DoubleAnswer;

beforeAll(async () => {
  double = await GraphDouble.start((request) => answer(request));
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});
beforeEach(() => {
  double.requests.length = 0;
});

async function run(
  source: string,
  variableValues: Record<string, unknown> = {},
  accountIds = ['1', '2', '3'],
) {
  const graph = new ClientGraphSession(client, 'EAAtest');
  const caller = { name: 'test', scopes: new Set<never>() };
  const ownership = new CallerOwnership({
    caller,
    graph,
    phoneNumbers: sharedReadsOf(client).phoneNumbers,
    listAccounts: async () => accountIds,
  });
  const result = await graphql({
    schema,
    source,
    variableValues,
    contextValue: { caller, graph, ownership },
  });
  return JSON.parse(JSON.stringify(result)) as typeof result;
}

describe('arguments that cannot be used', () => {
  it('refuses a page that cannot be, before anything is asked', async () => {
    for (const [args, field] of [
      ['first: 101', 'first'],
      ['first: 0', 'first'],
      ['last: 5', 'last'],
      ['first: 1, last: 1', 'last'],
      ['after: "nonsense"', 'after'],
    ]) {
      const { errors } = await run(
        `{ whatsAppBusinessAccount(id: "1") { phoneNumbers(${args}) { nodes { id } } } }`,
      );
      expect(errors?.[0]?.message).toContain(`\`${field}\``);
      expect(errors?.[0]?.path).toEqual(['whatsAppBusinessAccount', 'phoneNumbers']);
    }
    expect(double.requests).toHaveLength(0);
  });

  it('fail the list that they are of, where it stands, and leave what is beside it', async () => {
    answer = () => ({ body: { id: '1', name: 'Lucky Shrub', phone_numbers: { data: [{ id: '11' }] } } });
    const { data, errors } = await run(
      `{ whatsAppBusinessAccount(id: "1") {
        name messageTemplates(first: 0) { nodes { id } } phoneNumbers(first: 1) { nodes { id } }
      } }`,
    );
    expect(data).toEqual({
      whatsAppBusinessAccount: {
        name: 'Lucky Shrub',
        messageTemplates: null,
        phoneNumbers: { nodes: [{ id: '11' }] },
      },
    });
    expect(errors).toMatchObject([{ path: ['whatsAppBusinessAccount', 'messageTemplates'] }]);
    expect(double.requests.map(({ query }) => query.get('fields'))).toEqual([
      'id,name,phone_numbers.limit(1){id}',
    ]);
  });

  it('fail a list that is filtered by a value without a name', async () => {
    answer = () => ({ body: { id: '1', name: 'Lucky Shrub' } });
    const { data, errors } = await run(
      '{ whatsAppBusinessAccount(id: "1") { name messageTemplates(status: [UNRECOGNIZED]) { nodes { id } } } }',
    );
    expect(data).toEqual({ whatsAppBusinessAccount: { name: 'Lucky Shrub', messageTemplates: null } });
    expect(errors).toMatchObject([
      {
        path: ['whatsAppBusinessAccount', 'messageTemplates'],
        message: expect.stringContaining('cannot be UNRECOGNIZED'),
      },
    ]);
  });

  it('fail the same list of each item of a list', async () => {
    answer = () => ({ body: Object.fromEntries(['1', '2'].map((id) => [id, { id, name: `n${id}` }])) });
    const { data, errors } = await run(
      '{ whatsAppBusinessAccounts { nodes { name messageTemplates(after: "x") { nodes { id } } } } }',
      {},
      ['1', '2'],
    );
    expect(data).toEqual({
      whatsAppBusinessAccounts: {
        nodes: [
          { name: 'n1', messageTemplates: null },
          { name: 'n2', messageTemplates: null },
        ],
      },
    });
    expect(errors?.map(({ path }) => path)).toEqual(
      [0, 1].map((index) => ['whatsAppBusinessAccounts', 'nodes', index, 'messageTemplates']),
    );
  });
});
