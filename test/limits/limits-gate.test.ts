import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Consumption } from '../../src/common/consumption';
import type { Patience } from '../../src/common/patience';
import { GraphClient } from '../../src/graph/client';
import { GraphApiError } from '../../src/graph/errors';
import { provesNothingDone } from '../../src/graph/proof';
import { LimitsGate } from '../../src/limits/limits-gate';
import { LiveFacts } from '../../src/limits/live-facts';
import type { LimitSettings } from '../../src/limits/policies';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { until } from '../support/until';
import { ManualClock } from './support/manual-clock';

const NUMBER = '106540352242922';
const ACCOUNT = '102290129340398';
const PORTFOLIO = '506914307656634';
const ACCEPTED: DoubleAnswer = { body: { messages: [{ id: 'wamid.1' }] } };

let double: GraphDouble;
let answer: (
  request: SeenRequest,
  response: ServerResponse,
) => DoubleAnswer | Promise<DoubleAnswer> | undefined;
let client: GraphClient;
let gate: LimitsGate;
let facts: LiveFacts;

beforeAll(async () => {
  double = await GraphDouble.start((request, response) => answer(request, response));
});
afterAll(() => double.stop());
beforeEach(() => {
  double.requests.length = 0;
  answer = () => ACCEPTED;
});
afterEach(async () => {
  await client.close();
  await gate.stop();
});

function open(settings: LimitSettings = {}, now?: () => number): void {
  facts = new LiveFacts();
  gate = new LimitsGate({
    settings,
    facts,
    codeOf: (error) => (error instanceof GraphApiError ? error.meta.code : undefined),
    isUndone: provesNothingDone,
    ...(now && { now }),
  });
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0', gate });
}

const send = (
  to: string,
  patience?: Patience,
  body: Record<string, unknown> = {},
  consumption?: Consumption,
) =>
  client.call({
    method: 'POST',
    path: `${NUMBER}/messages`,
    body: { messaging_product: 'whatsapp', recipient_type: 'individual', to, type: 'text', ...body },
    safety: 'once',
    token: 'EAAtoken',
    patience,
    consumption,
  });

const REJECT: Patience = { onLimit: 'REJECT' };
const TEMPLATE = { type: 'template' };

const sendFrom = (number: string, body: Record<string, unknown> = {}) =>
  client.call({
    method: 'POST',
    path: `${number}/messages`,
    body: { messaging_product: 'whatsapp', to: '16315550009', type: 'text', ...body },
    safety: 'once',
    token: 'EAAtoken',
    patience: REJECT,
  });

const manage = (method: 'GET' | 'POST' = 'GET') =>
  client.call({
    method,
    path: `${ACCOUNT}/message_templates`,
    safety: 'read',
    token: 'EAAtoken',
    patience: { onLimit: 'REJECT' },
  });

