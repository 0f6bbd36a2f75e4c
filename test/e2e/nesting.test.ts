import { request } from 'undici';
import WebSocket from 'ws';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { APP_SECRET, inbound, postWebhook } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, { META_APP_SECRET: APP_SECRET });
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await folder.remove();
});

const nested = (levels: number) => `{ ${'a {'.repeat(levels)} b ${'}'.repeat(levels)} }`;
const listed = (levels: number) => `{ nodes(ids: ${'['.repeat(levels)}"1"${']'.repeat(levels)}) { id } }`;
const PARSE_FAILED = { extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
const TOO_DEEP = {
  message: expect.stringContaining('nested more than 200 levels deep'),
  locations: [{ line: 1, column: expect.any(Number) }],
  ...PARSE_FAILED,
};

/** What an operation over a socket is refused with. */
async function overSocket(query: string): Promise<unknown> {
  const client = socketClient(gateway.url);
  const refused = await collect(client, query, {}, () => true).catch((error: unknown) => error);
  await client.dispose();
  return refused;
}

describe('an operation nested too deep', () => {
  it.each([
    ['selections', nested(6_000)],
    ['lists', listed(9_000)],
    ['objects', `{ nodes(ids: ${'{a:'.repeat(5_000)}1${'}'.repeat(5_000)}) { id } }`],
    ['types of variables', `query($v: ${'['.repeat(9_000)}ID${']'.repeat(9_000)}) { __typename }`],
    ['what is never closed', '{a'.repeat(9_000)],
    ['just beyond', nested(200)],
    ['behind very many quotes', `{ a(b: """${'\\"""'.repeat(40_000)}""") ${nested(200)} }`],
    [
      'what strings hide',
      `{ a(b: "\\"", c: """\\""" " \n""") # "\n ${nested(200)} }`.replaceAll('\n', ' \r'),
    ],
  ])('is told so: %s', async (_what, query) => {
    const posted = await ask(gateway.url, query);
    const { line: _, ...place } = TOO_DEEP.locations[0] ?? {};
    const expected = { ...TOO_DEEP, locations: [expect.objectContaining(place)] };
    expect(posted).toEqual({ status: 400, errors: [expected] });
    expect(await ask(gateway.url, query)).toEqual(posted);
    expect(await overSocket(query)).toEqual([expected]);
  });

  it('is told so in an address', async () => {
    const response = await request(
      `${gateway.url}/graphql?query=${encodeURIComponent(nested(300).replaceAll(' ', ''))}`,
      { headers: { 'apollo-require-preflight': '1' } },
    );
    expect(response.statusCode).toBe(400);
    expect(await response.body.json()).toEqual({ errors: [TOO_DEEP] });
  });

  it('is told so of its fragments together', async () => {
    const chain = (count: number, own: string) =>
      Array.from({ length: count }, (_, index) => `fragment F${index} on Node { ${own}${index + 1} }`);
    const query = (parts: string[], last: number) =>
      `{ node(id: "1") { ...F0 } } ${parts.join(' ')} fragment F${last} on Node { id }`;
    const deep = query(chain(1_000, 'id ...F'), 1_000);
    const wide = query(
      Array.from(
        { length: 30 },
        (_, index) => `fragment F${index} on Node { ...F${index + 1} ...F${index + 1} }`,
      ),
      30,
    );
    const refused = (text: string) => ({
      message: expect.stringContaining(text),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    for (const [text, told] of [
      [deep, 'more than 200 levels deep'],
      [wide, 'more than 20000 fields'],
    ] as const) {
      const { status, errors } = await ask(gateway.url, text);
      expect(status).toBe(400);
      expect(errors?.[0]).toMatchObject(refused(told));
      expect(await overSocket(text)).toEqual(errors);
    }
    expect(await ask(gateway.url, query(chain(50, 'id ...F'), 50))).toMatchObject({ status: 200 });
  });

  it('is not what has many brackets side by side, in strings or in comments', async () => {
    const aliases = Array.from({ length: 300 }, (_, index) => `a${index}: __typename @skip(if: false)`);
    const brackets = '{[('.repeat(300);
    const query = `# ${brackets}
      query($a: String = "${brackets}\\"${brackets}", $b: String = """${brackets}\\"""${brackets}""") {
        ${aliases.join(' ')} __type(name: $a) { name } other: __type(name: $b) { name }
      } # ${brackets}`;
    const { status, errors } = await ask(gateway.url, query);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    // As deep as may be: judged by the schema, not by its depth.
    expect(JSON.stringify(await ask(gateway.url, nested(198)))).toContain('Cannot query field');
  });

  it('is the same over a socket as one that does not parse at all', async () => {
    expect(await overSocket('{ a')).toMatchObject([PARSE_FAILED]);
  });
});

describe('variables nested too deep', () => {
  // As text: what writes JSON down can't write it.
  const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const lists = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  const SEND = `mutation($value: JSONObject) {
    sendMessage(input: { phoneNumberId: "106540352242922", to: "+16505551234", content: { interactive: {
      flow: { body: "b", flowCta: "Go", flowId: "1", flowActionPayload: { data: $value } } } } }) {
      message { id } userErrors { message } } }`;

  async function refusal(query: string, value: string): Promise<string> {
    const response = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":{"value":${value}}}`,
    });
    expect(response.statusCode).toBe(400);
    const { errors } = (await response.body.json()) as { errors: { message: string }[] };
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    return errors[0]?.message ?? '';
  }

  /** The first message that a socket is sent for an operation. */
  async function firstOverSocket(query: string, value: string): Promise<string> {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const answer = new Promise<string>((resolve, reject) => {
      socket.on('message', (data) => {
        const text = String(data);
        if (text.includes('connection_ack'))
          socket.send(
            `{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(query)},"variables":{"value":${value}}}}`,
          );
        else resolve(text);
      });
      socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
    });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    return answer.finally(() => socket.terminate());
  }

  it.each([201, 3_000, 50_000])('are told so: %d levels', async (levels) => {
    expect(await refusal(SEND, objects(levels))).toContain('nested more than 200 levels deep');
    expect(await firstOverSocket(SEND, objects(levels))).toContain('nested more than 200 levels deep');
  });

  it('are told what they should be where another value is wanted', async () => {
    expect(await refusal(SEND, lists(9_000))).toContain('"$value"');
    for (const [type, field] of [
      ['DateTime', 'events(since: $value) { nodes { id } }'],
      ['[ID!]!', 'nodes(ids: $value) { id }'],
      ['Int', 'events(first: $value) { nodes { id } }'],
    ] as const) {
      for (const value of [lists(9_000), `[${objects(9_000)}]`, objects(9_000)]) {
        const query = `query($value: ${type}) { ${field} }`;
        expect(await refusal(query, value)).toContain('"$value"');
        expect(await firstOverSocket(query, value)).toContain('$value');
      }
    }
  });

  it('are told so to a subscription, and what is as deep as may be is not', async () => {
    const subscription = 'subscription { events(after: null) { id } }';
    expect(await firstOverSocket(subscription, objects(9_000))).toContain('nested more than 200 levels deep');
    const first = firstOverSocket(subscription, objects(199));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await postWebhook(gateway.url, inbound('wamid.beside-deep-variables'));
    expect(await first).toContain('"next"');
  });
});
