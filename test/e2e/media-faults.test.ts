import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { type BegunRequest, ByteDouble, signal } from '../support/byte-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';

const TOKEN = 'EAAsecrettoken';
const KEYS = JSON.stringify([{ name: 'all', key: 'key-for-all', scopes: ['*'] }]);
const ALL = { authorization: 'Bearer key-for-all' };
const BYTES = randomBytes(300_000);

type Answer = (begun: BegunRequest, request: IncomingMessage, response: ServerResponse) => unknown;

let folder: { path: string; remove(): Promise<void> };
let meta: ByteDouble;
let lookaside: ByteDouble;
let foreign: ByteDouble;
let gateway: GatewayProcess;
/** What Meta's hosts do in a test. */
let answerMeta: Answer;
let answerLookaside: Answer;
/** Every answer's body, to be searched for what must not be in it. */
const said: string[] = [];
let serial = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  meta = await ByteDouble.start((...args) => answerMeta(...args));
  lookaside = await ByteDouble.start((...args) => answerLookaside(...args));
  foreign = await ByteDouble.start((_begun, _request, response) => response.end('caught'));
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: TOKEN,
    META_APP_ID: '1234',
    META_APP_SECRET: 'app-secret',
    GRAPH_API_URL: meta.url,
    MEDIA_HOSTS: `lookaside.fbsbx.com,${new URL(lookaside.url).host}`,
    GATEWAY_API_KEYS: KEYS,
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([meta.stop(), lookaside.stop(), foreign.stop()]);
  await folder.remove();
});
beforeEach(() => {
  for (const double of [meta, lookaside, foreign]) double.requests.length = 0;
  answerMeta = (_begun, _request, response) => response.writeHead(500).end();
  answerLookaside = (_begun, _request, response) => response.writeHead(200).end(BYTES);
});

const json = (response: ServerResponse, body: object, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** The id of a file that no test has asked for; Meta says it is at this address. */
function fileAt(url: () => string, facts: object = { mime_type: 'image/png' }): string {
  serial += 1;
  const id = String(1_000_000 + serial);
  answerMeta = (_begun, _request, response) => json(response, { id, url: url(), ...facts });
  return id;
}

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await request(`${gateway.url}${path}`, { headers: { ...ALL, ...headers } });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  said.push(JSON.stringify(answer.headers), bytes.toString('latin1'));
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

async function post(path: string, body: Buffer | Readable, type = 'image/png') {
  const answer = await request(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { ...ALL, 'content-type': type },
    body,
  });
  const text = await answer.body.text();
  said.push(JSON.stringify(answer.headers), text);
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(text) as { error?: object } };
}

/** A request on a socket of its own, which can be broken off at any time. */
function rawRequest(line: string, ...headers: string[]): Socket {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const lines = [line, `host: ${hostname}`, `authorization: ${ALL.authorization}`, ...headers, '', ''];
  socket.write(lines.join('\r\n'));
  return socket;
}

const errorOf = ({ bytes }: { bytes: Buffer }) => JSON.parse(bytes.toString()) as object;

