import { request } from 'undici';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';

const KEYS = JSON.stringify([{ name: 'web', key: 'key-of-web', scopes: ['*'] }]);
const PAGE = 'https://app.example.com';

let folders: { path: string; remove(): Promise<void> }[];
/** Without keys, and with keys and an origin whose pages may call. */
let open: GatewayProcess;
let keyed: GatewayProcess;

beforeAll(async () => {
  folders = await Promise.all([temporaryFolder(), temporaryFolder()]);
  const [one, other] = folders.map(({ path }) => path);
  open = await startGatewayProcess(one ?? '');
  keyed = await startGatewayProcess(other ?? '', { GATEWAY_API_KEYS: KEYS, CORS_ORIGINS: PAGE });
});
afterAll(async () => {
  await Promise.all([open.stop(), keyed.stop()]);
  await Promise.all(folders.map((folder) => folder.remove()));
});

type Method = 'GET' | 'POST' | 'PUT' | 'OPTIONS' | 'DELETE';

async function call(
  { url }: GatewayProcess,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: Method; headers?: Record<string, string>; body?: string },
) {
  const answer = await request(url + path, { method, headers, body: body ?? null });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text };
}

const post = (
  gateway: GatewayProcess,
  operation: object,
  headers: Record<string, string | undefined> = {},
) => {
  const given = Object.entries({ 'content-type': 'application/json', ...headers });
  const said = Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return call(gateway, '/graphql', { method: 'POST', headers: said, body: JSON.stringify(operation) });
};

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

describe('the media type of an answer', () => {
  it.each([
    [undefined, JSON_TYPE, 400],
    ['*/*', JSON_TYPE, 400],
    ['application/json', JSON_TYPE, 200],
    ['application/json, text/plain, */*', JSON_TYPE, 200],
    ['application/graphql-response+json', RESPONSE_TYPE, 400],
    ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE, 400],
    ['application/json;q=0.9, application/graphql-response+json', RESPONSE_TYPE, 400],
    ['application/json, application/graphql-response+json', JSON_TYPE, 200],
    ['application/json;q=0, */*', RESPONSE_TYPE, 400],
  ])('is what %p asks for, whether the operation is new or known', async (accept, type, refusal) => {
    const query = `{ __typename } # ${accept}`;
    for (const _turn of ['new', 'known']) {
      const { status, headers, text } = await post(open, { query }, { accept });
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, 'no-store']);
      expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
    }
    const deep = `{ ${'a { '.repeat(300)} b ${'}'.repeat(300)} }`;
    for (const refused of ['{', '{ nothing }', 'query A { __typename } query B { __typename }', deep]) {
      const { status, headers } = await post(open, { query: refused }, { accept });
      expect([status, headers['content-type']]).toEqual([refusal, type]);
    }
  });

  it('is none where the client takes none that there is', async () => {
    for (const _turn of [1, 2]) {
      expect((await post(open, { query: '{ __typename }' }, { accept: 'text/plain' })).status).toBe(406);
    }
  });
});

describe('a request that is no operation', () => {
  it('is told how to send one', async () => {
    const { status, text } = await post(open, {}, { 'content-type': 'application/x-www-form-urlencoded' });
    expect([status, text]).toEqual([415, expect.stringContaining('Content-Type: application/json')]);
  });

  it('is at fault when its persisted query has another hash', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };
    const { status, text } = await post(open, { query: '{ __typename }', extensions });
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });

  it.each([
    ['PUT', '/graphql', 'GET, HEAD, POST'],
    ['OPTIONS', '/graphql', 'GET, HEAD, POST'],
    ['DELETE', '/media/1?x=/', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['PUT', '/webhooks/whatsapp', 'GET, HEAD, POST'],
  ] as const)('hears which methods there are: %s %s', async (method, path, allow) => {
    const { status, headers, text } = await call(open, path, { method });
    expect([status, headers.allow, JSON.parse(text)]).toMatchObject([
      405,
      allow,
      { error: { code: 'METHOD_NOT_ALLOWED' } },
    ]);
  });

  it.each(['/graphq', '/graphql/', '/healthzz'])('hears that there is nothing at %s', async (path) => {
    expect((await call(open, path, { method: 'PUT' })).status).toBe(404);
  });
});

describe('a page of another origin', () => {
  const ask = (gateway: GatewayProcess, origin: string) =>
    call(gateway, '/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const read = (gateway: GatewayProcess, origin: string) =>
    post(gateway, { query: '{ __typename }' }, { origin, authorization: 'Bearer key-of-web' });

  it('may call when its origin is named, or when it is of this machine and no keys are needed', async () => {
    for (const [gateway, origin] of [
      [keyed, PAGE],
      [open, 'http://localhost:5173'],
    ] as const) {
      expect(await ask(gateway, origin)).toMatchObject({
        status: 204,
        headers: {
          'access-control-allow-origin': origin,
          'access-control-allow-methods': 'GET, HEAD, POST',
          'access-control-allow-headers': 'authorization,content-type',
          vary: 'origin',
        },
      });
      for (const _turn of ['new', 'known']) {
        expect(await read(gateway, origin)).toMatchObject({
          status: 200,
          headers: { 'access-control-allow-origin': origin },
        });
      }
    }
    const refused = await call(keyed, '/media/1', { headers: { origin: PAGE } });
    expect(refused).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': PAGE } });
    const anonymous = await post(keyed, { query: '{ __typename }' }, { origin: PAGE });
    expect(anonymous).toMatchObject({
      status: 401,
      headers: { 'access-control-allow-origin': PAGE, 'www-authenticate': 'Bearer' },
    });
  });

  it.each(['https://evil.example', 'http://localhost:5173', 'null', `${PAGE}.evil.example`])(
    'may not read when its origin is %s and keys are needed',
    async (origin) => {
      expect((await ask(keyed, origin)).headers).not.toHaveProperty('access-control-allow-origin');
      expect((await read(keyed, origin)).headers).not.toHaveProperty('access-control-allow-origin');
    },
  );
});
