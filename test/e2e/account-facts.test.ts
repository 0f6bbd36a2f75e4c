import type { JsonObject } from '../../src/common/json';
import { GraphDouble, metaError } from '../support/graph-double';
import { until } from '../support/until';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const CAPACITY = `{ phoneNumber(id: "${NUMBER}") { sendingCapacity { messagingLimit { limit } } } }`;
const USAGE = `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { usage { managementCalls { limit } } } }`;

const SEND = `mutation {
  sendMessage(input: { phoneNumberId: "${NUMBER}", to: "+16315551181", content: { text: { body: "Hi" } } }) {
    message { id }
  }
}`;

/** An answer with what it says of limits. */
type Told = Awaited<ReturnType<typeof ask>> & {
  extensions: { limits: { policy: string; limit: number }[] };
};

let double: GraphDouble;
let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
/** The number as the account's node tells of it. */
let number: JsonObject;
/** Whether the account may send no more for now. */
let isOverLimit = false;

beforeAll(async () => {
  double = await GraphDouble.start(({ method, path }) => {
    if (method === 'POST' && isOverLimit) return metaError(80007, '(#80007) Rate limit issues');
    if (method === 'POST') return { body: { messages: [{ id: 'wamid.1' }] } };
    if (path.endsWith(NUMBER)) return { body: number };
    const granted = { whatsapp_business_manager_messaging_limit: 'TIER_1K' };
    return { body: { id: ACCOUNT, ...granted, phone_numbers: { data: [number] } } };
  });
});
const start = (environment: Record<string, string>) =>
  startGatewayProcess(folder.path, {
    GRAPH_API_URL: double.url,
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    META_APP_SECRET: APP_SECRET,
    ...environment,
  });

beforeEach(async () => {
  number = {
    id: NUMBER,
    display_phone_number: '+1 555-078-3881',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
  };
  folder = await temporaryFolder();
  gateway = await start({ WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT });
});
afterEach(async () => {
  expect(await gateway.stop()).toBe(0);
  await folder.remove();
});
afterAll(() => double.stop());

async function knowsAccount(): Promise<boolean> {
  const { data } = await ask<{ phoneNumber: { sendingCapacity: { messagingLimit: unknown } } }>(
    gateway.url,
    CAPACITY,
  );
  return data.phoneNumber.sendingCapacity.messagingLimit !== null;
}

/** What a message says of what its number may send a second. */
async function throughputOfSend(): Promise<number | undefined> {
  const answer = (await ask(gateway.url, SEND)) as Told;
  return answer.extensions.limits.find(({ policy }) => policy === 'throughput')?.limit;
}

test('a number that a webhook calls upgraded sends faster at once, though nobody asks Meta', async () => {
  await until(knowsAccount);
  expect(await throughputOfSend()).toBe(80);
  const upgrade = { display_phone_number: '15550783881', event: 'THROUGHPUT_UPGRADE' };
  const reads = () => double.requests.filter(({ method }) => method === 'GET').length;
  const before = reads();
  expect(await postWebhook(gateway.url, envelope(upgrade, 'phone_number_quality_update'))).toBe(200);
  await until(async () => (await throughputOfSend()) === 1_000);
  expect(reads()).toBe(before);
});

test('a change that names a number only as it is written is found by its id once its account was read', async () => {
  await until(knowsAccount);
  const change = { display_phone_number: '15550783881', event: 'PIN_CHANGED' };
  expect(await postWebhook(gateway.url, envelope(change, 'security'))).toBe(200);
  const { data } = await ask(
    gateway.url,
    `{ events(filter: { phoneNumberIds: ["${NUMBER}"] }) { nodes { field } } }`,
  );
  expect(data).toEqual({ events: { nodes: [{ field: 'security' }] } });
});

test('of an account none of whose numbers is registered fewer calls are made', async () => {
  number = { ...number, status: 'DISCONNECTED' };
  await until(knowsAccount);
  const { data } = await ask(gateway.url, USAGE);
  expect(data).toEqual({ whatsAppBusinessAccount: { usage: { managementCalls: { limit: 200 } } } });
});

test.each([
  [
    'whatsAppBusinessAccount',
    (field: string) => `{ whatsAppBusinessAccount(id: "${ACCOUNT}") { ${field} } }`,
  ],
  ['node', (field: string) => `{ node(id: "${ACCOUNT}") { ... on WhatsAppBusinessAccount { ${field} } } }`],
])('reads of an account that nobody named count from the second on (%s)', async (_root, query) => {
  await gateway.stop();
  gateway = await start({ LIMITS: JSON.stringify({ managementCalls: { activePerHour: 2 } }) });
  double.requests.length = 0;
  const answers = [];
  for (const field of ['name', 'status', 'country', 'timezoneId'])
    answers.push(await ask(gateway.url, query(field)));
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.policy)).toEqual([
    undefined,
    undefined,
    undefined,
    'managementCalls',
  ]);
  expect(double.requests).toHaveLength(3);
});

test('what Meta closed for a number is closed for its account once that is known', async () => {
  isOverLimit = true;
  try {
    await ask(gateway.url, SEND);
    await until(knowsAccount);
    const sends = () => double.requests.filter(({ method }) => method === 'POST').length;
    const before = sends();
    const { extensions } = (await ask(gateway.url, SEND)) as Told;
    expect(extensions.limits).toContainEqual(
      expect.objectContaining({ policy: 'endpointCalls', subject: ACCOUNT, remaining: 0 }),
    );
    expect(sends()).toBe(before);
  } finally {
    isOverLimit = false;
  }
});