describe('reading a file', () => {
  it('asks Meta with the token, which goes to the hosts that are listed and nowhere else', async () => {
    const id = fileAt(() => `${lookaside.url}/file?mid=1&hash=a%2Bb`);
    const answer = await get(`/media/${id}?phone_number_id=77`);
    expect([answer.status, answer.bytes.equals(BYTES)]).toEqual([200, true]);
    expect(meta.requests[0]?.url.searchParams.get('phone_number_id')).toBe('77');
    expect(lookaside.requests[0]).toMatchObject({
      headers: { authorization: `Bearer ${TOKEN}`, 'user-agent': expect.any(String) },
    });
    // As Meta made it: anything added could break its signature.
    expect(lookaside.requests[0]?.url.search).toBe('?mid=1&hash=a%2Bb');
  });

  it.each([
    ['another host', () => `${foreign.url}/file`],
    [
      'a listed host as a user',
      () => foreign.url.replace('http://', `http://${new URL(lookaside.url).host}@`),
    ],
    ['another protocol', () => `ftp://${new URL(lookaside.url).host}/file`],
    ['no address', () => 'nothing'],
  ])('goes to no other: %s', async (_name, url) => {
    const answer = await get(`/media/${fileAt(url)}`);
    expect([answer.status, errorOf(answer)]).toMatchObject([502, { error: { code: 'MEDIA_HOST_REFUSED' } }]);
    expect(foreign.requests).toHaveLength(0);
  });

  it('follows no redirect', async () => {
    const id = fileAt(() => `${lookaside.url}/file`);
    answerLookaside = (_begun, _request, response) =>
      response.writeHead(302, { location: `${foreign.url}/file` }).end();
    expect([(await get(`/media/${id}`)).status, foreign.requests.length]).toEqual([502, 0]);
  });

  it('looks an address that has expired up anew, once', async () => {
    let address = 0;
    const id = fileAt(() => {
      address += 1;
      return `${lookaside.url}/${address}`;
    });
    answerLookaside = ({ url }, _request, response) =>
      url.pathname === '/1' ? response.writeHead(404).end() : response.end(BYTES);
    expect((await get(`/media/${id}`)).bytes.equals(BYTES)).toBe(true);
    expect([meta.requests.length, lookaside.requests.length]).toEqual([2, 2]);
    // What was found is remembered: the parts of a video are one look-up.
    expect((await get(`/media/${id}`)).status).toBe(200);
    expect([meta.requests.length, lookaside.requests.length]).toEqual([2, 3]);

    answerLookaside = (_begun, _request, response) => response.writeHead(404).end();
    const gone = await get(`/media/${id}`);
    expect([gone.status, errorOf(gone)]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
    expect([meta.requests.length, lookaside.requests.length]).toEqual([3, 5]);
  });

  it('makes nothing run that says it is a page', async () => {
    const page = '<script>alert(1)</script>';
    answerLookaside = (_begun, _request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=b' }).end(page);
    for (const type of ['image/svg+xml', 'text/html', undefined, 'image/png\r\nx: y']) {
      const { headers } = await get(`/media/${fileAt(() => `${lookaside.url}/page`, { mime_type: type })}`);
      expect(headers['content-disposition']).toMatch(/^attachment; /);
      expect(headers['content-security-policy']).toMatch(/; sandbox$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  it('lets Meta judge a condition that only Meta knows, and gives the whole where Meta ignores it', async () => {
    const id = fileAt(() => `${lookaside.url}/file`);
    answerLookaside = ({ headers }, _request, response) => {
      if (headers.range === undefined) return response.writeHead(200, { etag: '"v2"' }).end(BYTES);
      const part = { etag: '"v2"', 'content-range': `bytes 0-9/${BYTES.length}` };
      return response.writeHead(206, part).end(BYTES.subarray(0, 10));
    };
    const part = { range: 'bytes=0-9' };
    expect((await get(`/media/${id}`, { ...part, 'if-range': '"v2"' })).status).toBe(206);
    expect(lookaside.requests[0]?.headers['if-range']).toBe('"v2"');
    const whole = await get(`/media/${id}`, { ...part, 'if-range': '"v1"' });
    expect([whole.status, whole.bytes.equals(BYTES)]).toEqual([200, true]);
  });

  it('reads no faster than it is read, and lets go of Meta when the client does', async () => {
    const id = fileAt(() => `${lookaside.url}/endless`);
    const chunk = Buffer.alloc(64 * 1024);
    let sent = 0;
    const full = signal();
    const gone = signal();
    answerLookaside = (_begun, _request, response) => {
      response.on('close', gone.reach);
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (response.destroyed) return;
        // When nothing drains for a while, every buffer on the way is full.
        const stuck = setTimeout(full.reach, 500);
        response.once('drain', () => {
          clearTimeout(stuck);
          more();
        });
      };
      more();
    };
    const socket = rawRequest(`GET /media/${id} HTTP/1.1`);
    await full.reached;
    // What fills is the sockets' buffers in the kernel; nothing of this size is held anywhere else.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    socket.destroy();
    await gone.reached;
  });

  it('breaks off when Meta does, and says nothing is whole that is not', async () => {
    const id = fileAt(() => `${lookaside.url}/half`);
    answerLookaside = (_begun, _request, response) => {
      response.writeHead(200, { 'content-length': String(BYTES.length) });
      response.write(BYTES.subarray(0, 1000), () => response.destroy());
    };
    await expect(get(`/media/${id}`)).rejects.toThrow();
  });
});

describe('sending a file', () => {
  const send = (body: Buffer | Readable = BYTES) => post('/media/77', body);

  it('gives Meta a form with its length, the token in the header and the proof beside it', async () => {
    let form: FormData | undefined;
    answerMeta = async ({ headers }, incoming, response) => {
      const body = new Response(Readable.toWeb(incoming) as ReadableStream, {
        headers: { 'content-type': headers['content-type'] ?? '' },
      });
      form = await body.formData();
      json(response, { id: '5' });
    };
    expect(await send()).toMatchObject({ status: 201, body: { id: '5' }, headers: { location: '/media/5' } });
    const [{ url, headers } = expect.anything()] = meta.requests;
    expect(url.pathname).toBe('/v23.0/77/media');
    expect(url.searchParams.get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
    expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'content-length': expect.any(String) });
    expect([form?.get('messaging_product'), form?.get('type')]).toEqual(['whatsapp', 'image/png']);
    const file = form?.get('file');
    if (!(file instanceof File)) throw new Error('There is no file.');
    expect([file.type, file.name]).toEqual(['image/png', 'file.png']);
    expect(Buffer.from(await file.arrayBuffer()).equals(BYTES)).toBe(true);
  });

  it('tells an error that Meta gives before it has read the file', async () => {
    answerMeta = (_begun, _incoming, response) =>
      json(response, { error: { code: 131053, message: `No ${TOKEN}` } }, 400);
    const large = Readable.from(
      Array.from({ length: 40 }, () => Buffer.alloc(100_000)),
      { objectMode: false },
    );
    expect(await send(large)).toMatchObject({
      status: 400,
      body: { error: { code: 'MEDIA_UPLOAD_FAILED' } },
    });
  });

  it('is never done twice', async () => {
    answerMeta = (_begun, incoming, response) => incoming.resume().on('end', () => response.destroy());
    expect(await send()).toMatchObject({ status: 502, body: { error: { code: 'UPSTREAM_UNAVAILABLE' } } });
    expect(meta.requests).toHaveLength(1);
  });

  it.each(['too much', 'half of it'])('never lets Meta take %s for a whole file', async (what) => {
    const ended = signal();
    let whole: boolean | undefined;
    const begun = signal();
    answerMeta = (_begun, incoming, response) => {
      incoming.once('data', begun.reach);
      incoming
        .on('error', () => {})
        .on('close', () => {
          whole = incoming.complete;
          ended.reach();
        });
      incoming.on('end', () => json(response, { id: '6' }));
    };
    if (what === 'too much') {
      const source = Readable.from(
        Array.from({ length: 60 }, () => Buffer.alloc(100_000)),
        { objectMode: false },
      );
      expect(await send(source)).toMatchObject({ status: 413, body: { error: { code: 'MEDIA_TOO_LARGE' } } });
    } else {
      const socket = rawRequest(
        'POST /media/77 HTTP/1.1',
        'content-type: image/png',
        'content-length: 500000',
      );
      socket.write(BYTES);
      await begun.reached;
      socket.destroy();
    }
    await ended.reached;
    expect(whole).toBe(false);
  });
});

it('tells the token to nobody', () => {
  expect(said.length).toBeGreaterThan(20);
  for (const text of [...said, gateway.output()]) {
    expect(text.includes(TOKEN) || text.includes('app-secret') || text.includes('key-for-all')).toBe(false);
  }
  expect(gateway.output()).not.toMatch(/"level":(50|60)/);
});
