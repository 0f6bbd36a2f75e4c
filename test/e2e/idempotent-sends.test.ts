import type { ServerResponse } from 'node:http';
import { textOf } from '../../src/common/json';
import { bootId } from '../../src/outbox/departures/boot-id';
import { onEachDatabase } from '../support/databases';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { until } from '../support/until';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const SEND = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id status } correlationId replayed userErrors { code field retryable } }
  }
`;
const ATTEMPT = /* GraphQL */ `
  query ($key: ID, $id: ID) {
    sendAttempt(idempotencyKey: $key, correlationId: $id) {
      correlationId idempotencyKey state phoneNumberId userErrors { code }
      message { id bizOpaqueCallbackData content { __typename ... on TextContent { body } } contact { phone } }
    }
  }
`;
const WATCH = /* GraphQL */ `
  subscription ($since: DateTime) {
    messageStatusUpdated(since: $since) { messageId status { correlationId bizOpaqueCallbackData } payload }
  }
`;

interface Sent {
  sendMessage: {
    message: { id: string; status: string } | null;
    correlationId: string | null;
    replayed: boolean;
    userErrors: { code: string; field: string[] | null; retryable: boolean }[];
  };
}
interface Asked {
  sendAttempt: { correlationId: string; state: string; message: { id: string } | null } | null;
}

const itOnLinux = bootId() === undefined ? it.skip : it;

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateways: GatewayProcess[];
let answer: (request: SeenRequest, response: ServerResponse) => DoubleAnswer | undefined;
let number = 0;

let databaseUrl: string;

const start = (environment: Record<string, string> = {}) =>
  startGatewayProcess(folder.path, {
    DATABASE_URL: databaseUrl,
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    LOG_LEVEL: 'error',
    // One person is sent more to here than Meta lets anybody.
    LIMITS: 'off',
    ...environment,
  });
const accept = (): DoubleAnswer => {
  number += 1;
  return {
    body: {
      contacts: [{ input: '+16315551181', wa_id: '16315551181' }],
      messages: [{ id: `wamid.${number}` }],
    },
  };
};
const hello = (idempotencyKey: string, more: object = {}) => ({
  input: {
    phoneNumberId: NUMBER,
    to: '+16315551181',
    content: { text: { body: 'Hello' } },
    idempotencyKey,
    ...more,
  },
});

async function send(variables: ReturnType<typeof hello>, through = 0): Promise<Sent['sendMessage']> {
  const { data, errors } = await ask<Sent>(gateways[through]?.url ?? '', SEND, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.sendMessage;
}

async function attemptOf(key: string, through = 0): Promise<Asked['sendAttempt']> {
  return (await ask<Asked>(gateways[through]?.url ?? '', ATTEMPT, { key })).data.sendAttempt;
}

/** The status that Meta posts for a message that it took, with the callback data of its send. */
function statusOf({ body }: SeenRequest, id: string): string {
  const biz_opaque_callback_data = textOf(body.biz_opaque_callback_data) ?? '';
  const status = {
    id,
    status: 'sent',
    timestamp: '1762900001',
    recipient_id: '16315551181',
    biz_opaque_callback_data,
  };
  return envelope({ statuses: [status] });
}

function seen(): SeenRequest {
  const [only, ...others] = double.requests;
  if (!only || others.length > 0) throw new Error(`Meta saw ${double.requests.length} sends.`);
  return only;
}

onEachDatabase('two gateways that send', (newDatabase) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    databaseUrl = await newDatabase();
    double = await GraphDouble.start((request, response) => answer(request, response));
    gateways = [await start(), await start()];
  });
  afterAll(async () => {
    for (const gateway of gateways) await gateway.stop();
    await double.stop();
    await folder.remove();
  });
  beforeEach(() => {
    double.requests.length = 0;
    answer = accept;
  });

  describe('a send with an idempotency key', () => {
    it('is one message, through whatever gateway and after a restart', async () => {
      const first = await send(hello('order-1'));
      expect(first).toMatchObject({ replayed: false, userErrors: [] });
      for (const through of [0, 1]) {
        expect(await send(hello('order-1'), through)).toEqual({ ...first, replayed: true });
      }
      await gateways[0]?.stop();
      gateways[0] = await start();
      expect(await send(hello('order-1'))).toEqual({ ...first, replayed: true });
      seen();
    });

    it('is one message for a crowd that comes at once to two gateways', async () => {
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      answer = (_request, response) => {
        const { body } = accept();
        void gate.then(() => response.end(JSON.stringify(body)));
        return undefined;
      };
      const crowd = Promise.all(Array.from({ length: 30 }, (_, index) => send(hello('order-2'), index % 2)));
      await until(() => double.requests.length > 0);
      release();
      const answers = await crowd;
      seen();
      expect(new Set(answers.map(({ message }) => message?.id)).size).toBe(1);
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    });

    it('is refused when the key stands for another content', async () => {
      const first = await send(hello('order-3'));
      const other = { content: { text: { body: 'Something else' } } };
      for (const changed of [other, { to: '+16315551182' }, { phoneNumberId: '11' }]) {
        expect(await send(hello('order-3', changed), 1)).toMatchObject({
          message: null,
          userErrors: [
            { code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'], retryable: false },
          ],
        });
      }
      expect(first.message).not.toBeNull();
      seen();
    });

    it('may be sent again after an outcome that proves that nothing was sent', async () => {
      answer = () => metaError(131056, '(#131056) Pair rate limit hit');
      expect(await send(hello('order-4'))).toMatchObject({ userErrors: [{ code: 'PAIR_RATE_LIMIT' }] });
      expect(await attemptOf('order-4')).toMatchObject({
        state: 'REFUSED',
        userErrors: [{ code: 'PAIR_RATE_LIMIT' }],
      });
      answer = accept;
      expect(await send(hello('order-4'), 1)).toMatchObject({ replayed: false, userErrors: [] });
      expect(double.requests).toHaveLength(2);
    });

    it('leaves 485 characters and more of callback data no room', async () => {
      expect(await send(hello('order-5', { bizOpaqueCallbackData: 'x'.repeat(500) }))).toMatchObject({
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'bizOpaqueCallbackData'] }],
      });
      expect(double.requests).toHaveLength(0);
      expect(await attemptOf('order-5')).toBeNull();
    });
  });

  describe('a send whose answer is lost', () => {
    it('is never repeated, and settled by the status that names it', async () => {
      answer = (_request, response) => void response.destroy();
      const input = hello('lost-1', { bizOpaqueCallbackData: 'ticket 7 é' });
      const first = await send(input);
      expect(first).toMatchObject({
        message: null,
        userErrors: [{ code: 'SEND_UNKNOWN', retryable: false }],
      });
      answer = accept;
      expect(await send(input, 1)).toEqual({ ...first, replayed: true });
      expect(await attemptOf('lost-1')).toMatchObject({
        state: 'UNKNOWN',
        correlationId: first.correlationId,
        message: null,
      });
      const begin = new Date();
      await postWebhook(gateways[0]?.url ?? '', statusOf(seen(), 'wamid.lost-1'));
      await until(async () => (await attemptOf('lost-1', 1))?.state === 'SENT');
      expect(await attemptOf('lost-1')).toMatchObject({
        state: 'SENT',
        idempotencyKey: 'lost-1',
        message: {
          id: 'wamid.lost-1',
          bizOpaqueCallbackData: 'ticket 7 é',
          content: { __typename: 'TextContent', body: 'Hello' },
          contact: { phone: '+16315551181' },
        },
      });
      expect(await send(input)).toMatchObject({
        message: { id: 'wamid.lost-1', status: 'SENT' },
        replayed: true,
        userErrors: [],
      });
      const socket = socketClient(gateways[0]?.url ?? '');
      const told = await collect(socket, WATCH, { since: begin.toISOString() }, () => true);
      await socket.dispose();
      expect(told).toMatchObject([
        {
          messageStatusUpdated: {
            messageId: 'wamid.lost-1',
            status: { correlationId: first.correlationId, bizOpaqueCallbackData: 'ticket 7 é' },
            payload: { biz_opaque_callback_data: seen().body.biz_opaque_callback_data },
          },
        },
      ]);
    });

    it.each<[string, () => DoubleAnswer]>([
      [
        'Meta says that something broke on its side',
        () => metaError(131000, 'Something went wrong', {}, 500),
      ],
      [
        'Meta answers 5xx with a code that nobody knows',
        () => metaError(987_654, 'Odd', { is_transient: false }, 503),
      ],
      [
        'Meta calls a code that nobody knows transient',
        () => metaError(987_654, 'Odd', { is_transient: true }),
      ],
      ['a proxy answers in its place', () => ({ status: 502, body: '<html>' })],
      ['the answer names no message', () => ({ body: { success: true } })],
    ])('is not repeated when %s', async (why, reply) => {
      answer = reply;
      const first = await send(hello(why));
      // Whoever repeats it hears the same; without a key the message might come twice.
      expect(first.userErrors).toMatchObject([{ retryable: false }]);
      expect(await send(hello(why), 1)).toEqual({ ...first, replayed: true });
      expect(await attemptOf(why)).toMatchObject({ state: 'UNKNOWN' });
      answer = accept;
      expect(await send(hello(why))).toEqual({ ...first, replayed: true });
      await postWebhook(gateways[0]?.url ?? '', statusOf(seen(), `wamid.${why}`));
      await until(async () => (await attemptOf(why))?.state === 'SENT');
    });

    it('is found by the others when its gateway is killed, and not sent by them', async () => {
      answer = () => undefined;
      const dying = gateways[0];
      const unanswered = send(hello('killed-1')).catch(() => undefined);
      await until(() => double.requests.length === 1);
      const waiting = send(hello('killed-1'), 1);
      await dying?.kill();
      await unanswered;
      expect(await attemptOf('killed-1', 1)).toMatchObject({ state: 'SENDING' });
      answer = accept;
      gateways[0] = await start();
      expect(await waiting).toMatchObject({
        message: null,
        replayed: true,
        userErrors: [{ code: 'SEND_UNKNOWN' }],
      });
      expect(await send(hello('killed-1'))).toMatchObject({ userErrors: [{ code: 'SEND_UNKNOWN' }] });
      await postWebhook(gateways[0].url, statusOf(seen(), 'wamid.killed'));
      await until(async () => (await attemptOf('killed-1'))?.state === 'SENT');
      expect(await send(hello('killed-1'), 1)).toMatchObject({
        message: { id: 'wamid.killed' },
        userErrors: [],
      });
      seen();
    });

    itOnLinux('is sent with the same key where its gateway was killed before it left', async () => {
      const dying = gateways[0];
      let ended: Promise<void> | undefined;
      answer = () => {
        ended ??= dying?.kill();
        return undefined;
      };
      const all = Array.from({ length: 100 }, (_, index) =>
        hello(`never-left-${index}`, { to: `+1631555${2000 + index}` }),
      );
      await Promise.all(all.map((each) => send(each).catch(() => undefined)));
      await ended;
      const taken = () => new Set(double.requests.map(({ body }) => textOf(body.to)));
      const before = taken();
      expect(before.size).toBeLessThan(all.length - 1);
      answer = accept;
      gateways[0] = await start();
      // One may have been written down in the moment of the kill.
      await until(async () => {
        for (const each of all) if (!taken().has(each.input.to)) await send(each, 1);
        return taken().size >= all.length - 1;
      });
      expect(double.requests.length).toBe(taken().size);
      for (const each of all) {
        const { message, userErrors } = await send(each);
        expect({ isSent: message !== null, codes: userErrors.map(({ code }) => code) }).toEqual(
          taken().has(each.input.to) && !before.has(each.input.to)
            ? { isSent: true, codes: [] }
            : { isSent: false, codes: ['SEND_UNKNOWN'] },
        );
      }
    });

    itOnLinux(
      'is sent with the same key where its gateway was killed while it waited to be made again',
      async () => {
        await gateways[0]?.stop();
        gateways[0] = await start({ LIMITS: '{}' });
        const dying = gateways[0];
        const waits = hello('refused-1', { onLimit: 'WAIT', maxWaitMs: 300_000 });
        answer = () => metaError(4, '(#4) Application request limit reached');
        const unanswered = send(waits).catch(() => undefined);
        await until(async () => {
          const metrics = await fetch(`${dying.url}/metrics`);
          return (await metrics.text()).includes(
            'whatsapp_gateway_limit_closures_total{policy="platformCalls"} 1',
          );
        });
        await dying.kill();
        await unanswered;
        answer = accept;
        gateways[0] = await start();
        expect(await send(waits, 1)).toMatchObject({ replayed: false, userErrors: [] });
        expect(double.requests).toHaveLength(2);
      },
    );

    it('can be traced without a key as well', async () => {
      answer = (_request, response) => void response.destroy();
      const { correlationId, userErrors } = await send(hello(''));
      expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
      expect(correlationId).toBeNull();
      const { input } = hello('');
      const unkeyed = await ask<Sent>(gateways[0]?.url ?? '', SEND, {
        input: { ...input, idempotencyKey: null },
      });
      const id = unkeyed.data.sendMessage.correlationId;
      expect(unkeyed.data.sendMessage.userErrors).toMatchObject([{ code: 'SEND_UNKNOWN' }]);
      const asked = async () => (await ask<Asked>(gateways[1]?.url ?? '', ATTEMPT, { id })).data.sendAttempt;
      expect(await asked()).toMatchObject({ state: 'UNKNOWN', idempotencyKey: null });
      await postWebhook(gateways[0]?.url ?? '', statusOf(seen(), 'wamid.traced'));
      await until(async () => (await asked())?.state === 'SENT');
      expect((await asked())?.message).toMatchObject({ id: 'wamid.traced' });
    });
  });
});
