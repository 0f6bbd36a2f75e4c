import { GraphClient } from '../../src/graph/client';
import { ForeignMediaHostError } from '../../src/graph/media-fetcher';
import { restFailureOf } from '../../src/server/rest-failure';
import { ByteDouble } from '../support/byte-double';

const TOKEN = 'EAAtoken';

describe('bytes from and to Meta', () => {
  let silent: ByteDouble;
  let client: GraphClient;

  beforeAll(async () => {
    silent = await ByteDouble.start((_begun, request) => request.resume());
    client = new GraphClient({ baseUrl: silent.url, version: 'v23.0', headersTimeoutMs: 100 });
  });
  afterAll(async () => {
    await client.close();
    await silent.stop();
  });

  async function* bytes(count: number, then?: Error) {
    for (let index = 0; index < count; index += 1) yield Buffer.alloc(1_000);
    if (then) throw then;
  }

  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('are given up when Meta says nothing', async () => {
    for (const call of [
      client.fetchMedia({ url: `${silent.url}/file`, token: TOKEN }),
      client.upload({ path: '1/media', headers: {}, bytes: bytes(3), token: TOKEN }),
    ]) {
      expect(restFailureOf(await failureOf(call))).toMatchObject({ status: 504, code: 'UPSTREAM_TIMEOUT' });
    }
    expect(silent.requests).toHaveLength(2);
  });

  it('stop with what stopped their source', async () => {
    const fault = new Error('the source broke');
    const call = client.upload({ path: '1/media', headers: {}, bytes: bytes(3, fault), token: TOKEN });
    expect(await failureOf(call)).toBe(fault);
  });

  it('stop when nobody wants them any more', async () => {
    const gone = AbortSignal.abort();
    const call = client.fetchMedia({ url: `${silent.url}/file`, token: TOKEN, signal: gone });
    expect(await failureOf(call)).toMatchObject({ fault: 'ABORTED' });
  });

  it.each([
    ['https://graph.facebook.com', 'http://lookaside.fbsbx.com/x', 'without TLS'],
    ['https://graph.facebook.com', 'https://evil.com/lookaside.fbsbx.com', 'another host'],
    ['https://graph.facebook.com', 'https://lookaside.fbsbx.com.evil.com/', 'a name that begins alike'],
    ['https://graph.facebook.com', 'https://lookaside.fbsbx.com@evil.com/', 'a listed host as a user'],
    ['https://graph.facebook.com', 'https://media.example:444/', 'another port than is listed'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2/', 'another port of the Graph API’s host'],
  ])('behind %s are not fetched from %s: %s', async (baseUrl, url) => {
    const mediaHosts = ['lookaside.fbsbx.com', 'media.example:443'];
    const other = new GraphClient({ baseUrl, version: 'v23.0', mediaHosts });
    expect(await failureOf(other.fetchMedia({ url, token: TOKEN }))).toBeInstanceOf(ForeignMediaHostError);
    await other.close();
  });
});
