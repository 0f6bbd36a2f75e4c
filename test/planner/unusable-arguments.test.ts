import { AccountsOverGraph } from './support/accounts-over-graph';

let graph: AccountsOverGraph;
beforeAll(async () => {
  graph = await AccountsOverGraph.start();
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.requests.length = 0;
});

describe('arguments that cannot be used', () => {
  it('refuses a page that cannot be, before anything is asked', async () => {
    for (const [args, field] of [
      ['first: 101', 'first'],
      ['first: 0', 'first'],
      ['last: 5', 'last'],
      ['first: 1, last: 1', 'last'],
      ['after: "nonsense"', 'after'],
    ]) {
      const { errors } = await graph.run(
        `{ whatsAppBusinessAccount(id: "1") { phoneNumbers(${args}) { nodes { id } } } }`,
      );
      expect(errors?.[0]?.message).toContain(`\`${field}\``);
      expect(errors?.[0]?.path).toEqual(['whatsAppBusinessAccount', 'phoneNumbers']);
    }
    expect(graph.requests).toHaveLength(0);
  });

  it('fail the list that they are of, where it stands, and leave what is beside it', async () => {
    graph.answer = () => ({
      body: { id: '1', name: 'Lucky Shrub', phone_numbers: { data: [{ id: '11' }] } },
    });
    const { data, errors } = await graph.run(
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
    expect(graph.requests.map(({ query }) => query.get('fields'))).toEqual([
      'id,name,phone_numbers.limit(1){id}',
    ]);
  });

  it('fail a list that is filtered by a value without a name', async () => {
    graph.answer = () => ({ body: { id: '1', name: 'Lucky Shrub' } });
    const { data, errors } = await graph.run(
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
    graph.answer = () => ({ body: Object.fromEntries(['1', '2'].map((id) => [id, { id, name: `n${id}` }])) });
    const { data, errors } = await graph.run(
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
