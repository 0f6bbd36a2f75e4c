import { createSign, generateKeyPairSync } from 'node:crypto';
import { request } from 'undici';
import { GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let keysStatus = 200;

beforeAll(async () => {
  folder = await temporaryFolder();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  double = await GraphDouble.start(({ path }) =>
    path === '/jwks'
      ? { status: keysStatus, body: { keys: [jwk] } }
      : { body: { id: '1', name: 'Lucky Shrub' } },
  );
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAtest',
    GRAPH_API_URL: double.url,
    JWT_JWKS_URL: `${double.url}/jwks`,
    JWT_ISSUER: 'https://id.example',
    JWT_AUDIENCE: 'gateway',
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const CLAIMS = {
  iss: 'https://id.example',
  aud: 'gateway',
  sub: 'ann',
  scope: 'openid accounts:read events:subscribe',
};

function tokenOf(claims: object, { key = privateKey, seconds = 60, alg = 'RS256' } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + seconds;
  const signed = `${part({ alg, kid: 'k1', typ: 'JWT' })}.${part({ ...CLAIMS, exp, ...claims })}`;
  if (alg === 'none') return `${signed}.`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

const QUERY = '{ whatsAppBusinessAccount(id: "1") { name } }';
const asking = (token: string, query = QUERY) =>
  ask(gateway.url, query, {}, { authorization: `Bearer ${token}` });

describe('tokens of an identity provider', () => {
  it('are not called bad while its keys cannot be read', async () => {
    keysStatus = 500;
    for (const _turn of [1, 2]) {
      expect(await asking(tokenOf({}))).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: 'UNAVAILABLE' } }],
      });
    }
    const response = await request(`${gateway.url}/media/1`, {
      headers: { authorization: `Bearer ${tokenOf({})}` },
    });
    expect(response.statusCode).toBe(503);
    expect(await response.body.json()).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    const client = socketClient(gateway.url, `Bearer ${tokenOf({})}`);
    await expect(collect(client, 'subscription { events { id } }', {}, () => false)).rejects.toMatchObject({
      code: 1013,
    });
    expect(gateway.output().match(/JWT_JWKS_URL cannot be read/g)).toHaveLength(1);
    keysStatus = 200;
    expect(await asking(tokenOf({}))).toMatchObject({ status: 200 });
  });

  it('let a caller do what their scopes say', async () => {
    expect(await asking(tokenOf({}))).toMatchObject({
      data: { whatsAppBusinessAccount: { name: 'Lucky Shrub' } },
    });
    const send =
      'mutation { markMessageAsRead(input: { phoneNumberId: "1", messageId: "wamid.1" }) { success } }';
    expect((await asking(tokenOf({}), send)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await asking(tokenOf({ accounts: ['2'] }))).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('confine to accounts that are listed in one string, as scopes are', async () => {
    expect(await asking(tokenOf({ accounts: '2 1' }))).toMatchObject({
      data: { whatsAppBusinessAccount: { name: 'Lucky Shrub' } },
    });
    expect(await asking(tokenOf({ accounts: '2 3' }))).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it.each([
    ['expired', () => tokenOf({}, { seconds: -10 })],
    ['signed by a stranger', () => tokenOf({}, { key: stranger })],
    ['not signed', () => tokenOf({}, { alg: 'none' })],
    ['of another issuer', () => tokenOf({ iss: 'https://other.example' })],
    ['for another audience', () => tokenOf({ aud: 'other' })],
    ['confined to what is no list of accounts', () => tokenOf({ accounts: { id: '1' } })],
    ['nonsense', () => 'nonsense'],
  ])('are refused when %s', async (_why, token) => {
    // Asked twice: an operation that is known is answered on another way.
    for (const _turn of [1, 2]) {
      expect(await asking(token())).toMatchObject({
        status: 401,
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it('end a socket when they expire', async () => {
    const client = socketClient(gateway.url, `Bearer ${tokenOf({}, { seconds: 2 })}`);
    const ended = collect(client, 'subscription { events { id } }', {}, () => false);
    await expect(ended).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });

  it('are needed for a socket', async () => {
    const client = socketClient(gateway.url, 'Bearer nonsense');
    await expect(collect(client, 'subscription { events { id } }', {}, () => false)).rejects.toMatchObject({
      code: 4403,
    });
    await client.dispose();
  });
});
