import { request as httpRequest, type ServerResponse } from 'node:http';
import { textOf } from '../../src/common/json';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { until } from '../support/until';
import {
  BroadcastClient,
  PROGRESS,
  people,
  phone,
  type ShownBroadcast,
  text,
} from './support/broadcast-client';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { NUMBER } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let answer: (
  request: SeenRequest,
  response: ServerResponse,
) => DoubleAnswer | Promise<DoubleAnswer> | undefined;
let number = 0;

const KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'shop', key: 'key-of-shop', scopes: ['messages:send'], accounts: ['1'] },
]);
const ALL = { authorization: 'Bearer key-for-all' };
const all = new BroadcastClient('', ALL);
/** May send from the number 11 only. */
const shop = new BroadcastClient('', { authorization: 'Bearer key-of-shop' });

async function begin(environment: Record<string, string> = {}): Promise<void> {
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: KEYS,
    LOG_LEVEL: 'error',
    LIMITS: 'off',
    ...environment,
  });
  all.url = gateway.url;
  shop.url = gateway.url;
}
const accept = ({ body }: SeenRequest): DoubleAnswer => {
  number += 1;
  return {
    body: {
      contacts: [{ input: body.to, wa_id: textOf(body.to)?.slice(1) }],
      messages: [{ id: `wamid.${number}` }],
    },
  };
};
const isSend = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/messages');
const sends = () => double.requests.filter(isSend);

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start((seen, response) => {
    if (isSend(seen)) return answer(seen, response);
    const id = seen.path.split('/').at(-1) ?? '';
    return { body: { id, phone_numbers: { data: [{ id: id === '1' ? '11' : NUMBER }] } } };
  });
  await begin();
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});
beforeEach(() => {
  double.requests.length = 0;
  answer = accept;
});

