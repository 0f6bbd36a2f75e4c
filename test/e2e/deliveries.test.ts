import { request } from 'undici';
import { describeOwnRedis, startRedis } from '../limits/support/redis-server';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, inbound, postWebhook } from './support/webhooks';

const KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'reader', key: 'key-of-reader', scopes: ['accounts:read'] },
]);
const ALL = { authorization: 'Bearer key-for-all' };
const READER = { authorization: 'Bearer key-of-reader' };

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
const start = () =>
  startGatewayProcess(folder.path, {
    META_APP_SECRET: APP_SECRET,
    GATEWAY_API_KEYS: KEYS,
    WEBHOOK_MAX_BYTES: '20000',
  });
beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  await folder.remove();
});

interface Listed {
  webhookDeliveries: { nodes: { id: string; outcome: string; httpStatus: number; newEventCount: number }[] };
}

describe('webhook requests', () => {
  it('are listed and opened, also by `node`, after a restart as before', async () => {
    expect(await postWebhook(gateway.url, inbound('wamid.1', 'wamid.2'))).toBe(200);
    expect(await postWebhook(gateway.url, inbound('wamid.1'), 'wrong')).toBe(401);
    expect(await postWebhook(gateway.url, inbound('x'.repeat(30_000)))).toBe(413);
    const list = () =>
      ask<Listed>(
        gateway.url,
        '{ webhookDeliveries(first: 5) { nodes { id outcome httpStatus newEventCount } } }',
        {},
        ALL,
      );
    const { data } = await list();
    expect(data.webhookDeliveries.nodes).toMatchObject([
      { outcome: 'TOO_LARGE', httpStatus: 413, newEventCount: 0 },
      { outcome: 'WRONG_SIGNATURE', httpStatus: 401, newEventCount: 0 },
      { outcome: 'STORED', httpStatus: 200, newEventCount: 2 },
    ]);
    await gateway.stop();
    gateway = await start();
    expect((await list()).data).toEqual(data);

    const { id } = data.webhookDeliveries.nodes[2] ?? {};
    const NODE =
      'query ($id: ID!) { node(id: $id) { __typename id ... on WebhookDelivery { durationMs changes { accountId } } } }';
    expect((await ask(gateway.url, NODE, { id }, ALL)).data).toEqual({
      node: {
        __typename: 'WebhookDelivery',
        id,
        durationMs: expect.any(Number),
        changes: [{ accountId: ACCOUNT }],
      },
    });
    const refused = await ask(gateway.url, NODE, { id }, READER);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const missing = await ask(gateway.url, NODE, { id: `${id}0` }, ALL);
    expect(missing.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('are counted and timed', async () => {
    expect(await postWebhook(gateway.url, inbound('wamid.3'))).toBe(200);
    expect(await postWebhook(gateway.url, inbound('x'.repeat(30_000)))).toBe(413);
    const { body } = await request(`${gateway.url}/metrics`);
    const metrics = await body.text();
    expect(metrics).toMatch(/webhooks_total\{outcome="TOO_LARGE"\} 1\n/);
    expect(metrics).toMatch(/webhook_duration_seconds_count 1\n/);
  });
});

describeOwnRedis('webhook requests of a gateway whose limits are in Redis', () => {
  it('are noted as ever, beside what they count for a number’s throughput', async () => {
    const redis = await startRedis({ own: true });
    const place = await temporaryFolder();
    const sharing = await startGatewayProcess(place.path, {
      META_APP_SECRET: APP_SECRET,
      REDIS_URL: redis.url,
      LIMITS: '{}',
    });
    try {
      expect(await postWebhook(sharing.url, inbound('wamid.1', 'wamid.2'))).toBe(200);
      const query = '{ webhookDeliveries(first: 5) { nodes { outcome eventCount newEventCount } } }';
      const { data } = await ask<Listed>(sharing.url, query);
      expect(data.webhookDeliveries.nodes).toEqual([{ outcome: 'STORED', eventCount: 2, newEventCount: 2 }]);
    } finally {
      await sharing.stop();
      await redis.stop();
      await place.remove();
    }
  });
});
