import { request } from 'undici';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const ACCOUNT = '102290129340398';
const NUMBER = '106540352242922';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path);
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await folder.remove();
});

/** A query that is refused, and the argument that is told to be at fault. */
const QUERIES: [query: string, field: string, variables?: object][] = [
  ['{ sendAttempt { state } }', 'idempotencyKey'],
  ['{ sendAttempt(idempotencyKey: "", correlationId: "") { state } }', 'idempotencyKey'],
  ['{ broadcasts(phoneNumberId: "") { nodes { id } } }', 'phoneNumberId'],
  ['{ broadcasts(phoneNumberId: "+1 650") { nodes { id } } }', 'phoneNumberId'],
  ['{ broadcasts(states: []) { nodes { id } } }', 'states'],
  ['{ media(id: "5", phoneNumberId: "") { id } }', 'phoneNumberId'],
  ['{ media(id: "5", phoneNumberId: "💥") { id } }', 'phoneNumberId'],
  ['{ nodes(ids: ["x"]) { id } }', 'id'],
  [`{ whatsAppBusinessAccount(id: "${ACCOUNT}") { messageTemplates(name: "") { nodes { id } } } }`, 'name'],
  [
    `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { messageTemplates(nameOrContent: " ") { nodes { id } } } }`,
    'nameOrContent',
  ],
  [
    `query($name: String) { whatsAppBusinessAccount(id: "${ACCOUNT}") { messageTemplates(name: $name) { nodes { id } } } }`,
    'name',
    { name: 'x'.repeat(100_000) },
  ],
  [
    `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { messageTemplates(language: ["en_US", ""]) { nodes { id } } } }`,
    'language',
  ],
  [
    `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { assignedUsers(businessId: "") { nodes { id } } } }`,
    'businessId',
  ],
  [
    `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { assignedUsers(businessId: "1){id}") { nodes { id } } } }`,
    'businessId',
  ],
  [
    '{ business(id: "506914307656634") { ownedWhatsAppBusinessAccounts(createdAfter: "2030-01-01T00:00:00Z", createdBefore: "2020-01-01T00:00:00Z") { nodes { id } } } }',
    'createdBefore',
  ],
  ['{ events(filter: { accountIds: [""] }) { nodes { id } } }', 'filter.accountIds'],
  ['{ events(filter: { accountIds: ["x"] }) { nodes { id } } }', 'filter.accountIds'],
  ['{ events(filter: { phoneNumberIds: ["+1 650"] }) { nodes { id } } }', 'filter.phoneNumberIds'],
  ['{ events(filter: { contacts: [" "] }) { nodes { id } } }', 'filter.contacts'],
  ['{ events(filter: { messageIds: ["wamid.x", ""] }) { nodes { id } } }', 'filter.messageIds'],
  [
    `query @staleIfError(maxAgeSeconds: -1) { whatsAppBusinessAccount(id: "${ACCOUNT}") { name } }`,
    'maxAgeSeconds',
  ],
];

describe('a query with bad input', () => {
  it.each(QUERIES)('is told what is at fault: %s', async (query, field, variables = {}) => {
    const answer = await ask(gateway.url, query, { ...variables });
    expect(answer).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field } }],
    });
    // Seen before, it takes a shorter way.
    expect((await ask(gateway.url, query, { ...variables })).errors).toEqual(answer.errors);
  });

  it('is told of keys that no request may have', async () => {
    const response = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }","variables":{"__proto__":{}}}',
    });
    expect(response.statusCode).toBe(400);
    expect(await response.body.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('__proto__'), extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('is not told all of a huge value again', async () => {
    const query = 'query($first: Int) { events(first: $first) { nodes { id } } }';
    const { errors } = await ask(gateway.url, query, { first: 'x'.repeat(100_000) });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const [{ message = '' } = {}] = errors ?? [];
    expect(message).toContain('Variable "$first"');
    expect(message).toContain('Int cannot represent');
    expect(message.length).toBeLessThan(1_100);
  });
});

const SEND = `mutation($input: SendMessageInput!) {
  sendMessage(input: $input) { message { id } userErrors { code field message } } }`;
const START = `mutation($input: StartBroadcastInput!) {
  startBroadcast(input: $input) { broadcast { id } userErrors { code field message } } }`;
const READ = `mutation($input: MarkMessageAsReadInput!) {
  markMessageAsRead(input: $input) { success userErrors { code field message } } }`;
const TEXT = { text: { body: 'hi' } };
const TO = '+16505551234';