function readNumbersUpstream(): void {
  facts.readFrom({
    accountIds: async () => [],
    readAccount: async () => ({}),
    readNumber: (id) => client.call({ method: 'GET', path: id, safety: 'read', token: 'EAAtoken' }),
  });
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Answers once with a refusal, then as usual. */
function refuseOnce(refusal: DoubleAnswer): void {
  let isFirst = true;
  answer = () => {
    const given = isFirst ? refusal : ACCEPTED;
    isFirst = false;
    return given;
  };
}

test('a call that is ready only after the burst it was let into sends nothing beyond it', async () => {
  open({ pair: { burst: 2, intervalSeconds: 10, burstWindowSeconds: 0.4, marginMs: 0 } });
  await send('16505550001');
  const late = client.call({
    method: 'POST',
    path: `${NUMBER}/messages`,
    body: { messaging_product: 'whatsapp', to: '16505550001', type: 'text' },
    safety: 'once',
    token: 'EAAtoken',
    beforeLeaving: () => sleep(600),
  });
  await expect(late).rejects.toMatchObject({ policy: 'pair' });
  expect(double.requests).toHaveLength(1);
});

test('a call whose connection is there only after the burst it was let into sends nothing beyond it', async () => {
  const clock = new ManualClock();
  open({ pair: { burst: 2, intervalSeconds: 10, burstWindowSeconds: 0.4, marginMs: 0 } }, clock.now);
  await send('16505550001');
  const { promise: held, resolve: release } = deferred();
  answer = () => held.then(() => ACCEPTED);
  const other = send('16505550002');
  await until(() => double.requests.length === 2);
  // The only connection is taken: this call has to open another.
  const late = send('16505550001', { maxWaitMs: 0 });
  clock.advance(600);
  await expect(late).rejects.toMatchObject({ policy: 'pair' });
  release();
  await other;
  expect(double.requests).toHaveLength(2);
});

test('a call that was ready late, and took another place, owes one', async () => {
  open({ pair: { burst: 2, intervalSeconds: 60 } });
  await client.call({
    method: 'POST',
    path: `${NUMBER}/messages`,
    body: { messaging_product: 'whatsapp', to: '16505550001', type: 'text' },
    safety: 'once',
    token: 'EAAtoken',
    beforeLeaving: () => sleep(600),
  });
  await send('16505550001', { onLimit: 'REJECT' });
  await expect(send('16505550001', { onLimit: 'REJECT' })).rejects.toMatchObject({ policy: 'pair' });
});

test.each([
  ['late is sent all the same, in its place', 400, 1],
  ['too late takes another place, and is sent once', 600, 2],
])('a call whose connection is there %s', async (_, lateMs, places) => {
  const clock = new ManualClock();
  open({}, clock.now);
  const sent = send('+16315550001');
  clock.advance(lateMs);
  await sent;
  expect(double.requests).toHaveLength(1);
  const [throughput] = (await gate.capacityOf(NUMBER)).standings;
  expect(throughput).toMatchObject({ limit: 80, remaining: 80 - places });
});

test('who did not ask for patience hears what Meta said at once, and when to come back', async () => {
  open();
  refuseOnce(metaError(130429, 'Rate limit hit'));
  await expect(send('+16315550001')).rejects.toMatchObject({ meta: { code: 130429 }, retryAfterMs: 1_000 });
  expect(double.requests).toHaveLength(1);
  expect(gate.learning.counts.get('throughput')).toBe(1);
  await expect(send('+16315550002', { maxWaitMs: 100, onLimit: 'WAIT' })).rejects.toMatchObject({
    policy: 'throughput',
  });
  expect(double.requests).toHaveLength(1);
});

test('who waits is sent again in the old place, before those who came later', async () => {
  open();
  refuseOnce(metaError(130429, 'Rate limit hit'));
  const first = send('+16315550001', { onLimit: 'WAIT' }, { text: { body: 'first' } });
  await until(() => gate.learning.counts.size > 0);
  const second = send('+16315550002', { onLimit: 'WAIT' }, { text: { body: 'second' } });
  await Promise.all([first, second]);
  const texts = double.requests.map(({ body }) => (body.text as { body: string }).body);
  expect(texts).toEqual(['first', 'first', 'second']);
});

test('a refusal for one person closes that pair alone', async () => {
  open();
  refuseOnce(metaError(131056, 'Pair rate limit hit'));
  await expect(send('+16315550001')).rejects.toMatchObject({ retryAfterMs: 1_000 });
  await expect(send('+1 631 555-0001', { onLimit: 'REJECT' })).rejects.toMatchObject({ policy: 'pair' });
  await send('+16315550002');
});

test('after a refusal for one person the next attempt is when Meta says, not when what it refused would be paid back', async () => {
  const clock = new ManualClock();
  open({}, clock.now);
  answer = () => metaError(131056, 'Pair rate limit hit');
  for (const waitMs of [1_000, 4_000, 16_000, 64_000]) {
    const attempts = [
      send('+16315550001', { onLimit: 'REJECT' }),
      send('+16315550001', { onLimit: 'REJECT' }),
    ];
    for (const attempt of attempts)
      await expect(attempt).rejects.toMatchObject({ meta: { code: 131056 }, retryAfterMs: waitMs });
    clock.advance(waitMs - 1);
    await expect(send('+16315550001', { onLimit: 'REJECT' })).rejects.toMatchObject({
      policy: 'pair',
      retryAfterMs: 1,
    });
    clock.advance(1);
  }
  answer = () => ACCEPTED;
  await send('+16315550001', { onLimit: 'REJECT' });
  expect(double.requests).toHaveLength(9);
});

test('what Meta took before it refused more is owed all the same', async () => {
  const clock = new ManualClock();
  open({}, clock.now);
  for (let count = 0; count < 3; count += 1) await send('+16315550001');
  answer = () => metaError(131056, 'Pair rate limit hit');
  await expect(send('+16315550001')).rejects.toMatchObject({ retryAfterMs: 1_000 });
  clock.advance(6_000);
  await expect(send('+16315550001', { onLimit: 'REJECT' })).rejects.toMatchObject({
    policy: 'pair',
    retryAfterMs: 3 * 6_050 - 6_000,
  });
});

test('who Meta refused to write to is no customer of the day', async () => {
  open({ messagingLimit: { customers: 1 } });
  for (const code of [131026, 131056, 132001]) {
    refuseOnce(metaError(code, 'Refused'));
    await expect(send(`+1631555${code}`, undefined, TEMPLATE)).rejects.toMatchObject({ meta: { code } });
  }
  await send('+16315550002', { onLimit: 'REJECT' }, TEMPLATE);
  // Refused this time, but written to before.
  refuseOnce(metaError(131026, 'Message undeliverable'));
  await expect(send('+16315550002', undefined, TEMPLATE)).rejects.toMatchObject({ meta: { code: 131026 } });
  await expect(send('+16315550003', { onLimit: 'REJECT' }, TEMPLATE)).rejects.toMatchObject({
    policy: 'messagingLimit',
  });
});

test('an operation that Meta refuses hears how its limits stand then', async () => {
  open();
  const consumption = new Consumption();
  refuseOnce(metaError(131026, 'Message undeliverable'));
  await expect(send('+16315550001', {}, {}, consumption)).rejects.toMatchObject({ meta: { code: 131026 } });
  expect(consumption.standings).toMatchObject([
    { policy: 'throughput', remaining: 79 },
    { policy: 'pair', remaining: 45, resetMs: 0 },
  ]);
});

test.each<[string, typeof answer]>([
  ['a fault of Meta', () => metaError(131000, 'Something went wrong', {}, 500)],
  ['a fault that nobody knows', () => metaError(9_999_999, 'Strange', {}, 500)],
  ['a broken connection', (_, response) => void response.destroy()],
  ['no answer that can be read', () => ({ body: '<html>' })],
])('%s proves nothing: the message may have arrived, and counts', async (_name, fault) => {
  open({ messagingLimit: { customers: 1 }, pair: { burst: 1 } });
  answer = fault;
  await expect(send('+16315550001', undefined, TEMPLATE)).rejects.toThrow();
  answer = () => ACCEPTED;
  await expect(send('+16315550001', { onLimit: 'REJECT' })).rejects.toMatchObject({ policy: 'pair' });
  await expect(send('+16315550002', { onLimit: 'REJECT' }, TEMPLATE)).rejects.toMatchObject({
    policy: 'messagingLimit',
  });
});

test('what never left is not counted', async () => {
  open({ messagingLimit: { customers: 1 }, pair: { burst: 1 } });
  const unready = client.call({
    method: 'POST',
    path: `${NUMBER}/messages`,
    body: { messaging_product: 'whatsapp', to: '16315550001', type: 'template' },
    safety: 'once',
    token: 'EAAtoken',
    beforeLeaving: () => Promise.reject(new Error('The key is taken.')),
  });
  await expect(unready).rejects.toThrow('The key is taken.');
  const nowhere = new GraphClient({ baseUrl: 'http://127.0.0.1:1', version: 'v23.0', gate });
  const unsent = nowhere.call({
    method: 'POST',
    path: `${NUMBER}/messages`,
    body: { messaging_product: 'whatsapp', to: '16315550001', type: 'template' },
    safety: 'once',
    token: 'EAAtoken',
  });
  await expect(unsent).rejects.toMatchObject({ fault: 'CONNECT' });
  await nowhere.close();
  await send('+16315550001', { onLimit: 'REJECT' }, TEMPLATE);
  expect(double.requests).toHaveLength(1);
});

test('what is no matter of limits closes nothing', async () => {
  open();
  refuseOnce(metaError(131026, 'Message undeliverable'));
  await expect(send('+16315550001')).rejects.toMatchObject({ meta: { code: 131026 } });
  await send('+16315550001');
  expect(gate.learning.counts.size).toBe(0);
});

describe('a refusal over a limit that the call does not count against', () => {
  it.each([80007, 80008])(
    'of the account, %d to a message, closes its messages and its management',
    async (code) => {
      open();
      facts.customerWrote(ACCOUNT, NUMBER, []);
      facts.customerWrote(ACCOUNT, '11', []);
      facts.customerWrote('2', '22', []);
      refuseOnce(metaError(code, 'Rate limit issues'));
      await expect(send('+16315550001')).rejects.toMatchObject({ meta: { code }, retryAfterMs: 60_000 });
      for (const number of [NUMBER, '11']) {
        await expect(sendFrom(number)).rejects.toMatchObject({ policy: 'endpointCalls' });
      }
      await expect(manage()).rejects.toMatchObject({ policy: 'managementCalls' });
      expect(double.requests).toHaveLength(1);
      await sendFrom('22');
      await uploadOne().answer;
    },
  );

  it('of the account lasts as long as Meta states beside it', async () => {
    open();
    facts.customerWrote(ACCOUNT, NUMBER, []);
    const usage = { type: 'whatsapp', call_count: 100, estimated_time_to_regain_access: 19 };
    refuseOnce({
      ...metaError(80007, 'Rate limit issues'),
      headers: { 'x-business-use-case-usage': JSON.stringify({ [ACCOUNT]: [usage] }) },
    });
    await expect(send('+16315550001')).rejects.toMatchObject({ meta: { code: 80007 } });
    const refusal: unknown = await sendFrom(NUMBER).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ policy: 'endpointCalls' });
    expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(18 * 60_000);
  });

  it('of the account to a management call leaves its messages alone', async () => {
    open();
    facts.customerWrote(ACCOUNT, NUMBER, []);
    refuseOnce(metaError(80007, 'Rate limit issues'));
    await expect(manage()).rejects.toMatchObject({ meta: { code: 80007 } });
    await sendFrom(NUMBER);
  });

  it('of Meta’s own choice, 613, closes what was called', async () => {
    open();
    refuseOnce(metaError(613, 'Calls to this api have exceeded the rate limit'));
    await expect(manage()).rejects.toMatchObject({ meta: { code: 613 }, retryAfterMs: 60_000 });
    await expect(manage()).rejects.toMatchObject({ policy: 'endpointCalls' });
    await manage('POST');
    await sendFrom(NUMBER);
    expect(double.requests).toHaveLength(3);
  });

  it('of unwanted messages closes all of the number after an answer, templates only after a template', async () => {
    open();
    refuseOnce(metaError(131048, 'Spam rate limit hit'));
    await expect(sendFrom(NUMBER)).rejects.toMatchObject({ meta: { code: 131048 }, retryAfterMs: 300_000 });
    await expect(sendFrom(NUMBER)).rejects.toMatchObject({ policy: 'spamRate' });
    await expect(sendFrom(NUMBER, TEMPLATE)).rejects.toMatchObject({ policy: 'spamRate' });
    refuseOnce(metaError(131048, 'Spam rate limit hit'));
    await expect(sendFrom('22', TEMPLATE)).rejects.toMatchObject({ meta: { code: 131048 } });
    await expect(sendFrom('22', TEMPLATE)).rejects.toMatchObject({ policy: 'spamRate' });
    await sendFrom('22');
  });

  it('of misclassified templates, to an answer, closes what counts for customers', async () => {
    open();
    refuseOnce(metaError(131064, 'Messaging limit'));
    await expect(sendFrom(NUMBER)).rejects.toMatchObject({ meta: { code: 131064 }, retryAfterMs: 3_600_000 });
    await expect(sendFrom(NUMBER, TEMPLATE)).rejects.toMatchObject({ policy: 'messagingLimit' });
    await sendFrom(NUMBER);
  });

  it('closes nothing where that limit is off', async () => {
    open({ endpointCalls: 'off', spamRate: 'off', messagingLimit: 'off', managementCalls: 'off' });
    for (const code of [80007, 613, 131048, 131064]) {
      refuseOnce(metaError(code, 'Over a limit'));
      await expect(sendFrom(NUMBER)).rejects.toMatchObject({ meta: { code } });
      await sendFrom(NUMBER);
    }
  });

  it('lets those who wait go in the order in which they came', async () => {
    open();
    const call = { method: 'POST', path: `${NUMBER}/messages` } as const;
    await gate.limiter.close(
      gate.charges.of(call).filter(({ policy }) => policy === 'endpointCalls'),
      150,
    );
    const names = ['first', 'second', 'third'];
    await Promise.all(names.map((body, index) => send(`+1631555000${index}`, {}, { text: { body } })));
    expect(double.requests.map(({ body }) => body.text)).toEqual(names.map((body) => ({ body })));
  });
});