describe('a broadcast', () => {
  it('says to everybody once what is theirs, and shows how far it is', async () => {
    const input = text({ recipients: people(300), name: 'News', idempotencyKey: 'news-1' });
    const first = await all.start(input);
    expect(first).toMatchObject({ broadcast: { state: 'RUNNING' }, replayed: false, userErrors: [] });
    const id = first.broadcast?.id ?? '';
    const client = socketClient(gateway.url, ALL.authorization);
    const updates = await collect<{ broadcastUpdated: ShownBroadcast }>(
      client,
      `subscription ($id: ID!) { broadcastUpdated(id: $id) { state ${PROGRESS} } }`,
      { id },
      () => false,
    );
    await client.dispose();
    expect(updates.at(-1)?.broadcastUpdated).toMatchObject({
      state: 'COMPLETED',
      progress: { total: 300, pending: 0, sending: 0, sent: 300, failed: 0, unknown: 0, secondsLeft: 0 },
    });
    expect(await all.shown(id)).toMatchObject({ state: 'COMPLETED', name: 'News', progress: { sent: 300 } });
    const bodies = sends().map(({ body }) => [textOf(body.to), body.text]);
    expect(new Map(bodies.map(([to, said]) => [String(to), said]))).toEqual(
      new Map(
        people(300).map(({ to }, index) => [to, { body: `Hello Person ${index}, C${index} is yours.` }]),
      ),
    );
    expect(bodies).toHaveLength(300);
    const found = await all.recipients(id);
    expect(found.map(({ position }) => position)).toEqual(found.map((_, index) => index + 1));
    expect(new Set(found.map(({ messageId }) => messageId)).size).toBe(300);

    expect(await all.start(input)).toMatchObject({ broadcast: { id, state: 'COMPLETED' }, replayed: true });
    expect(await all.start({ ...input, name: 'Other news' })).toMatchObject({
      broadcast: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
    expect(sends()).toHaveLength(300);
    const message = await ask(
      gateway.url,
      'query ($id: ID!) { broadcast(id: $id) { recipients(last: 1) { nodes { message { content { ... on TextContent { body } } } } } } }',
      { id },
      ALL,
    );
    expect(message.data).toMatchObject({
      broadcast: {
        recipients: { nodes: [{ message: { content: { body: 'Hello Person 299, C299 is yours.' } } }] },
      },
    });
  });

  it('tells every mistake before anything is sent', async () => {
    const [ann, bob, cat] = people(3);
    const wrong = [
      { ...ann, to: 'Ann' },
      { ...bob, parameters: [] },
      { ...cat, bizOpaqueCallbackData: 'x'.repeat(600) },
      { ...cat, to: '+1 (631) 555-00002' },
    ];
    expect(await all.start(text({ recipients: wrong }))).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'recipients', '3'] }],
    });
    expect(await all.start(text({ recipients: wrong.slice(0, 3) }))).toMatchObject({
      broadcast: null,
      invalidRecipients: 3,
      userErrors: [
        { field: ['input', 'recipients', '0', 'to'] },
        { field: ['input', 'recipients', '1', 'parameters'] },
        { field: ['input', 'recipients', '2', 'bizOpaqueCallbackData'] },
      ],
    });
    for (const given of [{}, { recipients: [] }, { recipients: people(1), recipientListId: 'x' }]) {
      expect(await all.start(text(given))).toMatchObject({
        broadcast: null,
        userErrors: [{ code: 'INVALID_INPUT' }],
      });
    }
    const input = text({ recipients: people(1) });
    await expect(shop.start(input)).rejects.toThrow('FORBIDDEN');
    expect(sends()).toEqual([]);
  });

  it('takes its recipients as CSV and as NDJSON, and names the lines that are wrong', async () => {
    const csv = ['to,name,code', ...people(3).map(({ to }, index) => `${to},"Person, ${index}",C${index}`)];
    const list = await all.upload(`\uFEFF${csv.join('\r\n')}\r\n\r\n`, 'text/csv; charset=utf-8');
    expect(list).toMatchObject({ status: 201, body: { recipients: 3 } });
    const recipientListId = list.body.id;
    const theirs = { ...text({ recipientListId }), phoneNumberId: '11' };
    expect(await shop.start(theirs)).toMatchObject({
      userErrors: [{ field: ['input', 'recipientListId'] }],
    });
    const id = await all.begin(text({ recipientListId }));
    expect(id).toBe(recipientListId);
    await all.ended(id);
    expect(sends().map(({ body }) => body.text)).toContainEqual({ body: 'Hello Person, 2, C2 is yours.' });
    expect(await all.start(text({ recipientListId }))).toMatchObject({ broadcast: { id }, replayed: true });

    const lines = people(2).map(({ to }, index) =>
      JSON.stringify({ to, parameters: { name: 'N', code: index } }),
    );
    const ndjson = await all.upload(`${lines.join('\n')}\n`, 'application/x-ndjson');
    expect(ndjson).toMatchObject({ status: 201, body: { recipients: 2 } });
    const missing = await all.start({
      ...text({ recipientListId: ndjson.body.id }),
      content: { text: { body: '{{name}} {{surname}}' } },
    });
    expect(missing).toMatchObject({ broadcast: null, invalidRecipients: 2 });
    expect(missing.userErrors[0]?.message).toContain('{{surname}}');

    const faulty = ['to,name', '+16315550001,Ann', 'Bob,Bob', '', '+16315550001,Ann again', '+16315550002'];
    expect(await all.upload(faulty.join('\n'), 'text/csv')).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'INVALID_RECIPIENTS',
          faultyLines: 3,
          lines: [{ line: 3 }, { line: 5 }, { line: 6 }],
        },
      },
    });
    expect(await all.upload('name\nAnn', 'text/csv')).toMatchObject({
      status: 400,
      body: { error: { lines: [{ line: 1 }] } },
    });
    expect(
      await all.upload('{"to":"+16315550001"}\n{"to":\n{"phone":"1"}', 'application/x-ndjson'),
    ).toMatchObject({
      status: 400,
      body: { error: { lines: [{ line: 2 }, { line: 3 }] } },
    });
    for (const [type, headers] of [
      ['text/plain', {}],
      ['constructor', {}],
      ['text/csv; charset=iso-8859-1', {}],
      ['text/csv', { 'content-encoding': 'gzip' }],
    ] as const)
      expect(await all.upload('x', type, { ...ALL, ...headers })).toMatchObject({ status: 415 });
    const utf8 = await all.upload('to\n+16315550001', 'text/csv; header=present; charset="UTF-8"');
    expect(utf8).toMatchObject({ status: 201 });
    expect(await all.upload('x', 'text/csv', { authorization: 'Bearer nobody' })).toMatchObject({
      status: 401,
    });
  });

  it.each(['text/csv', 'application/x-ndjson'])(
    'keeps nothing of a list that breaks off: %s',
    async (type) => {
      const uploading = httpRequest(`${gateway.url}/broadcasts/recipients`, {
        method: 'POST',
        headers: { 'content-type': type, ...ALL },
      });
      const failed = new Promise((resolve) => uploading.once('error', resolve));
      uploading.write(type === 'text/csv' ? 'to\n+16315550001\n' : '{"to":"+16315550001"}\n');
      // Another list goes through meanwhile: the first has begun to be read.
      expect(await all.upload('to\n+16315550002', 'text/csv')).toMatchObject({ status: 201 });
      uploading.destroy();
      await failed;
      expect(await all.upload('to\n+16315550002', 'text/csv')).toMatchObject({ status: 201 });
      expect(gateway.output()).not.toContain('unexpected');
    },
  );

  it('pauses, goes on where it stopped, and can be ended', async () => {
    let release: () => void = () => undefined;
    let gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async (seen) => {
      if (sends().length > 400) await gate;
      return accept(seen);
    };
    const id = await all.begin(text({ recipients: people(1_500) }));
    await until(() => sends().length > 500);
    expect((await all.steer('pause', id)).data).toEqual({
      pauseBroadcast: { broadcast: { state: 'PAUSED' }, userErrors: [] },
    });
    release();
    await until(async () => (await all.shown(id)).progress.sending === 0);
    const { progress } = await all.shown(id);
    expect(progress.sent).toBe(sends().length);
    expect(progress.pending).toBe(1_500 - sends().length);
    expect(progress.pending).toBeGreaterThan(0);

    gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sentBefore = sends().length;
    answer = async (seen) => {
      if (sends().length > sentBefore + 100) await gate;
      return accept(seen);
    };
    expect((await all.steer('resume', id)).data).toMatchObject({
      resumeBroadcast: { broadcast: { state: 'RUNNING' }, userErrors: [] },
    });
    await until(() => sends().length > sentBefore + 150);
    expect((await all.steer('cancel', id)).data).toMatchObject({
      cancelBroadcast: { broadcast: { state: 'CANCELLED' }, userErrors: [] },
    });
    release();
    await until(async () => (await all.shown(id)).progress.sending === 0);
    const last = (await all.shown(id)).progress;
    expect(last).toMatchObject({ pending: 0, sent: sends().length, cancelled: 1_500 - sends().length });
    expect(last.cancelled).toBeGreaterThan(0);
    expect(await all.recipients(id, ['CANCELLED'])).toHaveLength(last.cancelled);
    expect(new Set(sends().map(({ body }) => body.to)).size).toBe(sends().length);
    expect((await all.steer('resume', id)).data).toMatchObject({
      resumeBroadcast: { userErrors: [{ code: 'BROADCAST_ENDED' }] },
    });
    expect((await shop.steer('pause', id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('tries again what was refused for now, gives up what was refused for good, doubts what was lost', async () => {
    const refusedOnce = new Set<string>();
    answer = (seen, response) => {
      const to = textOf(seen.body.to) ?? '';
      if (to === phone(1)) return metaError(131026, 'Message undeliverable');
      if (to === phone(2)) return void response.destroy();
      if (to === phone(3)) return metaError(131000, 'Something went wrong', {}, 500);
      if (to === phone(5)) return metaError(987_654, 'Odd', {}, 503);
      if (to === phone(4) && !refusedOnce.has(to)) {
        refusedOnce.add(to);
        return metaError(130429, 'Rate limit hit');
      }
      return accept(seen);
    };
    const id = await all.begin(text({ recipients: people(8) }));
    await all.ended(id);
    const found = await all.recipients(id);
    expect(found.map(({ state }) => state)).toEqual([
      'SENT',
      'FAILED',
      'UNKNOWN',
      'UNKNOWN',
      'SENT',
      'UNKNOWN',
      'SENT',
      'SENT',
    ]);
    expect(found[1]?.userErrors).toMatchObject([{ code: 'MESSAGE_UNDELIVERABLE' }]);
    for (const place of [2, 5]) expect(found[place]?.userErrors).toMatchObject([{ code: 'SEND_UNKNOWN' }]);
    expect(found[4]).toMatchObject({ tries: 2, userErrors: [] });
    expect(sends()).toHaveLength(9);
    expect((await all.shown(id)).progress).toMatchObject({ sent: 4, failed: 1, unknown: 3 });
  });

  it.each([
    [
      'ACCESS_TOKEN_EXPIRED',
      metaError(190, 'Token expired', { error_subcode: 463 }, 401),
      { text: { body: 'Hi' } },
    ],
    // It was edited since the broadcast was started.
    [
      'TEMPLATE_NOT_FOUND',
      metaError(132001, 'No such template', {}, 404),
      { template: { name: 'news', language: 'en' } },
    ],
  ])('pauses by itself when nobody would get a message: %s', async (code, refusal, content) => {
    answer = () => refusal;
    const id = await all.begin(text({ recipients: people(50), content }));
    await until(
      async () => (await all.shown(id)).state === 'PAUSED' && (await all.shown(id)).progress.sending === 0,
    );
    expect(await all.shown(id)).toMatchObject({
      pausedBecause: [{ code }],
      progress: { pending: 50, failed: 0 },
    });
    answer = accept;
    await all.steer('resume', id);
    await all.ended(id);
    expect((await all.shown(id)).progress).toMatchObject({ sent: 50 });
  });
});

describe('a broadcast at the limit of its number', () => {
  it('tells its rate from its first second on', async () => {
    await gateway.stop();
    await begin({ LIMITS: JSON.stringify({ throughput: { standardPerSecond: 10 } }) });
    const id = await all.begin(text({ recipients: people(300) }));
    await until(async () => (await all.shown(id)).progress.ratePerSecond > 0);
    // At ten a second: it is known before two seconds are over.
    expect(sends().length).toBeLessThan(18);
    const { progress } = await all.shown(id);
    expect(progress.ratePerSecond).toBeLessThan(20);
    expect(progress.secondsLeft).toBeGreaterThan(10);
    await all.steer('cancel', id);
  });

  it('lets single sends go first', async () => {
    await gateway.stop();
    await begin({ LIMITS: JSON.stringify({ throughput: { standardPerSecond: 20 } }) });
    const id = await all.begin(text({ recipients: people(300) }));
    await until(() => sends().length > 10);
    for (let index = 0; index < 5; index += 1) {
      const before = sends().length;
      const body = `single ${index}`;
      const input = { phoneNumberId: NUMBER, to: phone(900 + index), content: { text: { body } } };
      const { data } = await ask(
        gateway.url,
        'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }',
        { input },
        ALL,
      );
      expect(data).toMatchObject({ sendMessage: { userErrors: [] } });
      const place = sends().findIndex((seen) => textOf(seen.body.to) === phone(900 + index));
      // Hundreds wait: it is at the head of them, behind those that were on their way already.
      expect(place - before).toBeLessThan(20);
    }
    expect((await all.shown(id)).progress.pending).toBeGreaterThan(0);
    await all.steer('cancel', id);
    await gateway.stop();
    await begin();
  });
});
