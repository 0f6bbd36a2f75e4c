import { metaError } from '../support/graph-double';
import { AccountsOverGraph } from './support/accounts-over-graph';

let graph: AccountsOverGraph;
beforeAll(async () => {
  graph = await AccountsOverGraph.start();
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.requests.length = 0;
});

const fields = () => graph.requests.map(({ query }) => query.get('fields'));

const NESTED = /* GraphQL */ `
  query Nested($id: ID!, $templates: Boolean = true, $first: Int = 10) {
    whatsAppBusinessAccount(id: $id) {
      ...Names
      phoneNumbers(first: $first) {
        edges { cursor node { displayPhoneNumber throughput { level } } }
        nodes { qualityRating businessProfile { about } }
        pageInfo { hasNextPage endCursor }
      }
      messageTemplates(first: 5) @include(if: $templates) { nodes { ... on Node { id } name status } }
    }
  }
  fragment Names on WhatsAppBusinessAccount { id name }
`;

const ACCOUNT = {
  id: '1',
  name: 'Lucky Shrub',
  phone_numbers: {
    data: [
      {
        id: '11',
        display_phone_number: '+1 631-555-1001',
        throughput: { level: 'HIGH' },
        quality_rating: 'GREEN',
        whatsapp_business_profile: { data: [{ about: 'Shrubs' }] },
      },
    ],
    paging: {
      cursors: { before: 'B', after: 'A' },
      next: 'https://graph.facebook.com/next?access_token=EAA',
    },
  },
  message_templates: { data: [{ id: '9007199254740993', name: 'hello_world', status: 'APPROVED' }] },
};

