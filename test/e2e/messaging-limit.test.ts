import { setTimeout as sleep } from 'node:timers/promises';
import { describeOwnRedis, startRedis } from '../limits/support/redis-server';
import { type DoubleAnswer, GraphDouble, metaError } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const NUMBER = '106540352242922';
const ACCOUNT = '102290129340398';
const PORTFOLIO = '506914307656634';
const GRANTED = 5;
/** How the numbers of people end who are not on WhatsApp. */
const UNREACHABLE = '99';
const TEMPLATE = {
  id: '1',
  name: 'hello_world',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello' }],
};
const SEND = /* GraphQL */ `
  mutation ($to: String!, $onLimit: OnLimit) {
    sendMessage(
      input: {
        phoneNumberId: "${NUMBER}"
        to: $to
        content: { template: { name: "hello_world", language: "en_US" } }
        onLimit: $onLimit
      }
    ) {
      message { id }
      userErrors { code policy retryAfterMs }
    }
  }
`;

interface Sent {
  sendMessage: { message: { id: string } | null; userErrors: { code: string; policy: string }[] };
}

let double: GraphDouble;
let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess | undefined;
/** What becomes of a read of what the limits have to know: of the account, or of the number. */
let onRead: () => Promise<DoubleAnswer | undefined> = async () => undefined;

const settings = () => ({
  GRAPH_API_URL: double.url,
  GRAPH_API_VERSION: 'v24.0',
  WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
  WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
  // Some are written to twice, and not within the time of one burst when the machine is busy.
  LIMITS: JSON.stringify({ pair: 'off' }),
});

beforeAll(async () => {
  let sent = 0;
  const number = {
    id: NUMBER,
    display_phone_number: '+1 555-078-3881',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
  };
  double = await GraphDouble.start(async ({ method, path, query, body }) => {
    sent += 1;
    if (method === 'POST' && String(body.to).endsWith(UNREACHABLE)) return metaError(131026, 'Undeliverable');
    if (method === 'POST') return { body: { messages: [{ id: `wamid.${sent}` }] } };
    if (query.get('fields')?.includes('throughput')) {
      const failure = await onRead();
      if (failure) return failure;
    }
    if (path.endsWith(NUMBER)) return { body: number };
    return {
      body: {
        id: ACCOUNT,
        owner_business_info: { id: PORTFOLIO, name: 'Lucky Shrub' },
        whatsapp_business_manager_messaging_limit: GRANTED,
        phone_numbers: { data: [number] },
        message_templates: { data: [TEMPLATE] },
      },
    };
  });
});
beforeEach(async () => {
  folder = await temporaryFolder();
  onRead = async () => undefined;
});
afterEach(async () => {
  expect(await gateway?.stop()).toBe(0);
  await folder.remove();
});
afterAll(() => double.stop());

const send = async (url: string, person: number, onLimit: string | null = 'REJECT') =>
  (await ask<Sent>(url, SEND, { to: `+1631555${String(person).padStart(4, '0')}`, onLimit })).data
    .sendMessage;
/** Templates to so many people at the same time; how many reached Meta. */
async function sendTo(url: string, people: number, onLimit?: null): Promise<number> {
  const before = countSends();
  await Promise.all(Array.from({ length: people }, (_, person) => send(url, person, onLimit)));
  return countSends() - before;
}
const countSends = () => double.requests.filter(({ method }) => method === 'POST').length;

test('who cannot be reached is no customer of the day', async () => {
  gateway = await startGatewayProcess(folder.path, settings());
  for (let count = 1; count <= GRANTED + 1; count += 1) {
    expect((await send(gateway.url, 100 * count + Number(UNREACHABLE))).userErrors).toMatchObject([
      { code: 'MESSAGE_UNDELIVERABLE' },
    ]);
  }
});

test('no more customers are written to than Meta grants the portfolio, however soon they come', async () => {
  gateway = await startGatewayProcess(folder.path, settings());
  const { url } = gateway;
  const before = countSends();
  const answers = await Promise.all(Array.from({ length: 12 }, (_, person) => send(url, person)));
  expect(countSends() - before).toBe(GRANTED);
  expect(answers.filter(({ message }) => message)).toHaveLength(GRANTED);
  for (const { message, userErrors } of answers) {
    if (!message) expect(userErrors).toMatchObject([{ code: 'RATE_LIMITED', policy: 'messagingLimit' }]);
  }
  const { data } = await ask(
    url,
    `{ phoneNumber(id: "${NUMBER}") { sendingCapacity { messagingLimit { limit used remaining } } } }`,
  );
  expect(data).toEqual({
    phoneNumber: { sendingCapacity: { messagingLimit: { limit: GRANTED, used: GRANTED, remaining: 0 } } },
  });
});

test('who was written to still counts after a start, and so does the limit, where the account cannot be read any more', async () => {
  gateway = await startGatewayProcess(folder.path, settings());
  expect(await sendTo(gateway.url, 3)).toBe(3);
  await gateway.kill();
  onRead = async () => metaError(2, 'Service temporarily unavailable', {}, 500);
  gateway = await startGatewayProcess(folder.path, settings());
  // Three of them were written to before.
  expect(await sendTo(gateway.url, 12)).toBe(GRANTED);
  expect((await send(gateway.url, 100)).userErrors).toMatchObject([{ policy: 'messagingLimit' }]);
});

test('a template waits for an account that takes long to read, as long as its caller waits for limits', async () => {
  gateway = await startGatewayProcess(folder.path, settings());
  onRead = () => sleep(3_000, undefined);
  expect(await sendTo(gateway.url, 12, null)).toBe(GRANTED);
});

test('whoever does not wait for the account is counted all the same, over a start too', async () => {
  let tell: () => void = () => undefined;
  const told = new Promise<undefined>((resolve) => {
    tell = () => resolve(undefined);
  });
  onRead = () => told;
  gateway = await startGatewayProcess(folder.path, settings());
  expect(await sendTo(gateway.url, 7)).toBe(7);
  await gateway.kill();
  gateway = await startGatewayProcess(folder.path, settings());
  tell();
  expect((await send(gateway.url, 100)).userErrors).toMatchObject([{ policy: 'messagingLimit' }]);
  expect(await send(gateway.url, 6)).toEqual({ message: { id: expect.any(String) }, userErrors: [] });
});

describeOwnRedis('several replicas', () => {
  test('what one knows of an account, another goes by that cannot read it', async () => {
    const redis = await startRedis({ own: true });
    const shared = { ...settings(), REDIS_URL: redis.url, GATEWAY_REPLICAS: '2' };
    gateway = await startGatewayProcess(folder.path, shared);
    const other = await startGatewayProcess(folder.path, shared);
    // Patience: a Redis that is new grants nothing for a second.
    expect(await sendTo(gateway.url, 3, null)).toBe(3);
    onRead = async () => metaError(2, 'Service temporarily unavailable', {}, 500);
    expect(await sendTo(other.url, 7, null)).toBe(GRANTED);
    expect((await send(gateway.url, 100)).userErrors).toMatchObject([{ policy: 'messagingLimit' }]);
    expect(await other.stop()).toBe(0);
    await gateway.stop();
    await redis.stop();
  });
});