test('the time that Meta states is kept', async () => {
  open();
  const usage = [
    {
      type: 'whatsapp',
      call_count: 101,
      total_time: 3,
      total_cputime: 2,
      estimated_time_to_regain_access: 19,
    },
  ];
  answer = () => ({
    ...metaError(80007, 'Too many calls'),
    headers: { 'x-business-use-case-usage': JSON.stringify({ [ACCOUNT]: usage }) },
  });
  await expect(manage()).rejects.toMatchObject({ meta: { code: 80007 } });
  const refusal: unknown = await manage().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ policy: 'managementCalls' });
  const { retryAfterMs = 0 } = refusal as { retryAfterMs?: number };
  expect(retryAfterMs).toBeGreaterThan(18 * 60_000);
  expect(retryAfterMs).toBeLessThanOrEqual(19 * 60_000);
  expect(double.requests).toHaveLength(1);
});

test("Meta's own count corrects the budget of an account; what is malformed is passed over", async () => {
  open();
  const usages = [
    JSON.stringify({
      [ACCOUNT]: [
        { type: 'ads_insights', call_count: 100 },
        { type: 'whatsapp', call_count: 42 },
      ],
    }),
    '{"102290129340398":[{"type":"whatsapp","call_count":',
    JSON.stringify({ [ACCOUNT]: 'nonsense', other: [{ type: 'whatsapp' }] }),
  ];
  answer = () => ({ body: {}, headers: { 'x-business-use-case-usage': usages.shift() ?? '' } });
  await manage();
  const [standing] = await gate.usageOf(ACCOUNT);
  expect(standing).toMatchObject({ policy: 'managementCalls', limit: 5_000, remaining: 2_900 });
  await manage();
  await manage();
  const [later] = await gate.usageOf(ACCOUNT);
  expect(later).toMatchObject({ remaining: 2_898 });
});