describe('planning a query', () => {
  it('asks for three levels in one request, and for nothing that was not selected', async () => {
    graph.answer = () => ({ body: ACCOUNT });
    const { data, errors } = await graph.run(NESTED, { id: '1' });
    expect(errors).toBeUndefined();
    expect(fields()).toEqual([
      'id,name,phone_numbers.limit(10){id,display_phone_number,throughput,quality_rating,whatsapp_business_profile{about}},message_templates.limit(5){id,name,status}',
    ]);
    expect(data).toEqual({
      whatsAppBusinessAccount: {
        id: '1',
        name: 'Lucky Shrub',
        phoneNumbers: {
          edges: [
            {
              cursor: expect.any(String),
              node: { displayPhoneNumber: '+1 631-555-1001', throughput: { level: 'HIGH' } },
            },
          ],
          nodes: [{ qualityRating: 'GREEN', businessProfile: { about: 'Shrubs' } }],
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
        messageTemplates: { nodes: [{ id: '9007199254740993', name: 'hello_world', status: 'APPROVED' }] },
      },
    });
  });

  it('heeds @include and variables, also when the same operation runs again with others', async () => {
    graph.answer = () => ({ body: ACCOUNT });
    await graph.run(NESTED, { id: '1', templates: false, first: 3 });
    expect(fields()[0]).toBe(
      'id,name,phone_numbers.limit(3){id,display_phone_number,throughput,quality_rating,whatsapp_business_profile{about}}',
    );
  });

  it('reads a list of accounts, whatever is below them, in one request', async () => {
    graph.answer = () => ({
      body: Object.fromEntries(['1', '2', '3'].map((id) => [id, { ...ACCOUNT, id }])),
    });
    const { data, errors } = await graph.run(
      '{ whatsAppBusinessAccounts { nodes { id phoneNumbers { nodes { id } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      whatsAppBusinessAccounts: { nodes: [{ id: '1' }, { id: '2' }, { id: '3' }] },
    });
    expect(graph.requests).toHaveLength(1);
    expect(graph.requests[0]?.query.get('ids')).toBe('1,2,3');
  });

  it('pages through the list of accounts without asking for more than the page', async () => {
    graph.answer = ({ path }) => ({ body: { id: path.split('/').at(-1) } });
    const query =
      'query($after: String) { whatsAppBusinessAccounts(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const ids: unknown[] = [];
    let after: unknown = null;
    do {
      const { data } = await graph.run(query, { after });
      const { nodes, pageInfo } = (
        data as {
          whatsAppBusinessAccounts: {
            nodes: { id: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).whatsAppBusinessAccounts;
      ids.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids).toEqual(['1', '2', '3']);
  });

  it('asks for the same edge with other arguments beside the first, not after it', async () => {
    let underWay = 0;
    let most = 0;
    const held: (() => void)[] = [];
    graph.answer = async ({ query }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => {
        held.push(resolve);
        if (held.length === 2) for (const release of held) release();
      });
      underWay -= 1;
      const approved = query.get('fields')?.includes('APPROVED');
      return { body: { id: '1', message_templates: { data: [{ id: approved ? '5' : '6' }] } } };
    };
    const { data } = await graph.run(
      '{ whatsAppBusinessAccount(id: "1") { all: messageTemplates(first: 2) { nodes { id } } good: messageTemplates(first: 2, status: [APPROVED]) { nodes { id } } } }',
    );
    expect(data).toEqual({
      whatsAppBusinessAccount: { all: { nodes: [{ id: '6' }] }, good: { nodes: [{ id: '5' }] } },
    });
    expect(most).toBe(2);
    expect(graph.requests).toHaveLength(2);
  });

  it('merges what several root fields read alike', async () => {
    graph.answer = ({ query }) => ({
      body: Object.fromEntries(
        (query.get('ids') ?? '').split(',').map((id) => [id, { id, status: 'CONNECTED' }]),
      ),
    });
    const { data } = await graph.run(
      '{ a: phoneNumber(id: "11") { status } b: phoneNumber(id: "12") { status } }',
    );
    expect(data).toEqual({ a: { status: 'CONNECTED' }, b: { status: 'CONNECTED' } });
    expect(graph.requests).toHaveLength(1);
  });

  describe('of the same node twice', () => {
    const TEMPLATES = { data: [{ id: '5', name: 'hello', status: 'APPROVED' }] };
    const NODE = { id: '1', name: 'Lucky Shrub', currency: 'USD', message_templates: TEMPLATES };

    it('asks once for what both select', async () => {
      graph.answer = () => ({ body: NODE });
      const { data, errors } = await graph.run(`{
        a: whatsAppBusinessAccount(id: "1") { name messageTemplates(first: 2) { nodes { name } } }
        b: whatsAppBusinessAccount(id: "1") { currency messageTemplates(first: 2) { nodes { status } } }
        c: whatsAppBusinessAccount(id: "1") { name }
      }`);
      expect(errors).toBeUndefined();
      expect(fields()).toEqual(['id,name,message_templates.limit(2){id,name,status},currency']);
      expect(data).toEqual({
        a: { name: 'Lucky Shrub', messageTemplates: { nodes: [{ name: 'hello' }] } },
        b: { currency: 'USD', messageTemplates: { nodes: [{ status: 'APPROVED' }] } },
        c: { name: 'Lucky Shrub' },
      });
    });

    it('leaves the plans of either as they are', async () => {
      graph.answer = () => ({ body: NODE });
      const query = (one: string, other: string) => `
        query($one: ID!, $other: ID!) {
          a: whatsAppBusinessAccount(id: $one) { messageTemplates(first: 2) { nodes { ${one} } } }
          b: whatsAppBusinessAccount(id: $other) { messageTemplates(first: 2) { nodes { ${other} } } }
        }`;
      await graph.run(query('name', 'status'), { one: '1', other: '1' });
      await graph.run(query('name', 'status'), { one: '1', other: '2' });
      expect(fields().sort()).toEqual([
        'id,message_templates.limit(2){id,name,status}',
        'id,message_templates.limit(2){id,name}',
        'id,message_templates.limit(2){id,status}',
      ]);
    });

    it('asks once more where both read the same edge with other arguments', async () => {
      graph.answer = ({ query }) => ({
        body: {
          ...NODE,
          ...(query.get('fields')?.includes('APPROVED') && { message_templates: { data: [{ id: '6' }] } }),
        },
      });
      const { data } = await graph.run(`{
        a: whatsAppBusinessAccount(id: "1") { name messageTemplates(first: 2) { nodes { id } } }
        b: whatsAppBusinessAccount(id: "1") { name messageTemplates(first: 2, status: [APPROVED]) { nodes { id } } }
        c: whatsAppBusinessAccount(id: "1") { currency }
      }`);
      expect(data).toEqual({
        a: { name: 'Lucky Shrub', messageTemplates: { nodes: [{ id: '5' }] } },
        b: { name: 'Lucky Shrub', messageTemplates: { nodes: [{ id: '6' }] } },
        c: { currency: 'USD' },
      });
      expect(graph.requests).toHaveLength(2);
    });

    it('asks no more often than without it, nor for more than one read may cost', async () => {
      graph.answer = ({ path, query }) => ({
        body: query.has('ids')
          ? Object.fromEntries((query.get('ids') ?? '').split(',').map((id) => [id, { ...NODE, id }]))
          : { ...NODE, id: path.split('/').at(-1) },
      });
      await graph.run(`{
        list: whatsAppBusinessAccounts { nodes { name } }
        one: whatsAppBusinessAccount(id: "1") { currency }
      }`);
      expect(graph.requests).toHaveLength(2);
      graph.requests.length = 0;
      const many = Array.from(
        { length: 11 },
        (_, index) =>
          `a${index}: whatsAppBusinessAccount(id: "1") { messageTemplates(first: ${index + 1}) { nodes { id } } }`,
      );
      expect((await graph.run(`{ ${many.join(' ')} }`)).errors).toBeUndefined();
      expect(graph.requests).toHaveLength(11);
    });

    it('fails only what is refused', async () => {
      graph.answer = ({ query }) =>
        query.get('fields')?.includes('country')
          ? metaError(
              100,
              '(#100) Tried accessing nonexistent field (country) on node type (WhatsAppBusinessAccount)',
            )
          : { body: NODE };
      const { data, errors } = await graph.run(
        '{ a: whatsAppBusinessAccount(id: "1") { name } b: whatsAppBusinessAccount(id: "1") { currency country } }',
      );
      expect(data).toEqual({ a: { name: 'Lucky Shrub' }, b: { currency: 'USD', country: null } });
      expect(errors).toMatchObject([{ path: ['b', 'country'] }]);
    });
  });

  it('nulls a refused field with an error of its own and keeps its siblings', async () => {
    graph.answer = ({ query }) =>
      query.get('fields')?.includes('country')
        ? metaError(
            100,
            '(#100) Tried accessing nonexistent field (country) on node type (WhatsAppBusinessAccount)',
          )
        : { body: { id: '1', name: 'Lucky Shrub' } };
    const { data, errors } = await graph.run('{ whatsAppBusinessAccount(id: "1") { name country } }');
    expect(data).toEqual({ whatsAppBusinessAccount: { name: 'Lucky Shrub', country: null } });
    expect(errors).toMatchObject([{ path: ['whatsAppBusinessAccount', 'country'] }]);
  });

  it('keeps what a node has of the fields that one of another type has not', async () => {
    graph.answer = ({ path, query }) =>
      (query.get('ids') ?? path).includes('92') && query.get('fields')?.includes('status')
        ? metaError(100, '(#100) Tried accessing nonexistent field (status) on node type (MessageTemplate)')
        : {
            body: {
              id: path.split('/').at(-1),
              quality_score: { score: 'GREEN' },
              ...(query.get('fields')?.includes('status') && { status: 'CONNECTED' }),
            },
          };
    const { data, errors } = await graph.run(
      '{ phoneNumber(id: "91") { status qualityScore { score } } messageTemplate(id: "92") { status qualityScore { score } } }',
    );
    const qualityScore = { score: 'GREEN' };
    expect(data).toEqual({
      phoneNumber: { status: 'CONNECTED', qualityScore },
      messageTemplate: { status: null, qualityScore },
    });
    expect(errors).toMatchObject([{ path: ['messageTemplate', 'status'] }]);
  });
});
