import { request } from 'undici';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, inbound, NUMBER, postWebhook } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let answer: (request: SeenRequest) => DoubleAnswer | undefined;

const ALL = 'Bearer key-for-all';
const CONFINED = 'Bearer key-confined';
const TOOL = 'Bearer key-of-tool';
const SENDER = 'Bearer key-of-sender';

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start((seen) => answer(seen));
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'secret-token-of-ours',
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    WHATSAPP_BUSINESS_ACCOUNT_IDS: '1,2,3',
    INTROSPECTION: 'off',
    GATEWAY_API_KEYS: JSON.stringify([
      { name: 'all', key: 'key-for-all', scopes: ['*'] },
      { name: 'confined', key: 'key-confined', scopes: ['*'], accounts: ['1'] },
      { name: 'tool', key: 'key-of-tool', scopes: ['events:subscribe'] },
      { name: 'sender', key: 'key-of-sender', scopes: ['messages:send'] },
    ]),
  });
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await double.stop();
  await folder.remove();
});
beforeEach(() => {
  double.requests.length = 0;
});

const asking = (query: string, authorization = ALL, variables = {}) =>
  ask(gateway.url, query, variables, { authorization });

/** Asks twice: what is known to be valid is answered on a shorter way than what is new, and must be answered alike. */
async function twice(query: string, authorization = ALL) {
  // What is left of limits (`extensions`) differs: both took some.
  const { data, errors, status } = await asking(query, authorization);
  const second = await asking(query, authorization);
  expect(second).toMatchObject({ data, status, ...(errors && { errors }) });
  expect(second.errors).toEqual(errors);
  return second;
}