describe("Meta's count by portfolio", () => {
  const PORTFOLIO = '506914307656634';
  const counts = (usages: Record<string, object>) => {
    const header = Object.entries(usages).map(([id, usage]) => [id, [{ type: 'whatsapp', ...usage }]]);
    answer = () => ({
      body: { messages: [{ id: 'wamid.1' }] },
      headers: { 'x-business-use-case-usage': JSON.stringify(Object.fromEntries(header)) },
    });
  };
  const read = (path: string, query: Record<string, string> = {}) =>
    client.call({ method: 'GET', path, query, safety: 'read', token: 'EAAtoken', patience: REJECT });
  const leftOf = async (account: string) => (await gate.usageOf(account))[0]?.remaining;

  it('is of the accounts that the call was about', async () => {
    open();
    counts({ [PORTFOLIO]: { call_count: 42 } });
    await manage();
    expect(await leftOf(ACCOUNT)).toBe(2_900);
    facts.learnAccounts(['7', '8', '9']);
    await read('', { ids: '7,8' });
    expect(await Promise.all(['7', '8', '9', PORTFOLIO].map(leftOf))).toEqual([2_900, 2_900, 5_000, 5_000]);
  });

  it('counts where it is more than that of the account', async () => {
    open();
    counts({ [ACCOUNT]: { call_count: 60 }, [PORTFOLIO]: { call_count: 42 } });
    await manage();
    expect(await leftOf(ACCOUNT)).toBe(2_000);
    counts({ [ACCOUNT]: { call_count: 60 }, [PORTFOLIO]: { call_count: 80 } });
    await manage();
    expect(await leftOf(ACCOUNT)).toBe(1_000);
  });

  it('closes them for as long as Meta states', async () => {
    open();
    counts({ [PORTFOLIO]: { call_count: 100, estimated_time_to_regain_access: 19 } });
    await manage();
    const refusal: unknown = await manage().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ policy: 'managementCalls' });
    expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(18 * 60_000);
  });

  it('is of the account of the number that a message left from', async () => {
    open();
    facts.customerWrote(ACCOUNT, NUMBER, []);
    counts({ [PORTFOLIO]: { call_count: 42 } });
    await sendFrom(NUMBER);
    expect(await leftOf(ACCOUNT)).toBe(2_900);
  });

  it('is of what else was counted, or of the node alone', async () => {
    open();
    const credit = { method: 'GET', path: `${PORTFOLIO}/extendedcredits` } as const;
    counts({ [PORTFOLIO]: { call_count: 42 } });
    await read(credit.path);
    expect((await gate.limiter.peek(gate.charges.of(credit)))[0]).toMatchObject({ remaining: 2_900 });
    counts({ [PORTFOLIO]: { call_count: 100 } });
    await read(PORTFOLIO);
    await expect(read(PORTFOLIO)).rejects.toMatchObject({ policy: 'endpointCalls' });
    await read(credit.path);
  });

  it('by an account that nobody has heard of is of that account', async () => {
    open();
    counts({ [ACCOUNT]: { call_count: 42 } });
    await read(NUMBER);
    expect(await leftOf(ACCOUNT)).toBe(2_900);
  });
});

