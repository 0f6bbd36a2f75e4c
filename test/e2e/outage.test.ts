import { request } from 'undici';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, socketClient } from './support/graphql-client';
import { ACCOUNT, NUMBER } from './support/webhooks';

const TEMPLATE = '120216848912345678';
const OTHER_ACCOUNT = '104996122399160';
const KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'confined', key: 'key-of-confined', scopes: ['accounts:read'], accounts: [ACCOUNT] },
  { name: 'stranger', key: 'key-of-stranger', scopes: ['accounts:read'], accounts: [OTHER_ACCOUNT] },
]);
const ALL = { authorization: 'Bearer key-for-all' };
const CONFINED = { authorization: 'Bearer key-of-confined' };
const STRANGER = { authorization: 'Bearer key-of-stranger' };

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let answer: (request: SeenRequest) => DoubleAnswer | undefined;

const down = (): DoubleAnswer => ({ status: 503, body: 'Service Unavailable' });

function up({ path, query }: SeenRequest): DoubleAnswer {
  const node = (id: string) => ({
    id,
    name: id === TEMPLATE ? 'order' : `account ${id}`,
    status: 'APPROVED',
    verified_name: 'Shop',
    health_status: { can_send_message: 'AVAILABLE' },
    phone_numbers: { data: [{ id: NUMBER, verified_name: 'Shop' }] },
    'message_templates.limit(100).name("order")': { data: [{ id: TEMPLATE }] },
    message_templates: { data: [{ id: TEMPLATE, name: 'order' }] },
  });
  const ids = query.get('ids')?.split(',');
  return {
    body: ids ? Object.fromEntries(ids.map((id) => [id, node(id)])) : node(path.split('/').at(-1) ?? ''),
  };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start((seen) => answer(seen));
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: `${ACCOUNT},${OTHER_ACCOUNT}`,
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: KEYS,
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const NUMBERS = `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { name phoneNumbers { nodes { id verifiedName } } } }`;
const MARKED = `query Marked @staleIfError ${NUMBERS}`;
const LIST =
  'query List @staleIfError { whatsAppBusinessAccounts { nodes { id name } } again: whatsAppBusinessAccounts(first: 1) { nodes { name } } }';
const HEALTH = `query Health @staleIfError { whatsAppBusinessAccount(id: "${ACCOUNT}") { name healthStatus { canSendMessage } } }`;
const ORDER = `query Order @staleIfError { messageTemplate(id: "${TEMPLATE}") { name status } }`;
const NODE = `query Node @staleIfError { node(id: "${NUMBER}") { id ... on PhoneNumber { verifiedName } } }`;

interface Extended {
  data: unknown;
  errors?: { message: string; extensions: Record<string, unknown> }[];
  extensions?: { stale?: { field: string; asOf: string }[] };
}

const query = (source: string, headers = ALL): Promise<Extended> => ask(gateway.url, source, {}, headers);
const codesOf = ({ errors }: Extended) => errors?.map(({ extensions }) => extensions.code);

async function page(path: string): Promise<{ status: number; text: string }> {
  const response = await request(`${gateway.url}${path}`);
  return { status: response.statusCode, text: await response.body.text() };
}

async function circuit(): Promise<unknown> {
  const { status, text } = await page('/readyz');
  expect(status).toBe(200);
  return (JSON.parse(text) as { graph: { circuit: unknown } }).graph.circuit;
}

describe('while the Graph API is down', () => {
  let fresh: Extended;
  beforeAll(async () => {
    answer = up;
    fresh = await query(MARKED);
    expect(fresh).toMatchObject({ data: { whatsAppBusinessAccount: { name: `account ${ACCOUNT}` } } });
    // Twice: the first answer of an operation is Apollo Server's, further ones are not.
    for (const source of [MARKED, NUMBERS, LIST, HEALTH, ORDER, NODE]) {
      for (const answered of [await query(source), await query(source)]) {
        expect(answered.errors).toBeUndefined();
        expect(answered.extensions?.stale).toBeUndefined();
      }
    }
    expect((await query(ORDER, CONFINED)).errors).toBeUndefined();
    answer = down;
  });

  it('answers a query that bears it from memory, and says which fields are old', async () => {
    const stale = await query(MARKED);
    expect(stale).toMatchObject({
      data: fresh.data,
      extensions: { stale: [{ field: 'whatsAppBusinessAccount' }] },
    });
    expect(stale.errors).toBeUndefined();
    const age = Date.now() - Date.parse(stale.extensions?.stale?.[0]?.asOf ?? '');
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(60_000);
    expect(await query(LIST)).toMatchObject({
      data: { whatsAppBusinessAccounts: { nodes: [{ id: ACCOUNT }, { id: OTHER_ACCOUNT }] } },
      extensions: { stale: [{ field: 'whatsAppBusinessAccounts' }, { field: 'again' }] },
    });
    expect(await query(NODE)).toMatchObject({ data: { node: { id: NUMBER, verifiedName: 'Shop' } } });
  });

  it('answers nothing of the moment, nothing to those who did not ask for it, and nothing to others', async () => {
    expect(codesOf(await query(HEALTH))).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(codesOf(await query(NUMBERS))).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(codesOf(await query(MARKED, STRANGER))).toEqual(['FORBIDDEN']);
    expect(codesOf(await query(ORDER, STRANGER))).not.toBeUndefined();
    expect(await query(ORDER, CONFINED)).toMatchObject({ data: { messageTemplate: { name: 'order' } } });
    expect(codesOf(await query(MARKED.replace('@staleIfError', '@staleIfError(maxAgeSeconds: 0)')))).toEqual([
      'UPSTREAM_UNAVAILABLE',
    ]);
  });

  it('says so over sockets as well', async () => {
    const client = socketClient(gateway.url, ALL.authorization);
    for await (const result of client.iterate({ query: MARKED })) {
      expect(result).toMatchObject({ extensions: { stale: [{ field: 'whatsAppBusinessAccount' }] } });
    }
    await client.dispose();
  });

  it('leaves Graph alone after a while, answers at once, stays ready and says what is wrong', async () => {
    while ((await circuit()) === 'CLOSED') await query(NUMBERS);
    double.requests.length = 0;
    const refused: Extended[] = [];
    while ((await circuit()) === 'OPEN' && refused.length < 5) refused.push(await query(NUMBERS));
    expect(double.requests.length).toBeLessThanOrEqual(1);
    expect(refused.at(0)?.errors?.at(0)?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryAfterMs: expect.any(Number),
    });
    const { text } = await page('/metrics');
    expect(text).toMatch(/whatsapp_gateway_graph_requests_total\{kind="read",outcome="OK"\} [1-9]/);
    expect(text).toMatch(/whatsapp_gateway_graph_requests_total\{kind="read",outcome="HTTP_STATUS"\} [1-9]/);
    expect(text).toMatch(/whatsapp_gateway_graph_requests_total\{kind="read",outcome="CIRCUIT_OPEN"\} [1-9]/);
    expect(text).toMatch(/whatsapp_gateway_graph_retries_total\{kind="read"\} [1-9]/);
    expect(text).toMatch(/whatsapp_gateway_graph_request_seconds_count\{kind="read"\} [1-9]/);
    expect(text).toMatch(/whatsapp_gateway_graph_circuit\{state="CLOSED"\} 0/);
  });

  it('answers afresh as soon as Graph works again, and never in place of what Meta refuses', async () => {
    answer = up;
    while ((await query(MARKED)).extensions?.stale);
    expect(await circuit()).toBe('CLOSED');
    answer = () => metaError(100, 'Unsupported get request.', { error_subcode: 33 });
    expect(codesOf(await query(MARKED))).toEqual(['NOT_FOUND']);
  });
});