const MUTATIONS: [what: string, mutation: string, input: object, fields: string[], code?: string][] = [
  ['NUL in a text', SEND, { to: TO, content: { text: { body: 'a\0b' } } }, ['content.text.body']],
  ['half a character', SEND, { to: TO, content: { text: { body: 'a\ud800' } } }, ['content.text.body']],
  [
    'half a character in a key',
    SEND,
    { to: TO, content: TEXT, idempotencyKey: '\udc00' },
    ['idempotencyKey'],
  ],
  [
    'a number Meta does not know',
    SEND,
    { phoneNumberId: '999', to: TO, content: TEXT },
    ['phoneNumberId'],
    'OBJECT_NOT_FOUND',
  ],
  [
    'a number Meta does not know',
    READ,
    { phoneNumberId: '999', messageId: 'wamid.x' },
    ['phoneNumberId'],
    'OBJECT_NOT_FOUND',
  ],
  [
    'an account in place of a number',
    SEND,
    { phoneNumberId: ACCOUNT, to: TO, content: TEXT },
    ['phoneNumberId'],
    'UNKNOWN',
  ],
  ['no number', SEND, { phoneNumberId: '', to: TO, content: TEXT }, ['phoneNumberId']],
  [
    'an empty key',
    START,
    { content: TEXT, recipients: [{ to: TO }], idempotencyKey: '' },
    ['idempotencyKey'],
  ],
  [
    'a long key',
    START,
    { content: TEXT, recipients: [{ to: TO }], idempotencyKey: 'x'.repeat(256) },
    ['idempotencyKey'],
  ],
  ['NUL in a name', START, { content: TEXT, recipients: [{ to: TO }], name: 'a\0' }, ['name']],
  [
    'a parameter twice, another without a name',
    START,
    {
      content: { text: { body: '{{a}}' } },
      recipients: [
        {
          to: TO,
          parameters: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
            { name: '', value: '3' },
          ],
        },
      ],
    },
    ['recipients.0.parameters.1.name', 'recipients.0.parameters.2.name'],
  ],
  [
    'recipients that are no numbers',
    START,
    { content: TEXT, recipients: [{ to: 'x' }, { to: '💥' }, { to: '' }] },
    ['recipients.0.to', 'recipients.1.to', 'recipients.2'],
  ],
  [
    'NUL in a parameter',
    START,
    {
      content: { text: { body: '{{a}}' } },
      recipients: [{ to: TO, parameters: [{ name: 'a', value: '\0' }] }],
    },
    ['content.text.body'],
  ],
];

describe('a mutation with bad input', () => {
  it.each(MUTATIONS)(
    'is told what is at fault: %s',
    async (_what, mutation, input, fields, code = 'INVALID_INPUT') => {
      const { data, errors } = await ask(gateway.url, mutation, {
        input: { phoneNumberId: NUMBER, ...input },
      });
      expect(errors).toBeUndefined();
      expect(Object.values(data ?? {})).toMatchObject([
        { userErrors: fields.map((field) => ({ code, field: ['input', ...field.split('.')] })) },
      ]);
    },
  );
});

describe('a number that JSON cannot hold', () => {
  const id = 2 ** 60;
  const inexact = (type: string) => [
    {
      message: expect.stringContaining(`${type} cannot be told from the number 1152921504606847000`),
      extensions: expect.objectContaining({
        code: expect.stringMatching(/BAD_USER_INPUT|VALIDATION_FAILED/),
      }),
    },
  ];
  const flow = (data: string) =>
    `sendMessage(input: { phoneNumberId: "${NUMBER}", to: "+16505551234", content: { interactive: { flow: { body: "b", flowId: "1", flowCta: "Go", flowAction: NAVIGATE, flowActionPayload: { screen: "S", data: ${data} } } } } }) { userErrors { code } }`;

  it('is refused as an id: it would be that of another template', async () => {
    const query = 'query ($id: ID!) { messageTemplate(id: $id) { id } }';
    // Known as well as new.
    expect(await ask(gateway.url, query, { id: '1' })).toMatchObject({ status: 200 });
    expect(await ask(gateway.url, query, { id })).toMatchObject({ status: 400, errors: inexact('ID') });
    expect(
      await ask(gateway.url, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['1', -id] }),
    ).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const send =
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { code } } }';
    const input = { phoneNumberId: id, to: '+16505551234', content: { text: { body: 'x' } } };
    expect(await ask(gateway.url, send, { input })).toMatchObject({ status: 400, errors: inexact('ID') });
  });

  it('is an id where it stands in the operation itself, digit by digit', async () => {
    const { errors } = await ask(gateway.url, '{ messageTemplate(id: 1152921504606846977) { id } }');
    expect(errors).toMatchObject([{ message: expect.stringContaining("'1152921504606846977'") }]);
  });

  it('is refused in JSON of a caller, wherever it stands', async () => {
    expect(await ask(gateway.url, `mutation { ${flow(`{ a: [{ b: ${id} }] }`)} }`)).toMatchObject({
      status: 400,
      errors: inexact('JSONObject'),
    });
    expect(
      await ask(gateway.url, `mutation ($data: JSONObject) { ${flow('$data')} }`, {
        data: { a: [{ b: id }] },
      }),
    ).toMatchObject({ status: 400, errors: inexact('JSONObject') });
  });
});
