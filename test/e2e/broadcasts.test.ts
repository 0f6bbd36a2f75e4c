import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { request } from 'undici';
import { textOf } from '../../src/common/json';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const START = /* GraphQL */ `
  mutation ($input: StartBroadcastInput!) {
    startBroadcast(input: $input) {
      broadcast { id state } replayed invalidRecipients userErrors { code field message }
    }
  }
`;
const PROGRESS = 'progress { total pending sending sent failed unknown cancelled ratePerSecond secondsLeft }';
const BROADCAST = `query ($id: ID!) { broadcast(id: $id) { state name pausedBecause { code } ${PROGRESS} } }`;
const RECIPIENTS = /* GraphQL */ `
  query ($id: ID!, $after: String, $states: [BroadcastRecipientState!]) {
    broadcast(id: $id) {
      recipients(first: 100, after: $after, states: $states) {
        nodes { position to state messageId tries correlationId userErrors { code } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;
const STEER = (what: string) =>
  `mutation ($id: ID!) { ${what}Broadcast(input: { id: $id }) { broadcast { state } userErrors { code } } }`;

interface Progress {
  total: number;
  pending: number;
  sending: number;
  sent: number;
  failed: number;
  unknown: number;
  cancelled: number;
  ratePerSecond: number;
  secondsLeft: number | null;
}
interface Shown {
  broadcast: { state: string; pausedBecause: { code: string }[]; progress: Progress };
}
interface Started {
  startBroadcast: {
    broadcast: { id: string; state: string } | null;
    replayed: boolean;
    invalidRecipients: number;
    userErrors: { code: string; field: string[] | null; message: string }[];
  };
}
interface ShownRecipient {
  position: number;
  to: string;
  state: string;
  messageId: string | null;
  tries: number;
  correlationId: string;
  userErrors: { code: string }[];
}
interface Page {
  broadcast: {
    recipients: {
      nodes: ShownRecipient[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

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
const SHOP = { authorization: 'Bearer key-of-shop' };

const start = (environment: Record<string, string> = {}) =>
  startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: KEYS,
    LOG_LEVEL: 'error',
    LIMITS: 'off',
    ...environment,
  });
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
const phone = (index: number) => `+1631555${String(index).padStart(5, '0')}`;
const text = (more: object = {}) => ({
  phoneNumberId: NUMBER,
  content: { text: { body: 'Hello {{name}}, {{ code }} is yours.' } },
  ...more,
});
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: phone(index),
    parameters: [
      { name: 'name', value: `Person ${index}` },
      { name: 'code', value: `C${index}` },
    ],
  }));

async function started(input: object, headers = ALL): Promise<Started['startBroadcast']> {
  const { data, errors } = await ask<Started>(gateway.url, START, { input }, headers);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.startBroadcast;
}

async function begin(input: object): Promise<string> {
  const { broadcast, userErrors } = await started(input);
  if (!broadcast) throw new Error(JSON.stringify(userErrors));
  return broadcast.id;
}

async function shown(id: string): Promise<Shown['broadcast']> {
  return (await ask<Shown>(gateway.url, BROADCAST, { id }, ALL)).data.broadcast;
}

async function recipients(id: string, states?: string[]): Promise<ShownRecipient[]> {
  const all: ShownRecipient[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const page: { data: Page } = await ask<Page>(gateway.url, RECIPIENTS, { id, after, states }, ALL);
    const { nodes, pageInfo } = page.data.broadcast.recipients;
    all.push(...nodes);
    isMore = pageInfo.hasNextPage;
    after = pageInfo.endCursor;
  }
  return all;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const ended = (id: string) => until(async () => (await shown(id)).state === 'COMPLETED');

async function upload(
  body: string | NodeJS.ReadableStream,
  type: string,
  headers: Record<string, string> = ALL,
) {
  const response = await request(`${gateway.url}/broadcasts/recipients`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: typeof body === 'string' ? body : (body as never),
  });
  return { status: response.statusCode, body: await response.body.json() };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start((seen, response) => {
    if (isSend(seen)) return answer(seen, response);
    const id = seen.path.split('/').at(-1) ?? '';
    return { body: { id, phone_numbers: { data: [{ id: id === '1' ? '11' : NUMBER }] } } };
  });
  gateway = await start();
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
    const first = await started(input);
    expect(first).toMatchObject({ broadcast: { state: 'RUNNING' }, replayed: false, userErrors: [] });
    const id = first.broadcast?.id ?? '';
    const client = socketClient(gateway.url, ALL.authorization);
    const updates = await collect<{ broadcastUpdated: Shown['broadcast'] }>(
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
    expect(await shown(id)).toMatchObject({ state: 'COMPLETED', name: 'News', progress: { sent: 300 } });
    const bodies = sends().map(({ body }) => [textOf(body.to), body.text]);
    expect(new Map(bodies.map(([to, said]) => [String(to), said]))).toEqual(
      new Map(
        people(300).map(({ to }, index) => [to, { body: `Hello Person ${index}, C${index} is yours.` }]),
      ),
    );
    expect(bodies).toHaveLength(300);
    const all = await recipients(id);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(300);

    expect(await started(input)).toMatchObject({ broadcast: { id, state: 'COMPLETED' }, replayed: true });
    expect(await started({ ...input, name: 'Other news' })).toMatchObject({
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
    expect(await started(text({ recipients: wrong }))).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'recipients', '3'] }],
    });
    expect(await started(text({ recipients: wrong.slice(0, 3) }))).toMatchObject({
      broadcast: null,
      invalidRecipients: 3,
      userErrors: [
        { field: ['input', 'recipients', '0', 'to'] },
        { field: ['input', 'recipients', '1', 'parameters'] },
        { field: ['input', 'recipients', '2', 'bizOpaqueCallbackData'] },
      ],
    });
    for (const given of [{}, { recipients: [] }, { recipients: people(1), recipientListId: 'x' }]) {
      expect(await started(text(given))).toMatchObject({
        broadcast: null,
        userErrors: [{ code: 'INVALID_INPUT' }],
      });
    }
    const input = text({ recipients: people(1) });
    expect((await ask(gateway.url, START, { input }, SHOP)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(sends()).toEqual([]);
  });

  it('takes its recipients as CSV and as NDJSON, and names the lines that are wrong', async () => {
    const csv = ['to,name,code', ...people(3).map(({ to }, index) => `${to},"Person, ${index}",C${index}`)];
    const list = await upload(`\uFEFF${csv.join('\r\n')}\r\n\r\n`, 'text/csv; charset=utf-8');
    expect(list).toMatchObject({ status: 201, body: { recipients: 3 } });
    const recipientListId = (list.body as { id: string }).id;
    const theirs = { ...text({ recipientListId }), phoneNumberId: '11' };
    expect(await started(theirs, SHOP)).toMatchObject({
      userErrors: [{ field: ['input', 'recipientListId'] }],
    });
    const id = await begin(text({ recipientListId }));
    expect(id).toBe(recipientListId);
    await ended(id);
    expect(sends().map(({ body }) => body.text)).toContainEqual({ body: 'Hello Person, 2, C2 is yours.' });
    expect(await started(text({ recipientListId }))).toMatchObject({ broadcast: { id }, replayed: true });

    const lines = people(2).map(({ to }, index) =>
      JSON.stringify({ to, parameters: { name: 'N', code: index } }),
    );
    const ndjson = await upload(`${lines.join('\n')}\n`, 'application/x-ndjson');
    expect(ndjson).toMatchObject({ status: 201, body: { recipients: 2 } });
    const missing = await started({
      ...text({ recipientListId: (ndjson.body as { id: string }).id }),
      content: { text: { body: '{{name}} {{surname}}' } },
    });
    expect(missing).toMatchObject({ broadcast: null, invalidRecipients: 2 });
    expect(missing.userErrors[0]?.message).toContain('{{surname}}');

    const faulty = ['to,name', '+16315550001,Ann', 'Bob,Bob', '', '+16315550001,Ann again', '+16315550002'];
    expect(await upload(faulty.join('\n'), 'text/csv')).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'INVALID_RECIPIENTS',
          faultyLines: 3,
          lines: [{ line: 3 }, { line: 5 }, { line: 6 }],
        },
      },
    });
    expect(await upload('name\nAnn', 'text/csv')).toMatchObject({
      status: 400,
      body: { error: { lines: [{ line: 1 }] } },
    });
    expect(
      await upload('{"to":"+16315550001"}\n{"to":\n{"phone":"1"}', 'application/x-ndjson'),
    ).toMatchObject({
      status: 400,
      body: { error: { lines: [{ line: 2 }, { line: 3 }] } },
    });
    expect(await upload('x', 'text/plain')).toMatchObject({ status: 415 });
    expect(await upload('x', 'text/csv', { authorization: 'Bearer nobody' })).toMatchObject({ status: 401 });
  });

  it('pauses, goes on where it stopped, and can be ended', async () => {
    let release: () => void = () => undefined;
    let gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async (seen) => {
      if (sends().length > 400) await gate;
      return accept(seen);
    };
    const id = await begin(text({ recipients: people(1_500) }));
    await until(() => sends().length > 500);
    expect((await ask(gateway.url, STEER('pause'), { id }, ALL)).data).toEqual({
      pauseBroadcast: { broadcast: { state: 'PAUSED' }, userErrors: [] },
    });
    release();
    await until(async () => (await shown(id)).progress.sending === 0);
    const { progress } = await shown(id);
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
    expect((await ask(gateway.url, STEER('resume'), { id }, ALL)).data).toMatchObject({
      resumeBroadcast: { broadcast: { state: 'RUNNING' }, userErrors: [] },
    });
    await until(() => sends().length > sentBefore + 150);
    expect((await ask(gateway.url, STEER('cancel'), { id }, ALL)).data).toMatchObject({
      cancelBroadcast: { broadcast: { state: 'CANCELLED' }, userErrors: [] },
    });
    release();
    await until(async () => (await shown(id)).progress.sending === 0);
    const last = (await shown(id)).progress;
    expect(last).toMatchObject({ pending: 0, sent: sends().length, cancelled: 1_500 - sends().length });
    expect(last.cancelled).toBeGreaterThan(0);
    expect(await recipients(id, ['CANCELLED'])).toHaveLength(last.cancelled);
    expect(new Set(sends().map(({ body }) => body.to)).size).toBe(sends().length);
    expect((await ask(gateway.url, STEER('resume'), { id }, ALL)).data).toMatchObject({
      resumeBroadcast: { userErrors: [{ code: 'BROADCAST_ENDED' }] },
    });
    expect((await ask(gateway.url, STEER('pause'), { id }, SHOP)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('tries again what was refused for now, gives up what was refused for good, doubts what was lost', async () => {
    const refusedOnce = new Set<string>();
    answer = (seen, response) => {
      const to = textOf(seen.body.to) ?? '';
      if (to === phone(1)) return metaError(131026, 'Message undeliverable');
      if (to === phone(2)) return void response.destroy();
      if (to === phone(3)) return metaError(131000, 'Something went wrong', {}, 500);
      if (to === phone(4) && !refusedOnce.has(to)) {
        refusedOnce.add(to);
        return metaError(130429, 'Rate limit hit');
      }
      return accept(seen);
    };
    const id = await begin(text({ recipients: people(8) }));
    await ended(id);
    const found = await recipients(id);
    expect(found.map(({ state }) => state)).toEqual([
      'SENT',
      'FAILED',
      'UNKNOWN',
      'UNKNOWN',
      'SENT',
      'SENT',
      'SENT',
      'SENT',
    ]);
    expect(found[1]?.userErrors).toMatchObject([{ code: 'MESSAGE_UNDELIVERABLE' }]);
    expect(found[2]?.userErrors).toMatchObject([{ code: 'SEND_UNKNOWN' }]);
    expect(found[4]).toMatchObject({ tries: 2, userErrors: [] });
    expect(sends()).toHaveLength(9);
    expect((await shown(id)).progress).toMatchObject({ sent: 5, failed: 1, unknown: 2 });
  });

  it('pauses by itself when nobody would get a message', async () => {
    answer = () => metaError(190, 'Token expired', { error_subcode: 463 }, 401);
    const id = await begin(text({ recipients: people(50) }));
    await until(async () => (await shown(id)).state === 'PAUSED' && (await shown(id)).progress.sending === 0);
    expect(await shown(id)).toMatchObject({
      pausedBecause: [{ code: 'ACCESS_TOKEN_EXPIRED' }],
      progress: { pending: 50, failed: 0 },
    });
    answer = accept;
    await ask(gateway.url, STEER('resume'), { id }, ALL);
    await ended(id);
    expect((await shown(id)).progress).toMatchObject({ sent: 50 });
  });
});

describe('a broadcast at the limit of its number', () => {
  it('lets single sends go first', async () => {
    await gateway.stop();
    gateway = await start({ LIMITS: JSON.stringify({ throughput: { standardPerSecond: 20 } }) });
    const id = await begin(text({ recipients: people(300) }));
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
    expect((await shown(id)).progress.pending).toBeGreaterThan(0);
    await ask(gateway.url, STEER('cancel'), { id }, ALL);
    await gateway.stop();
    gateway = await start();
  });
});

describe('a broadcast whose gateway is killed', () => {
  it('goes on with the next one, to nobody twice, and ends every recipient once', async () => {
    const count = 2_000;
    const file = join(folder.path, 'people.ndjson');
    const lines = people(count).map(({ to }, index) =>
      JSON.stringify({ to, parameters: { name: `Person ${index}`, code: `C${index}` } }),
    );
    await writeFile(file, lines.join('\n'));
    const { body } = await upload(createReadStream(file), 'application/x-ndjson');
    const taken = new Map<string, { id: string; callbackData: string }>();
    answer = async (seen) => {
      const given = accept(seen);
      const to = textOf(seen.body.to) ?? '';
      taken.set(to, {
        id: `wamid.${number}`,
        callbackData: textOf(seen.body.biz_opaque_callback_data) ?? '',
      });
      await new Promise((resolve) => setTimeout(resolve, 30));
      return given;
    };
    const id = await begin(text({ recipientListId: (body as { id: string }).id }));
    for (const share of [0.25, 0.6]) {
      await until(() => sends().length > count * share);
      await gateway.kill();
      gateway = await start();
    }
    await ended(id);
    // Meta reports on all that it took, also on what nobody heard its answer to.
    const statuses = [...taken].map(([to, { id: messageId, callbackData }]) => ({
      id: messageId,
      status: 'sent',
      timestamp: '1762900001',
      recipient_id: to.slice(1),
      biz_opaque_callback_data: callbackData,
    }));
    for (let from = 0; from < statuses.length; from += 200) {
      await postWebhook(gateway.url, envelope({ statuses: statuses.slice(from, from + 200) }));
    }
    await until(async () => (await shown(id)).progress.sent === taken.size);

    const all = await recipients(id);
    expect(all).toHaveLength(count);
    expect(sends()).toHaveLength(taken.size);
    const sent = all.filter(({ state }) => state === 'SENT');
    expect(new Map(sent.map(({ to, messageId }) => [to, messageId]))).toEqual(
      new Map([...taken].map(([to, { id: messageId }]) => [to, messageId])),
    );
    // In doubt is what was on its way at a kill and never arrived.
    const doubted = all.filter(({ state }) => state === 'UNKNOWN');
    expect(sent.length + doubted.length).toBe(count);
    expect(doubted.length).toBeLessThan(400);
  }, 180_000);
});
