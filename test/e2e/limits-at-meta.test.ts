import { setTimeout as sleep } from 'node:timers/promises';
import { describeOwnRedis, startRedis, type TestRedis } from '../limits/support/redis-server';
import { freePort } from '../support/free-port';
import {
  type Arrival,
  byRecipient,
  pairViolations,
  repeated,
  utilisation,
  worstSecond,
} from '../support/meta-recorder/arrivals';
import { MetaRecorder } from '../support/meta-recorder/meta-recorder';
import { type Outcome, SendingSocket } from '../support/meta-recorder/offered-load';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { type Offered, offerMessages } from './support/offered-messages';
import { APP_SECRET, NUMBER } from './support/webhooks';

/** Meta's limit on a number of level STANDARD. */
const LIMIT = 80;
const OFFERED = 10 * LIMIT;
/** LIMITS_SECONDS=30 measures longer, and says whether nearly all of the limit was used: a matter of the machine, too. */
const { LIMITS_SECONDS } = process.env;
const SECONDS = Number(LIMITS_SECONDS ?? 6);
const LEAST_USED = LIMITS_SECONDS === undefined ? 0 : 0.95;
const TIMEOUT_MS = SECONDS * 1_000 + 120_000;

const textsOf = (arrivals: readonly Arrival[]): string[] => arrivals.map(({ text }) => text).sort();

function sentOf(offered: readonly Offered[]): string[] {
  const sent = offered.filter(({ outcome }) => outcome.kind === 'sent');
  return sent.map(({ text }) => text).sort();
}

function expectKept(arrivals: readonly Arrival[]): void {
  expect(worstSecond(arrivals)).toBeLessThanOrEqual(LIMIT);
  expect(pairViolations(arrivals)).toEqual([]);
  expect(repeated(arrivals)).toEqual([]);
}

/** Each person's messages came in the order in which they were sent; the texts are numbers. */
function expectInOrder(arrivals: readonly Arrival[]): void {
  for (const ofOne of byRecipient(arrivals).values()) {
    const numbers = ofOne.map(({ text }) => Number(text));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  }
}