describe('callers', () => {
  it('confined to an account do not reach others through what they share', async () => {
    answer = () => ({
      body: {
        id: '1',
        owner_business: {
          id: '9',
          owned_whatsapp_business_accounts: { data: [{ id: '2', name: 'not yours' }] },
        },
      },
    });
    const result = await twice(
      '{ whatsAppBusinessAccount(id: "1") { id ownerBusiness { id ownedWhatsAppBusinessAccounts { nodes { name } } } } }',
      CONFINED,
    );
    expect(result.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(JSON.stringify(result)).not.toContain('not yours');
  });

  it('with one scope do not reach what needs another', async () => {
    await postWebhook(gateway.url, inbound('wamid.scope'));
    answer = ({ method }) =>
      method === 'POST'
        ? { body: { messages: [{ id: 'wamid.out' }], contacts: [{ wa_id: '16315551181' }] } }
        : { body: { id: NUMBER, name: 'of the account', display_phone_number: '+1 555' } };
    const events = await twice(
      `{ events(filter: { accountIds: ["${ACCOUNT}"] }) { nodes { id account { id name } } } }`,
      TOOL,
    );
    expect(events).toMatchObject({
      data: { events: { nodes: [{ account: null }] } },
      errors: [{ extensions: { scope: 'accounts:read' } }],
    });
    const sent = await asking(
      `mutation { sendMessage(input: { phoneNumberId: "${NUMBER}", to: "+16315551181", content: { text: { body: "hi" } }, force: true }) {
        message { id phoneNumber { id conversations { nodes { id } } } } } }`,
      SENDER,
    );
    expect(sent.errors).toMatchObject([{ extensions: { scope: 'accounts:read' } }]);
    // The limits ask about the number on their own account, and for no name.
    const asked = double.requests.flatMap(({ query }) => query.get('fields')?.split(',') ?? []);
    expect(asked).not.toContain('name');
  });
});

describe('a query', () => {
  it.each([
    'first: 0',
    'first: -1',
    'first: 101',
    'first: 2147483647',
    'after: "x"',
    'last: 3',
    'status: [UNRECOGNIZED]',
  ])('with a bad argument below is told which: %s', async (argument) => {
    const result = await twice(
      `{ whatsAppBusinessAccount(id: "1") { messageTemplates(${argument}) { nodes { id } } } }`,
    );
    expect(result).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: argument.split(':')[0] } }],
    });
    expect(double.requests).toHaveLength(0);
  });

  it('cannot bring text of its own into what Graph is asked', async () => {
    const place = (cursor: string) => Buffer.from(JSON.stringify([cursor, 0, '', 0])).toString('base64url');
    const injected = place('x){id},owner_business{id},phone_numbers.limit(1');
    const result = await asking(
      `{ whatsAppBusinessAccount(id: "1") { phoneNumbers(first: 1, after: "${injected}") { nodes { id } } } }`,
    );
    expect(result.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
    expect(double.requests).toHaveLength(0);
  });

  it.each(['..', '', 'me', 'debug_token', '1/messages', '1?fields=x', '9'.repeat(5_000), '1\u0000'])(
    'needs an id that is one: %j',
    async (id) => {
      const result = await asking('query($id: ID!) { phoneNumber(id: $id) { status } }', ALL, { id });
      expect(result.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(JSON.stringify(result).length).toBeLessThan(1_000);
      expect(double.requests).toHaveLength(0);
    },
  );

  it.each([
    ['an account', 'phoneNumber', '61', 'id status', 'WhatsAppBusinessAccount'],
    ['an account', 'business', '62', 'id name', 'WhatsAppBusinessAccount'],
    ['a number', 'whatsAppBusinessAccount', '63', 'id', 'WhatsAppBusinessPhoneNumber'],
    ['a portfolio', 'flow', '64', '__typename', 'Business'],
    ['a number', 'media', '65', 'id', 'WhatsAppBusinessPhoneNumber'],
  ])('does not show %s as a %s', async (_what, field, id, selection, type) => {
    answer = () => ({ body: { id, name: 'n', status: 'ACTIVE', metadata: { type } } });
    expect(await twice(`{ ${field}(id: "${id}") { ${selection} } }`)).toMatchObject({
      data: { [field]: null },
      errors: [
        { message: expect.stringContaining(`Node ${id} is not a`), extensions: { code: 'NOT_FOUND' } },
      ],
    });
    expect(double.requests).toHaveLength(1);
    expect(double.requests[0]?.query.get('metadata')).toBe('1');
  });

  it('says so of a node that has none of the fields', async () => {
    answer = ({ query }) => {
      const field = ['display_phone_number', 'quality_rating'].find((name) =>
        query.get('fields')?.includes(name),
      );
      return field
        ? metaError(
            100,
            `(#100) Tried accessing nonexistent field (${field}) on node type (WhatsAppBusinessAccount)`,
          )
        : { body: { id: '67', status: 'ACTIVE' } };
    };
    expect(
      await twice('{ phoneNumber(id: "67") { id status displayPhoneNumber qualityRating } }'),
    ).toMatchObject({
      data: { phoneNumber: null },
      errors: [
        {
          message:
            'Node 67 is not a PhoneNumber: its type is WhatsAppBusinessAccount. Give the id of a PhoneNumber.',
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
    expect(double.requests).toHaveLength(1);
  });

  it('is not given a node of a type that there is none for as the one whose name it resembles', async () => {
    answer = ({ query }) => ({
      body: { id: '73', ...(query.has('metadata') && { metadata: { type: 'WhatsAppBusinessProfile' } }) },
    });
    for (const selected of ['id', 'id ... on Business { vertical }'])
      expect(await twice(`{ node(id: "73") { __typename ${selected} } }`)).toMatchObject({
        data: { node: null },
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
  });

  it.each([
    ['which Graph tells', '71', 'PhoneNumber'],
    ['which a proxy drops', '72', undefined],
  ])(
    'does not take a node to be of the type whose fields are refused of it, %s',
    async (_which, id, type) => {
      answer = ({ query }) =>
        query.get('fields')?.includes('currency')
          ? metaError(200, '(#200) You do not have permission', {}, 403)
          : {
              body: {
                id,
                verified_name: 'Shop',
                ...(type && query.has('metadata') && { metadata: { type } }),
              },
            };
      const found = await asking(
        `{ node(id: "${id}") { __typename ... on WhatsAppBusinessAccount { currency } } }`,
      );
      if (type) expect(found).toMatchObject({ data: { node: { __typename: type } } });
      expect(await twice(`{ phoneNumber(id: "${id}") { verifiedName } }`)).toMatchObject({
        data: { phoneNumber: { verifiedName: 'Shop' } },
      });
    },
  );

  it('asks for the type only where the fields do not tell it, and takes a name it does not know', async () => {
    answer = ({ query }) => ({
      body: {
        id: '66',
        display_phone_number: '+1',
        ...(query.has('metadata') && { metadata: { type: 'WhatsAppBusinessX' } }),
      },
    });
    expect(await asking('{ phoneNumber(id: "66") { id } }')).toMatchObject({
      data: { phoneNumber: { id: '66' } },
    });
    await asking('{ phoneNumber(id: "66") { id displayPhoneNumber } }');
    expect(double.requests.map(({ query }) => query.get('metadata'))).toEqual(['1', null]);
  });

  it('keeps every item of a list whose last ones fail', async () => {
    answer = ({ path, query }) => {
      const ids = query.get('ids')?.split(',') ?? [path.split('/').at(-1) ?? ''];
      const bad = ids.find((id) => Number(id) > 1 && Number(id) < 10);
      if (bad)
        return metaError(100, `Unsupported get request. Object with ID '${bad}' does not exist`, {
          error_subcode: 33,
        });
      const one = (id: string) => ({ id, name: `n${id}`, metadata: { type: 'WhatsAppBusinessAccount' } });
      return {
        body: query.has('ids') ? Object.fromEntries(ids.map((id) => [id, one(id)])) : one(ids[0] ?? ''),
      };
    };
    const nodes = await twice('{ nodes(ids: ["1", "7", "8"]) { id } }');
    expect(nodes).toMatchObject({
      data: { nodes: [{ id: '1' }, null, null] },
      errors: [{ path: ['nodes', 1] }, { path: ['nodes', 2] }],
    });
    const edges = await twice('{ whatsAppBusinessAccounts { edges { node { id } } nodes { name } } }');
    expect(edges.data).toEqual({
      whatsAppBusinessAccounts: {
        edges: [{ node: { id: '1' } }, { node: null }, { node: null }],
        nodes: [{ name: 'n1' }, null, null],
      },
    });
    expect(edges.errors?.every(({ extensions }) => extensions.code === 'NOT_FOUND')).toBe(true);
  });

  it('reads a node once that is asked for twice', async () => {
    answer = () => ({
      body: { id: '31', name: 'n', currency: 'USD', metadata: { type: 'WhatsAppBusinessAccount' } },
    });
    const select = (field: string) => `node(id: "31") { ... on WhatsAppBusinessAccount { ${field} } }`;
    const query = `{ a: ${select('name')} b: ${select('currency')} }`;
    expect((await twice(query)).data).toEqual({ a: { name: 'n' }, b: { currency: 'USD' } });
    // Its type is known by now: it is found together with what knew it from the start.
    const { data } = await twice(
      `{ a: ${select('name')} b: whatsAppBusinessAccount(id: "31") { currency } c: node(id: "31") { __typename id } }`,
    );
    expect(data).toMatchObject({ a: { name: 'n' }, b: { currency: 'USD' }, c: { id: '31' } });
    expect(double.requests.map(({ query }) => query.get('fields')?.split(',').sort().join())).toEqual(
      Array(4).fill('currency,id,name'),
    );
  });

  it('gives each of mixed nodes what it has', async () => {
    const type = (id: string) => (id.startsWith('5') ? 'PhoneNumber' : 'WhatsAppBusinessAccount');
    answer = ({ path, query }) => {
      const ids = query.get('ids')?.split(',') ?? [path.split('/').at(-1) ?? ''];
      const asksCurrency = query.get('fields')?.includes('currency');
      if (asksCurrency && ids.some((id) => type(id) === 'PhoneNumber')) {
        return metaError(
          100,
          '(#100) Tried accessing nonexistent field (currency) on node type (PhoneNumber)',
        );
      }
      const one = (id: string) => ({
        id,
        ...(asksCurrency && { currency: 'USD' }),
        metadata: { type: type(id) },
      });
      return {
        body: query.has('ids') ? Object.fromEntries(ids.map((id) => [id, one(id)])) : one(ids[0] ?? ''),
      };
    };
    const result = await asking(
      '{ nodes(ids: ["41", "51"]) { __typename id ... on WhatsAppBusinessAccount { currency } } }',
    );
    expect(result).toMatchObject({
      data: {
        nodes: [
          { __typename: 'WhatsAppBusinessAccount', id: '41', currency: 'USD' },
          { __typename: 'PhoneNumber', id: '51' },
        ],
      },
    });
    expect(result.errors).toBeUndefined();
  });

  it('loses a refused field where it was refused, not where others have the same name', async () => {
    answer = ({ query }) => {
      const fields = query.get('fields') ?? '';
      const ownStatus = fields
        .replaceAll(/\{[^{}]*\}/g, '')
        .split(',')
        .includes('status');
      if (ownStatus)
        return metaError(
          100,
          '(#100) Tried accessing nonexistent field (status) on node type (WhatsAppBusinessAccount)',
        );
      return {
        body: {
          id: '1',
          ...(fields.includes('message_templates') && {
            message_templates: { data: [{ id: '3', status: 'APPROVED' }] },
          }),
        },
      };
    };
    const { data, errors } = await asking(
      '{ whatsAppBusinessAccount(id: "1") { status messageTemplates(first: 1) { nodes { status } } } }',
    );
    expect(data).toEqual({
      whatsAppBusinessAccount: { status: null, messageTemplates: { nodes: [{ status: 'APPROVED' }] } },
    });
    expect(errors).toMatchObject([{ path: ['whatsAppBusinessAccount', 'status'] }]);
  });

  it('is not answered with more requests than it may cost', async () => {
    const aliases = Array.from(
      { length: 60 },
      (_, index) => `a${index}: messageTemplates(first: ${index + 1}) { nodes { id } }`,
    );
    const result = await asking(`{ whatsAppBusinessAccount(id: "1") { ${aliases.join(' ')} } }`);
    expect(result.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(double.requests).toHaveLength(0);
  });

  it('does not show a token that Meta repeats, wherever it does', async () => {
    const text = 'Malformed access token secret-token-of-ours';
    answer = () =>
      metaError(
        190,
        text,
        { error_data: { details: text }, error_user_msg: text, error_user_title: text },
        401,
      );
    expect(JSON.stringify(await twice('{ phoneNumber(id: "11") { status } }'))).not.toContain('secret-token');
  });

  it('is told what it lacks: a name among several, WebSocket for a subscription, JSON', async () => {
    expect((await asking('query A { __typename } query B { __typename }')).errors?.[0]?.message).toMatch(
      /operationName|operation name/i,
    );
    expect(await asking('subscription { events { id } }')).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    const response = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: ALL },
      body: '{"query":',
    });
    expect(response.statusCode).toBe(400);
    expect(await response.body.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

it('says over HTTP as well what to do where introspection is off', async () => {
  const { errors } = await ask(gateway.url, '{ __type(name: "Query") { name } }', {}, { authorization: ALL });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('`INTROSPECTION=on`'),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
});

describe('a socket', () => {
  it('goes on after an operation that was none, and shows the schema to nobody when it is closed', async () => {
    const client = socketClient(gateway.url, ALL);
    const events = collect<{ events: { id: string } }>(
      client,
      'subscription { events { id } }',
      {},
      (soFar) => soFar.length > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const refused = (query: string) =>
      collect(client, query, {}, () => true).catch((errors: unknown) => errors);
    expect(await refused('subscription { events {')).toMatchObject([
      { message: expect.stringMatching(/^Syntax Error/) },
    ]);
    expect(JSON.stringify(await refused('{ __schema { types { name } } }'))).toContain(
      'Introspection is off here',
    );
    await postWebhook(gateway.url, inbound('wamid.after-the-error'));
    expect(await events).toHaveLength(1);
    await client.dispose();
  });
});
