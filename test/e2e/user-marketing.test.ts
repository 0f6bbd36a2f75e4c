import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/common/json';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { BroadcastClient } from './support/broadcast-client';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const HOUR_MS = 3_600_000;
const OTHER_NUMBER = '11';
const ENOUGH = 131049;
const template = (name: string, category: string): JsonObject => ({
  id: category,
  name,
  language: 'en_US',
  status: 'APPROVED',
  category,
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Hello.' }],
});
const TEMPLATES = [template('sale', 'MARKETING'), template('order', 'UTILITY')];

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
/** Whom Meta knows to have had enough, and says so at once. */
const sated = new Set<unknown>();

function answer({ path, query, method, body }: SeenRequest): DoubleAnswer {
  if (method === 'POST' && sated.has(body.to)) return metaError(ENOUGH, 'Message not delivered');
  if (method === 'POST') return { body: { messages: [{ id: `wamid.to.${body.to}` }] } };
  if (!path.endsWith(ACCOUNT)) return metaError(100, `Nothing at ${path}`);
  if ((query.get('fields') ?? '').includes('phone_numbers')) {
    return { body: { id: ACCOUNT, phone_numbers: { data: [{ id: NUMBER }, { id: OTHER_NUMBER }] } } };
  }
  return { body: { id: ACCOUNT, message_templates: { data: TEMPLATES } } };
}

const start = (environment: Record<string, string> = {}) =>
  startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    ...environment,
  });

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(answer);
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});
beforeEach(() => {
  sated.clear();
  double.requests.length = 0;
});

const SEND = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { code policy retryable retryAfterMs } }
  }
`;
type Told = { code: string; policy: string | null; retryAfterMs: number }[];

async function send(to: string, content: JsonObject, more: JsonObject = {}): Promise<Told> {
  const input = { phoneNumberId: NUMBER, to, content, ...more };
  const { data, errors } = await ask<{ sendMessage: { userErrors: Told } }>(gateway.url, SEND, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.sendMessage.userErrors;
}
const named = (name: string): JsonObject => ({ template: { name, language: 'en_US' } });
const SALE = named('sale');
const REFUSED = [{ code: 'RATE_LIMITED', policy: 'userMarketing', retryable: true }];

/** Meta tells, so long after it, that somebody gets no more marketing for now. */
async function fails(to: string, userId: string, agoMs = 0, id = `wamid.${to}`): Promise<void> {
  const status = {
    id,
    status: 'failed',
    timestamp: String(Math.floor((Date.now() - agoMs) / 1_000)),
    recipient_id: to,
    recipient_user_id: userId,
    errors: [{ code: ENOUGH, title: 'This message was not delivered' }],
  };
  expect(await postWebhook(gateway.url, envelope({ statuses: [status] }))).toBe(200);
}
const sends = () => double.requests.filter(({ method }) => method === 'POST').length;

/** Sends until the gateway refuses: what a webhook tells is known a moment later. */
async function refusedSoon(to: string): Promise<Told> {
  for (;;) {
    const told = await send(to, SALE);
    if (told.length > 0) return told;
    await sleep(50);
  }
}

describe('marketing to somebody who has had enough of it', () => {
  it('is refused for a day after a status said so, from whatever number and by whatever name', async () => {
    await fails('16505550001', 'US.1');
    const told = await refusedSoon('+1 650 555 0001');
    expect(told).toMatchObject(REFUSED);
    expect(told[0]?.retryAfterMs).toBeGreaterThan(23 * HOUR_MS);
    expect(told[0]?.retryAfterMs).toBeLessThanOrEqual(24 * HOUR_MS);
    double.requests.length = 0;
    const asked = { onLimit: 'WAIT', maxWaitMs: 300_000, force: true };
    expect(await send('+16505550001', SALE, asked)).toMatchObject(REFUSED);
    expect(await send('+16505550001', SALE, { phoneNumberId: OTHER_NUMBER })).toMatchObject(REFUSED);
    expect(await send('', SALE, { to: null, recipient: 'US.1' })).toMatchObject(REFUSED);
    expect(sends()).toBe(0);
  });

  it('is known by the number that was written to, where Meta calls the person by another', async () => {
    const to = '+5511987654321';
    await send(to, SALE);
    await fails('551187654321', 'BR.1', 0, `wamid.to.${to}`);
    expect(await refusedSoon(to)).toMatchObject(REFUSED);
  });

  it('leaves other templates, other content and other people alone', async () => {
    await fails('16505550002', 'US.2');
    await refusedSoon('+16505550002');
    double.requests.length = 0;
    expect(await send('+16505550002', named('order'))).toEqual([]);
    expect(await send('+16505550002', { text: { body: 'Hello' } })).toEqual([]);
    expect(await send('+16505550003', SALE)).toEqual([]);
    expect(sends()).toBe(3);
  });

  it('counts from when it failed: what came late closes for what is left of the day, or not at all', async () => {
    await fails('16505550004', 'US.4', 25 * HOUR_MS);
    await fails('16505550005', 'US.5', 20 * HOUR_MS);
    const [told] = await refusedSoon('+16505550005');
    expect(told?.retryAfterMs).toBeLessThanOrEqual(4 * HOUR_MS);
    expect(told?.retryAfterMs).toBeGreaterThan(3 * HOUR_MS);
    expect(await send('+16505550004', SALE)).toEqual([]);
  });

  it('is refused after Meta refused it at once, also by the next process', async () => {
    sated.add('+16505550006');
    expect(await send('+16505550006', SALE)).toMatchObject([
      { code: 'MARKETING_FREQUENCY_LIMIT', retryAfterMs: 24 * HOUR_MS },
    ]);
    expect(await send('+16505550006', SALE)).toMatchObject(REFUSED);
    await gateway.kill();
    gateway = await start();
    expect(await send('+16505550006', SALE)).toMatchObject(REFUSED);
    expect(sends()).toBe(1);
  });

  it('ends for one recipient of a broadcast, and holds up no other', async () => {
    const people = ['+16505550007', '+16505550008', '+16505550009'];
    sated.add(people[1]);
    await send(people[1] ?? '', SALE);
    const client = new BroadcastClient(gateway.url, {});
    const recipients = people.map((to) => ({ to }));
    const id = await client.begin({ phoneNumberId: NUMBER, content: SALE, recipients });
    await client.ended(id);
    const found = await client.recipients(id);
    expect(found.map(({ state }) => state)).toEqual(['SENT', 'FAILED', 'SENT']);
    expect(found[1]?.userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    expect(sends()).toBe(3);
  });

  it('is left to Meta where the limit is off', async () => {
    await gateway.stop();
    gateway = await start({ LIMITS: '{"userMarketing":"off"}' });
    sated.add('+16505550010');
    for (const _ of [1, 2])
      expect(await send('+16505550010', SALE)).toMatchObject([{ code: 'MARKETING_FREQUENCY_LIMIT' }]);
    expect(sends()).toBe(2);
  });
});