describe("Meta's limits, measured at Meta, with ten times as much offered", () => {
  let folder: { path: string; remove(): Promise<void> };
  let recorder: MetaRecorder;
  let ports: string[];
  let gateways: GatewayProcess[];
  let environment: Record<string, string>;
  let redis: TestRedis | undefined;

  beforeEach(async () => {
    folder = await temporaryFolder();
    gateways = [];
    environment = {};
    redis = undefined;
  });
  afterEach(async () => {
    for (const gateway of gateways) await gateway.stop();
    await redis?.stop();
    await recorder.stop();
    await folder.remove();
  });

  /** Limits that the gateways share, three at most. */
  async function startSharing(): Promise<TestRedis> {
    redis = await startRedis({ own: true });
    environment = { REDIS_URL: redis.url, GATEWAY_REPLICAS: '3' };
    return redis;
  }

  /** Gateways that share what they store, and somebody in Meta's place who tells them what became of messages. */
  async function start(count: number): Promise<void> {
    ports = await Promise.all(Array.from({ length: count }, async () => String(await freePort())));
    const webhookUrls = ports.map((port) => `http://127.0.0.1:${port}/webhooks/whatsapp`);
    recorder = await MetaRecorder.start({ webhookUrls, appSecret: APP_SECRET });
    // One after the other: the first one makes the tables.
    for (const index of ports.keys()) gateways.push(await startGateway(index));
  }

  function startGateway(index: number): Promise<GatewayProcess> {
    return startGatewayProcess(folder.path, {
      PORT: ports[index] ?? '',
      WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
      META_APP_SECRET: APP_SECRET,
      GRAPH_API_URL: recorder.url,
      LOG_LEVEL: 'silent',
      ...environment,
    });
  }

  function offer(more: { each: number; keyed: boolean; seconds?: number }): Promise<Offered[]> {
    return offerMessages({
      urls: gateways.map(({ url }) => url),
      phoneNumberId: NUMBER,
      perSecond: OFFERED,
      seconds: SECONDS,
      maxWaitMs: 2_000,
      ...more,
    });
  }

  /** Ends a gateway as a power cut would, and starts it again. */
  async function restart(index: number): Promise<void> {
    await gateways[index]?.kill();
    gateways[index] = await startGateway(index);
  }

  async function sendAll(inputs: readonly Record<string, unknown>[]): Promise<Outcome[]> {
    const socket = await SendingSocket.open(gateways[0]?.url ?? '');
    const outcomes = await Promise.all(inputs.map((input) => socket.send(input)));
    socket.close();
    return outcomes;
  }

  async function expectAllOfTheLimit(): Promise<void> {
    const offered = await offer({ each: 3, keyed: false });
    const arrivals = await recorder.arrivals();
    expectKept(arrivals);
    expectInOrder(arrivals);
    expect(textsOf(arrivals)).toEqual(sentOf(offered));
    const refusals = offered.flatMap(({ outcome }) => (outcome.kind === 'refused' ? outcome.codes : []));
    expect(new Set(refusals)).toEqual(new Set(['RATE_LIMITED']));
    expect(utilisation(arrivals, LIMIT)).toBeGreaterThan(LEAST_USED);
  }

  /** Whatever was lost on the way was asked for again with its key. */
  async function expectNothingTwice(offered: readonly Offered[]): Promise<void> {
    const arrivals = await recorder.arrivals();
    expectKept(arrivals);
    expect(textsOf(arrivals)).toEqual(expect.arrayContaining(sentOf(offered)));
    expect(offered.filter(({ outcome }) => outcome.kind === 'lost')).toEqual([]);
  }

  it(
    'one gateway uses nearly all of the limit and never more, and keeps the order of a person’s messages',
    async () => {
      await start(1);
      await expectAllOfTheLimit();
    },
    TIMEOUT_MS,
  );

  it(
    'a gateway that is killed twice sends nothing twice and nothing beyond the limit',
    async () => {
      await start(1);
      const offering = offer({ each: 1, keyed: true });
      for (let kill = 0; kill < 2; kill += 1) {
        await sleep((SECONDS * 1_000) / 4);
        await restart(0);
      }
      await expectNothingTwice(await offering);
    },
    TIMEOUT_MS,
  );

  it(
    'a gateway that is killed still owes the burst that one person was sent',
    async () => {
      environment.LIMITS = JSON.stringify({ pair: { burst: 5, intervalSeconds: 60 } });
      await start(1);
      const burst = { phoneNumberId: NUMBER, to: '+16502000001', maxWaitMs: 60_000 };
      const offered = await sendAll(
        Array.from({ length: 5 }, (_, index) => ({ ...burst, content: { text: { body: String(index) } } })),
      );
      expect(new Set(offered.map(({ kind }) => kind))).toEqual(new Set(['sent']));
      await restart(0);
      const [after] = await sendAll([{ ...burst, maxWaitMs: 0, content: { text: { body: 'after' } } }]);
      expect(after).toMatchObject({ kind: 'refused', codes: ['RATE_LIMITED'] });
      expectKept(await recorder.arrivals());
    },
    TIMEOUT_MS,
  );

  describeOwnRedis('with Redis', () => {
    it(
      'three gateways share the limit as one',
      async () => {
        await startSharing();
        await start(3);
        await expectAllOfTheLimit();
      },
      TIMEOUT_MS,
    );

    it(
      'a gateway and Redis can be killed: nothing is sent twice, and nothing beyond the limit',
      async () => {
        const shared = await startSharing();
        await start(3);
        const offering = offer({ each: 1, keyed: true, seconds: SECONDS * 2 });
        await sleep(SECONDS * 300);
        await restart(1);
        await sleep(SECONDS * 300);
        await shared.kill();
        await sleep(SECONDS * 300);
        await shared.restart();
        await sleep(SECONDS * 300);
        await restart(2);
        await expectNothingTwice(await offering);
      },
      TIMEOUT_MS,
    );
  });
});