test('an app whose allowance is used up makes no calls for a while', async () => {
  open();
  answer = () => ({
    ...ACCEPTED,
    headers: { 'x-app-usage': '{"call_count":100,"total_time":25,"total_cputime":25}' },
  });
  await send('+16315550001');
  await expect(send('+16315550002', { onLimit: 'REJECT' })).rejects.toMatchObject({
    policy: 'platformCalls',
  });
});

/** Uploads a file, and tells whether its bytes were read. */
function uploadOne() {
  const seen = { isRead: false };
  async function* bytes() {
    seen.isRead = true;
    yield Buffer.from('{}');
  }
  const headers = { 'content-type': 'application/json' };
  const path = `${NUMBER}/media`;
  return { seen, answer: client.upload({ path, headers, bytes: bytes(), token: 'EAAtoken' }) };
}

test('an upload counts as a call, and waits unread until it may be made', async () => {
  open();
  await gate.limiter.close(gate.charges.platform(), 200);
  const { seen, answer: uploaded } = uploadOne();
  await sleep(20);
  expect([seen.isRead, double.requests]).toEqual([false, []]);
  await uploaded;
  expect(seen.isRead).toBe(true);
  expect(double.requests).toHaveLength(1);
  const charges = gate.charges.of({ method: 'POST', path: `${NUMBER}/media` });
  expect(charges.map(({ policy }) => policy)).toEqual(['platformCalls', 'userCalls', 'endpointCalls']);
});

