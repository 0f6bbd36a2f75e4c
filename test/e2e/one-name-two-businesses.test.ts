import { createSign, generateKeyPairSync } from 'node:crypto';
import { GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SHOE_SHOP = { account: '1001', number: '2001' };
const BAKERY = { account: '1002', number: '2002' };
type Business = typeof BAKERY;

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  double = await GraphDouble.start(({ method, path }) => {
    if (path === '/jwks') return { body: { keys: [jwk] } };
    if (method === 'POST') return { body: { messages: [{ id: 'wamid.1' }] } };
    const id = path.split('/').at(-1);
    const business = [SHOE_SHOP, BAKERY].find(({ account }) => account === id);
    return { body: { id, ...(business && { phone_numbers: { data: [{ id: business.number }] } }) } };
  });
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAtest',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: `${SHOE_SHOP.account},${BAKERY.account}`,
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

/** The back end of a partner asks for a token for one business at a time: the subject is always its own. */
function tokenFor({ account }: Business): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'https://id.example',
    aud: 'gateway',
    sub: 'back-end',
    scope: '*',
    accounts: [account],
    exp: Math.floor(Date.now() / 1000) + 300,
  };
  const signed = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

const asking = (business: Business, query: string) =>
  ask(gateway.url, query, {}, { authorization: `Bearer ${tokenFor(business)}` });

describe('callers of one name for two businesses', () => {
  it('see no broadcasts of each other, nor to whom they went', async () => {
    const start = `mutation { startBroadcast(input: { phoneNumberId: "${SHOE_SHOP.number}", name: "Spring",
      recipients: [{ to: "16505551234" }], content: { text: { body: "Shoes!" } } }) {
      broadcast { id } userErrors { code } } }`;
    expect(await asking(SHOE_SHOP, start)).toMatchObject({ data: { startBroadcast: { userErrors: [] } } });
    const list = '{ broadcasts { nodes { name recipients { nodes { to } } } } }';
    const spring = { name: 'Spring', recipients: { nodes: [{ to: '16505551234' }] } };
    expect(await asking(SHOE_SHOP, list)).toMatchObject({ data: { broadcasts: { nodes: [spring] } } });
    expect((await asking(BAKERY, list)).data).toEqual({ broadcasts: { nodes: [] } });
  });

  it('see no sends of each other by an idempotency key', async () => {
    const send = `mutation { sendMessage(input: { phoneNumberId: "${SHOE_SHOP.number}", to: "16505551234",
      content: { text: { body: "Shoes!" } }, idempotencyKey: "order-7" }) { userErrors { code } } }`;
    expect(await asking(SHOE_SHOP, send)).toMatchObject({ data: { sendMessage: { userErrors: [] } } });
    const attempt = '{ sendAttempt(idempotencyKey: "order-7") { message { payload } } }';
    expect(await asking(SHOE_SHOP, attempt)).toMatchObject({
      data: { sendAttempt: { message: { payload: { text: { body: 'Shoes!' } } } } },
    });
    expect((await asking(BAKERY, attempt)).data).toEqual({ sendAttempt: null });
    expect(await asking(BAKERY, send)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
