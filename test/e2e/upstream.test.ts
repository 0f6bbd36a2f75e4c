import { type DoubleAnswer, metaError, type SeenRequest } from '../support/graph-double';
import { gatewayOnDouble } from './support/gateway-on-double';
import { ask } from './support/graphql-client';

let answer: (request: SeenRequest) => DoubleAnswer | undefined;

const KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'reader', key: 'key-of-reader', scopes: ['accounts:read'], accounts: ['1'] },
]);
const ALL = { authorization: 'Bearer key-for-all' };
const READER = { authorization: 'Bearer key-of-reader' };

const { gateway, double } = gatewayOnDouble((request) => answer(request), {
  META_APP_ID: '1234',
  META_APP_SECRET: 'app-secret',
  GATEWAY_API_KEYS: KEYS,
  // What Graph is asked for is counted: nothing may be asked for the sake of limits.
  LIMITS: 'off',
});

const SEND = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { field code message retryable metaCode } }
  }
`;
const text = (body: string, to = '+16315551181') => ({
  input: { phoneNumberId: '11', to, content: { text: { body } } },
});
const accepted = () => ({
  body: {
    messaging_product: 'whatsapp',
    contacts: [{ input: '1', wa_id: '16315551181' }],
    messages: [{ id: 'wamid.sent' }],
  },
});

interface Refused {
  sendMessage: { userErrors: { field: string[]; code: string; message: string }[] };
}

describe('in front of Graph', () => {
  it('finds the granted accounts once and reads them all in one request', async () => {
    answer = ({ path, query }) => {
      if (path.endsWith('/debug_token')) {
        return {
          body: {
            data: { granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ['1', '2'] }] },
          },
        };
      }
      return {
        body: Object.fromEntries(
          (query.get('ids') ?? '').split(',').map((id) => [id, { id, name: `n${id}` }]),
        ),
      };
    };
    const query = '{ whatsAppBusinessAccounts { nodes { name } } }';
    const expected = { whatsAppBusinessAccounts: { nodes: [{ name: 'n1' }, { name: 'n2' }] } };
    expect(await ask(gateway.url, query, {}, ALL)).toMatchObject({ data: expected });
    expect(double.requests).toHaveLength(2);
    expect(await ask(gateway.url, query, {}, ALL)).toMatchObject({ data: expected });
    expect(double.requests).toHaveLength(3);
    for (const { headers, query: sent } of double.requests) {
      expect(headers.authorization).toMatch(/^Bearer (EAAsecrettoken|1234\|app-secret)$/);
      expect(sent.get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('knows callers by their keys, what each may do, and to which accounts', async () => {
    answer = ({ query }) => ({
      body: {
        id: '1',
        name: 'n',
        ...(query.get('fields')?.includes('phone_numbers') && { phone_numbers: { data: [{ id: '11' }] } }),
      },
    });
    const query = '{ whatsAppBusinessAccount(id: "1") { name } }';
    expect(await ask(gateway.url, query)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await ask(gateway.url, query, {}, { authorization: 'Bearer key-of-nobody' })).toMatchObject({
      status: 401,
    });
    expect(await ask(gateway.url, query, {}, READER)).toMatchObject({
      data: { whatsAppBusinessAccount: { name: 'n' } },
    });
    for (const refused of [
      '{ whatsAppBusinessAccount(id: "2") { name } }',
      '{ phoneNumber(id: "21") { status } }',
      '{ business(id: "9") { name } }',
      '{ node(id: "2") { id ... on WhatsAppBusinessAccount { name } } }',
    ]) {
      expect(await ask(gateway.url, refused, {}, READER)).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
    const sent = await ask(gateway.url, SEND, text('hi'), READER);
    expect(sent.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'messages:send' } }]);
    expect(double.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('sends a message in one call, in Graph’s shape', async () => {
    answer = accepted;
    const { data } = await ask(gateway.url, SEND, text('Hello'), ALL);
    expect(data).toEqual({ sendMessage: { message: { id: 'wamid.sent' }, userErrors: [] } });
    expect(double.requests).toHaveLength(1);
    expect(double.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v23.0/11/messages',
      body: { messaging_product: 'whatsapp', to: '+16315551181', type: 'text', text: { body: 'Hello' } },
    });
    expect(gateway.output()).not.toMatch(/Hello|16315551181|EAAsecrettoken/);
  });

  it('refuses what Meta would refuse before it is sent, naming each field', async () => {
    const long = { ...text('x'.repeat(30_000), 'Ann') };
    const { data } = await ask<Refused>(gateway.url, SEND, long, ALL);
    const { userErrors } = data.sendMessage;
    expect(userErrors.map(({ field }) => field.join('.')).sort()).toEqual([
      'input.content.text.body',
      'input.to',
    ]);
    expect(userErrors.every(({ code }) => code === 'INVALID_INPUT')).toBe(true);
    expect(userErrors.map(({ message }) => message).join()).toMatch(/4,?096/);
    expect(double.requests).toHaveLength(0);
  });

  it.each([
    [
      'Meta refuses',
      metaError(131047, '(#131047) Re-engagement message', { error_data: { details: 'More than 24 hours' } }),
      131047,
    ],
    ['the number is throttled', metaError(130429, '(#130429) Rate limit hit'), 130429],
    ['Meta is down', metaError(2, 'Service temporarily unavailable', {}, 503), 2],
    ['a proxy answers HTML', { status: 502, body: '<html>' }, null],
  ] as const)('tells a sender what happened when %s, and asks once', async (_when, refusal, metaCode) => {
    answer = () => refusal;
    const { data, errors } = await ask(gateway.url, SEND, text('hi'), ALL);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ sendMessage: { message: null, userErrors: [{ metaCode }] } });
    expect(double.requests).toHaveLength(1);
  });

  it.each([
    [
      'an unknown id',
      '{ phoneNumber(id: "404") { status } }',
      metaError(100, "Unsupported get request. Object with ID '404' does not exist", { error_subcode: 33 }),
      'NOT_FOUND',
    ],
    [
      'an expired token',
      '{ phoneNumber(id: "11") { status } }',
      metaError(190, 'Malformed access token EAAsecrettoken', {}, 401),
      'UPSTREAM_UNAUTHENTICATED',
    ],
    ['a 500', '{ phoneNumber(id: "11") { status } }', { status: 500, body: 'oops' }, 'UPSTREAM_UNAVAILABLE'],
    ['HTML', '{ phoneNumber(id: "11") { status } }', { body: '<html></html>' }, 'UPSTREAM_UNAVAILABLE'],
    ['a limit', '{ phoneNumber(id: "11") { status } }', metaError(80007, 'Rate limit hit'), 'RATE_LIMITED'],
  ] as const)('answers a query clearly on %s', async (_what, query, refusal, code) => {
    answer = () => refusal;
    const result = await ask(gateway.url, query, {}, ALL);
    expect(result).toMatchObject({
      status: 200,
      data: { phoneNumber: null },
      errors: [{ path: ['phoneNumber'], extensions: { code } }],
    });
    expect(JSON.stringify(result)).not.toContain('EAAsecrettoken');
  });

  it('tells of values in other forms than Meta documents, and of these alone', async () => {
    answer = () => ({
      body: {
        id: '1',
        name: { secret: 'x' },
        currency: 'USD',
        phone_numbers: { data: [{ display_phone_number: '+1 555-0100' }] },
      },
    });
    const query =
      '{ whatsAppBusinessAccount(id: "1") { name currency phoneNumbers { nodes { id displayPhoneNumber } } } }';
    const result = await ask(gateway.url, query, {}, ALL);
    expect(result.data).toEqual({
      whatsAppBusinessAccount: { name: null, currency: 'USD', phoneNumbers: null },
    });
    expect(result.errors).toMatchObject([
      { path: ['whatsAppBusinessAccount', 'name'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
      {
        path: ['whatsAppBusinessAccount', 'phoneNumbers', 'nodes', 0, 'id'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE' },
      },
    ]);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('gives up on an answer that does not come', async () => {
    answer = () => undefined;
    expect(await ask(gateway.url, '{ phoneNumber(id: "11") { status } }', {}, ALL)).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }],
    });
  });

  it('answers bad requests clearly and goes on', async () => {
    for (const [query, variables] of [
      ['{ phoneNumber }', {}],
      ['{ nothing }', {}],
      ['query($id: ID!) { phoneNumber(id: $id) { status } }', {}],
      ['{ whatsAppBusinessAccount(id: "1") { messageTemplates(status: [GOOD]) { nodes { id } } } }', {}],
      ['{', {}],
      [
        SEND,
        {
          input: {
            phoneNumberId: '11',
            to: '1',
            content: { text: { body: 'a' }, reaction: { messageId: 'wamid.1' } },
          },
        },
      ],
    ] as const) {
      const { errors } = await ask(gateway.url, query, variables, ALL);
      expect(errors?.[0]?.message).toBeTruthy();
      expect(errors?.[0]?.extensions.code).toMatch(/^(GRAPHQL_(PARSE|VALIDATION)_FAILED|BAD_USER_INPUT)$/);
    }
    expect(double.requests).toHaveLength(0);
    answer = accepted;
    expect((await ask(gateway.url, SEND, text('still here'), ALL)).errors).toBeUndefined();
  });

  it('finds nodes whatever they are, several of one type in one request', async () => {
    answer = ({ query }) => ({
      body: Object.fromEntries(
        (query.get('ids') ?? '')
          .split(',')
          .map((id) => [id, { id, status: 'CONNECTED', metadata: { type: 'WhatsAppBusinessPhoneNumber' } }]),
      ),
    });
    const { data } = await ask(
      gateway.url,
      '{ nodes(ids: ["111", "112"]) { __typename id ... on PhoneNumber { status } } }',
      {},
      ALL,
    );
    expect(data).toEqual({
      nodes: ['111', '112'].map((id) => ({ __typename: 'PhoneNumber', id, status: 'CONNECTED' })),
    });
    expect(double.requests).toHaveLength(1);
  });
});