test('an upload is refused unread while Meta takes no calls of the app, and closes it when it hears so', async () => {
  open();
  refuseOnce(metaError(4, 'Application request limit reached'));
  await expect(uploadOne().answer).rejects.toMatchObject({ meta: { code: 4 } });
  const { seen, answer: second } = uploadOne();
  await expect(second).rejects.toMatchObject({ policy: 'platformCalls' });
  await expect(send('+16315550002', { onLimit: 'REJECT' })).rejects.toMatchObject({
    policy: 'platformCalls',
  });
  expect(seen.isRead).toBe(false);
  expect(double.requests).toHaveLength(1);
});

test('a call that Meta refuses gives back what Meta does not count', async () => {
  open({ templateCreation: { perHour: 1 } });
  refuseOnce(metaError(100, 'Invalid parameter'));
  await expect(manage('POST')).rejects.toMatchObject({ meta: { code: 100 } });
  await manage('POST');
  await expect(manage('POST')).rejects.toMatchObject({ policy: 'templateCreation' });
});

test('a number is looked up once when its use comes to matter, and then sends as fast as it may', async () => {
  open({ throughput: { standardPerSecond: 5 } });
  answer = ({ path }) => {
    if (path.endsWith('/messages')) return ACCEPTED;
    return { body: { id: NUMBER, throughput: { level: 'HIGH' } } };
  };
  readNumbersUpstream();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => send(`+1631555${1_000 + index}`, { maxWaitMs: 30_000 })),
  );
  // At 5 a second it would take 11 seconds.
  expect(performance.now() - started).toBeLessThan(9_000);
  expect(double.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
});

