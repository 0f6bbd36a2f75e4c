import { createHmac } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { GraphClient, type GraphClientOptions } from '../../src/graph/client';
import { GraphApiError, GraphTransportError } from '../../src/graph/errors';
import type { CallSafety } from '../../src/graph/session';
import { ByteDouble } from '../support/byte-double';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';

let double: GraphDouble;
let answer: (request: SeenRequest) => DoubleAnswer | undefined;
const clients: GraphClient[] = [];

beforeAll(async () => {
  double = await GraphDouble.start((request, response) => {
    const result = answer(request);
    if (!result && request.query.get('fields') === 'reset') response.destroy();
    return result;
  });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await double.stop();
});
beforeEach(() => {
  double.requests.length = 0;
});

const clientOf = (options: Partial<GraphClientOptions> = {}) => {
  const client = new GraphClient({ baseUrl: double.url, version: 'v23.0', ...options });
  clients.push(client);
  return client;
};
const call = (client: GraphClient, safety: CallSafety, fields = 'id') =>
  client.call({
    method: safety === 'read' ? 'GET' : 'POST',
    path: '1/messages',
    query: { fields },
    token: 'EAAtoken',
    safety,
  });

describe('the Graph client', () => {
  it('sends the token in the header only, and the proof when there is a secret', async () => {
    answer = () => ({ body: { success: true } });
    await call(clientOf({ appSecret: 's3cret' }), 'once');
    const [request] = double.requests;
    expect(request?.headers.authorization).toBe('Bearer EAAtoken');
    expect(request?.query.get('appsecret_proof')).toBe(
      createHmac('sha256', 's3cret').update('EAAtoken').digest('hex'),
    );
    expect(request?.query.toString()).not.toContain('EAAtoken');
    expect(request?.path).toBe('/v23.0/1/messages');
  });

  it('keeps integers beyond 2^53', async () => {
    answer = () => ({ body: '{"message_template_id": 12345678901234567890, "n": 12}' });
    expect(await call(clientOf(), 'read')).toEqual({ message_template_id: '12345678901234567890', n: 12 });
  });

  it("makes one typed error of Meta's envelope, error_data as object, text or encoded text", async () => {
    for (const error_data of [{ details: 'why' }, 'why', '{"details":"why"}']) {
      answer = () =>
        metaError(131009, '(#131009) Parameter value is not valid', { error_data, error_subcode: 2494010 });
      const error = await call(clientOf(), 'once').catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(GraphApiError);
      expect(error).toMatchObject({
        meta: { code: 131009, subcode: 2494010, details: 'why', fbtraceId: 'Atest', httpStatus: 400 },
      });
    }
  });

  it('takes code 0 for the code it is', async () => {
    answer = () => metaError(0, 'AuthException', {}, 401);
    await expect(call(clientOf(), 'read')).rejects.toMatchObject({ meta: { code: 0 } });
  });

  it.each([
    ['read', 3],
    ['idempotent', 3],
    ['once', 1],
  ] as const)('repeats a %s call on transient faults: %i attempts', async (safety, attempts) => {
    for (const failure of [
      metaError(2, 'Service temporarily unavailable', {}, 503),
      { status: 502, body: '<html>bad gateway</html>' },
    ]) {
      double.requests.length = 0;
      answer = () => failure;
      await expect(call(clientOf(), safety)).rejects.toThrow();
      expect(double.requests).toHaveLength(attempts);
    }
  });

  it('does not repeat what Meta refuses for good', async () => {
    answer = () => metaError(100, 'Invalid parameter');
    await expect(call(clientOf(), 'read')).rejects.toBeInstanceOf(GraphApiError);
    expect(double.requests).toHaveLength(1);
  });

  it('never repeats a send whose connection broke after it left, and says that it may have arrived', async () => {
    answer = () => undefined;
    await expect(call(clientOf(), 'once', 'reset')).rejects.toMatchObject({
      fault: 'RESET',
      mayHaveArrived: true,
    });
    expect(double.requests).toHaveLength(1);
    double.requests.length = 0;
    await expect(call(clientOf(), 'read', 'reset')).rejects.toMatchObject({ fault: 'RESET' });
    expect(double.requests).toHaveLength(3);
  });

  it('says that a send never left when nobody listens', async () => {
    const client = clientOf({ baseUrl: 'http://127.0.0.1:1' });
    await expect(call(client, 'once')).rejects.toMatchObject({ fault: 'CONNECT', mayHaveArrived: false });
  });

  it('gives up on an answer that does not come', async () => {
    answer = () => undefined;
    await expect(call(clientOf({ headersTimeoutMs: 50 }), 'read')).rejects.toMatchObject({
      fault: 'TIMEOUT',
    });
  });

  it('gives up on an answer that goes on and on', async () => {
    const endless = await ByteDouble.start((_begun, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    const client = clientOf({ baseUrl: endless.url, answerTimeoutMs: 50 });
    await expect(call(client, 'once')).rejects.toMatchObject({ fault: 'TIMEOUT', mayHaveArrived: true });
    await endless.stop();
  });

  it.each(['<html>hello</html>', '[1,2]', '"text"', ''])(
    'refuses an answer that is no JSON object: %s',
    async (body) => {
      answer = () => ({ body });
      await expect(call(clientOf(), 'once')).rejects.toBeInstanceOf(GraphTransportError);
    },
  );

  it('takes no redirect for an answer, and follows none', async () => {
    answer = () => ({ status: 302, headers: { location: `${double.url}/elsewhere` }, body: {} });
    await expect(call(clientOf(), 'read')).rejects.toMatchObject({ fault: 'HTTP_STATUS', httpStatus: 302 });
    expect(double.requests).toHaveLength(1);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])(
    'asks for answers as they are, and reads those that come as %s all the same',
    async (coding, compress) => {
      const body = compress('{"name":"Lucky Shrub"}');
      answer = () => ({ headers: { 'content-encoding': coding }, body });
      expect(await call(clientOf(), 'read')).toEqual({ name: 'Lucky Shrub' });
      expect(double.requests[0]?.headers['accept-encoding']).toBe('identity');
    },
  );

  it.each([
    ['gzip', 'no gzip'],
    ['constructor', '{}'],
    ['zstd', 'whatever'],
  ])('says so when an answer in %s cannot be read', async (coding, body) => {
    answer = () => ({ headers: { 'content-encoding': coding }, body });
    await expect(call(clientOf(), 'once')).rejects.toMatchObject({
      fault: 'BAD_ANSWER',
      mayHaveArrived: true,
    });
  });

  it('ends a call when its caller goes away', async () => {
    const gone = new AbortController();
    answer = () => {
      gone.abort();
      return undefined;
    };
    const client = clientOf();
    await expect(
      client.call({ method: 'GET', path: '1', token: 'EAA', safety: 'read', signal: gone.signal }),
    ).rejects.toMatchObject({ fault: 'ABORTED' });
    expect(double.requests).toHaveLength(1);
  });
});
