import { GraphDouble, metaError } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { APP_SECRET, envelope, postWebhook } from './support/webhooks';

const NUMBER = '106540352242922';
const ACCOUNT = '102290129340398';
const SEND = /* GraphQL */ `
  mutation ($to: String!, $onLimit: OnLimit, $maxWaitMs: Int, $category: DirectSendCategory) {
    sendMessage(
      input: { phoneNumberId: "${NUMBER}", to: $to, content: { text: { body: "hi" } }, onLimit: $onLimit, maxWaitMs: $maxWaitMs, category: $category }
    ) {
      message { id }
      userErrors { code policy retryAfterMs retryable retry }
    }
  }
`;

interface Sent {
  sendMessage: {
    message: { id: string } | null;
    userErrors: { code: string; policy: string; retryAfterMs: number }[];
  };
}

/** How often Meta refuses what comes next. */
let refusals = 0;
let double: GraphDouble;
let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;

beforeAll(async () => {
  let sent = 0;
  double = await GraphDouble.start(({ path }) => {
    sent += 1;
    if (path.endsWith('/messages') && refusals > 0) {
      refusals -= 1;
      return metaError(131056, 'Pair rate limit hit');
    }
    if (path.endsWith('/messages')) return { body: { messages: [{ id: `wamid.${sent}` }] } };
    if (path.endsWith(NUMBER)) return { body: { id: NUMBER, throughput: { level: 'HIGH' } } };
    return { body: { id: ACCOUNT, name: 'Lucky Shrub' } };
  });
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    GRAPH_API_URL: double.url,
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    META_APP_SECRET: APP_SECRET,
    WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
    LIMITS: JSON.stringify({
      pair: { burst: 2, intervalSeconds: 60 },
      managementCalls: { activePerHour: 3 },
    }),
  });
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await double.stop();
  await folder.remove();
});

const send = (to: string, patience = {}) => ask<Sent>(gateway.url, SEND, { to, ...patience });
const countSends = () => double.requests.filter(({ path }) => path.endsWith('/messages')).length;

test('a send over a limit is refused with the limit and the time, and never reaches Meta', async () => {
  await send('+16315550001');
  await send('+16315550001');
  const before = countSends();
  const { data, errors } = await send('+16315550001', { onLimit: 'REJECT' });
  expect(errors).toBeUndefined();
  expect(data.sendMessage).toMatchObject({
    message: null,
    userErrors: [{ code: 'RATE_LIMITED', policy: 'pair', retryable: true, retry: 'LATER' }],
  });
  expect(data.sendMessage.userErrors[0]?.retryAfterMs).toBeGreaterThan(60_000);
  const { data: waited } = await send('+16315550001', { onLimit: 'WAIT', maxWaitMs: 1_000 });
  expect(waited.sendMessage.userErrors).toMatchObject([{ code: 'RATE_LIMITED', policy: 'pair' }]);
  expect(countSends()).toBe(before);
  const { data: other } = await send('+16315550002', { onLimit: 'REJECT' });
  expect(other.sendMessage.message).not.toBeNull();
});

test('what Meta refuses of a burst need not be paid back before the next attempt', async () => {
  refusals = 2;
  const before = countSends();
  const { data } = await send('+16315550009', { onLimit: 'WAIT', maxWaitMs: 20_000 });
  expect(data.sendMessage.userErrors).toEqual([]);
  expect(countSends()).toBe(before + 3);
}, 30_000);

test('every answer says what it took and what is left', async () => {
  const { extensions } = (await send('+16315550003')) as Awaited<ReturnType<typeof send>> & {
    extensions: { limits: { policy: string; remaining: number; reset: string }[] };
  };
  expect(extensions.limits).toMatchObject([
    { policy: 'throughput', subject: NUMBER, limit: expect.any(Number), remaining: expect.any(Number) },
    { policy: 'pair', limit: 2, remaining: 1 },
  ]);
  for (const { reset } of extensions.limits) expect(Date.parse(reset)).toBeGreaterThan(Date.now() - 60_000);
});

test('what is left can be asked for at any time', async () => {
  const query = `{
    phoneNumber(id: "${NUMBER}") {
      sendingCapacity { throughput { policy limit windowSeconds used remaining resetAt } messagingLimit { limit } waiting }
    }
  }`;
  const { data, errors } = await ask(gateway.url, query);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    phoneNumber: {
      sendingCapacity: { throughput: { policy: 'throughput', limit: 1_000, windowSeconds: 1 }, waiting: 0 },
    },
  });
});

test('a read over a limit is an error with the limit and the time', async () => {
  const query = `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { name usage { managementCalls { limit used remaining } } } }`;
  const first = await ask(gateway.url, query);
  expect(first.data).toMatchObject({ whatsAppBusinessAccount: { usage: { managementCalls: { limit: 3 } } } });
  let last = first;
  for (let count = 0; count < 3 && !last.errors; count += 1) last = await ask(gateway.url, query);
  expect(last.errors).toMatchObject([
    {
      path: ['whatsAppBusinessAccount'],
      extensions: { code: 'RATE_LIMITED', policy: 'managementCalls', retryAfterMs: expect.any(Number) },
    },
  ]);
});

test('a message that fails later over a limit closes it as a refusal does', async () => {
  const status = {
    id: 'wamid.failed',
    status: 'failed',
    recipient_id: '16315550009',
    timestamp: String(Math.floor(Date.now() / 1_000)),
    errors: [{ code: 131048, title: 'Spam rate limit hit' }],
  };
  await postWebhook(gateway.url, envelope({ statuses: [status] }));
  const codes = new Set<string>();
  for (let person = 100; !codes.has('RATE_LIMITED spamRate'); person += 1) {
    const { data } = await send(`+16315550${person}`, { category: 'UTILITY', onLimit: 'REJECT' });
    for (const { code, policy } of data.sendMessage.userErrors) codes.add(`${code} ${policy}`);
  }
  expect([...codes]).toEqual(['RATE_LIMITED spamRate']);
  const { data: asked } = await send('+16315550010', { onLimit: 'REJECT' });
  expect(asked.sendMessage.message).not.toBeNull();
});

test('a limit that there is not stops the start, with those there are', async () => {
  await expect(startGatewayProcess(folder.path, { LIMITS: '{"troughput":1}' })).rejects.toThrow(
    /LIMITS at troughput is no limit. Limits: throughput, pair/,
  );
});