test('a number that may send less than others is asked before more leaves than that', async () => {
  open();
  let left = 0;
  let leftBefore = Number.NaN;
  answer = async ({ path }) => {
    if (path.endsWith('/messages')) {
      left += 1;
      return ACCEPTED;
    }
    // Long enough for all of them to leave, if they were not held.
    await sleep(500);
    leftBefore = left;
    return { body: { id: NUMBER, is_on_biz_app: true, platform_type: 'CLOUD_API' } };
  };
  readNumbersUpstream();
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => send(`+1631555${1_000 + index}`, { maxWaitMs: 30_000 })),
  );
  expect(leftBefore).toBeLessThan(5);
  expect(left).toBe(12);
  expect(facts.number(NUMBER).level).toBe('coexistence');
});

test('who was held while a number was asked takes no second place where it is as fast as was assumed', async () => {
  open();
  answer = async ({ path }) => {
    if (path.endsWith('/messages')) return ACCEPTED;
    await sleep(100);
    return { body: { id: NUMBER, throughput: { level: 'STANDARD' } } };
  };
  readNumbersUpstream();
  await Promise.all(Array.from({ length: 8 }, (_, index) => send(`+1631555${1_000 + index}`)));
  const [throughput] = (await gate.capacityOf(NUMBER)).standings;
  // More where some of them are over already.
  expect(throughput?.remaining).toBeGreaterThanOrEqual(80 - 8);
});

test('the first templates of a number, held while it is asked, do not leave all at once after', async () => {
  open();
  let waiting: number | undefined;
  answer = async ({ path }) => {
    if (path.endsWith('/messages')) {
      waiting ??= (await gate.capacityOf(NUMBER)).waiting;
      return ACCEPTED;
    }
    // Long enough for all of them to have had a place.
    await sleep(400);
    return { body: { id: NUMBER, throughput: { level: 'STANDARD' } } };
  };
  readNumbersUpstream();
  await Promise.all(Array.from({ length: 30 }, (_, index) => send(`+1631555${1_000 + index}`, {}, TEMPLATE)));
  expect(waiting).toBeGreaterThan(0);
});

/** An account whose portfolio may write to so many customers, which is read when the test says so. */
function accountOf(numbers: readonly string[], granted: number): { tell: () => void } {
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  facts.readFrom({
    accountIds: async () => [ACCOUNT],
    readAccount: async () => {
      await told;
      return {
        id: ACCOUNT,
        owner_business_info: { id: PORTFOLIO },
        whatsapp_business_manager_messaging_limit: granted,
        phone_numbers: { data: numbers.map((id) => ({ id, throughput: { level: 'STANDARD' } })) },
      };
    },
    readNumber: async (id) => ({ id }),
  });
  return { tell };
}

const sendTemplate = (person: number, patience?: Patience, consumption?: Consumption) =>
  send(`+1631555${1_000 + person}`, patience, TEMPLATE, consumption);

test('within its patience a template waits to hear how many customers its portfolio may write to', async () => {
  open();
  const { tell } = accountOf([NUMBER], 2);
  const sends = Array.from({ length: 4 }, (_, person) => sendTemplate(person, { maxWaitMs: 20_000 }));
  // Longer than anybody waits who has no patience.
  await sendTemplate(0, { onLimit: 'REJECT' });
  tell();
  const outcomes = await Promise.allSettled(sends);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(double.requests).toHaveLength(3);
});

test('who was written to before it was known whose customers they are is counted there', async () => {
  open();
  const { tell } = accountOf([NUMBER], 3);
  const consumption = new Consumption();
  const people = [1, 2, 3];
  await Promise.all(people.map((person) => sendTemplate(person, { onLimit: 'REJECT' }, consumption)));
  expect(consumption.standings?.map(({ policy }) => policy)).not.toContain('messagingLimit');
  tell();
  await until(() => facts.number(NUMBER).portfolioId !== undefined);
  await expect(sendTemplate(4, { onLimit: 'REJECT' })).rejects.toMatchObject({ policy: 'messagingLimit' });
  await sendTemplate(1, { onLimit: 'REJECT' }, consumption);
  const counted = consumption.standings?.filter(({ policy }) => policy === 'messagingLimit');
  expect(counted).toMatchObject([{ subject: PORTFOLIO, limit: 3, remaining: 0 }]);
});

test('customers of a number that wrote first are counted for the portfolio too, with throughput off', async () => {
  open({ throughput: 'off' });
  const { tell } = accountOf([NUMBER], 1);
  facts.customerWrote(ACCOUNT, NUMBER, ['somebody']);
  const sends = [1, 2].map((person) => sendTemplate(person));
  tell();
  const outcomes = await Promise.allSettled(sends);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

test('a number that Meta refuses is asked again: no webhook tells that it may send less than before', async () => {
  open();
  let level = 'HIGH';
  let isRefused = false;
  answer = ({ path }) => {
    if (!path.endsWith('/messages')) return { body: { id: NUMBER, throughput: { level } } };
    return isRefused ? metaError(130429, 'Rate limit hit') : ACCEPTED;
  };
  readNumbersUpstream();
  facts.sawNumber(NUMBER, { throughput: { level } });
  await send('+16315551000');
  [level, isRefused] = ['STANDARD', true];
  await expect(send('+16315551001')).rejects.toThrow(GraphApiError);
  while (facts.number(NUMBER).level === 'high') await new Promise((resolve) => setImmediate(resolve));
  expect(facts.number(NUMBER).level).toBe('standard');
});

test('an operation knows what its calls took', async () => {
  open();
  const consumption = new Consumption();
  await send('+16315550001', {}, {}, consumption);
  await send('+16315550001', {}, {}, consumption);
  expect(consumption.standings).toMatchObject([
    { policy: 'throughput', subject: NUMBER, limit: 80, remaining: 78 },
    { policy: 'pair', subject: NUMBER, limit: 45, remaining: 43 },
  ]);
});

test('marking as read takes nothing of what messages take', async () => {
  open({ throughput: { standardPerSecond: 1 }, pair: { burst: 1 } });
  for (let count = 0; count < 5; count += 1)
    await send('', { onLimit: 'REJECT' }, { status: 'read', message_id: 'wamid.1' });
});

test('an operation that is refused hears what is used up, and when that ends', async () => {
  open({ pair: { burst: 1 } });
  await send('+16315550001');
  const consumption = new Consumption();
  await expect(send('+16315550001', { onLimit: 'REJECT' }, {}, consumption)).rejects.toMatchObject({
    policy: 'pair',
  });
  const pair = consumption.standings?.find(({ policy }) => policy === 'pair');
  expect(pair).toMatchObject({ limit: 1, remaining: 0 });
  expect(pair?.resetMs).toBeGreaterThan(5_000);
});

test('a refusal tells the longer of what Meta states with it and what is kept anyway', async () => {
  open();
  const usage = { type: 'whatsapp', call_count: 100, total_time: 1, total_cputime: 1 };
  answer = () => ({
    ...metaError(80008, 'Too many calls'),
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        [ACCOUNT]: [{ ...usage, estimated_time_to_regain_access: 19 }],
      }),
    },
  });
  const refusal: unknown = await manage().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(GraphApiError);
  const { retryAfterMs = 0 } = refusal instanceof GraphApiError ? refusal : {};
  expect(retryAfterMs).toBeGreaterThan(18 * 60_000);
});
