import { setTimeout as sleep } from 'node:timers/promises';
import { Limiter } from '../../src/limits/limiter';
import { rateMeter } from '../../src/limits/meters/rate';
import { bindPolicies } from '../../src/limits/policies';
import { connectRedis } from '../../src/limits/redis/connect';
import { RedisStore } from '../../src/limits/redis/redis-store';
import type { Charge } from '../../src/limits/types';
import { until } from '../support/until';
import { mostWithin } from './support/arrivals';
import { describeOwnRedis, emptyRedis, startRedis, type TestRedis } from './support/redis-server';

const LIMIT = 60;
const REPLICAS = 3;

const throughput: Charge = { policy: 'throughput', key: 'throughput:1', meter: rateMeter(LIMIT, 40, 0) };
const windowed: Charge = {
  policy: 'managementCalls',
  key: 'managementCalls:1',
  meter: { kind: 'window', limit: 30, windowMs: 3_600_000 },
};
const policies = bindPolicies({ messagingLimit: { customers: 100 } });
const pair = policies.pair('1', 'somebody');
const customer = policies.messagingLimit('7', undefined, 'somebody');

/** A gateway's limiter, and how it fared with its store. */
interface Replica {
  limiter: Limiter;
  store: RedisStore;
  changes: string[];
}

async function replicaAt(url: string): Promise<Replica> {
  const changes: string[] = [];
  const store = await RedisStore.open({
    redis: connectRedis(url),
    onAlone: (_reason, replicas) => changes.push(`alone, one of ${replicas}`),
    onShared: () => changes.push('shared'),
  });
  return { limiter: new Limiter({ store }), store, changes };
}

/** Asks for as much as there is, through every replica, and says when each call passed. */
function flood(replicas: readonly Replica[]): { passed: number[][]; stop(): Promise<void> } {
  let isOver = false;
  const passed = replicas.map(() => [] as number[]);
  const callers = replicas.flatMap(({ limiter }, index) =>
    Array.from({ length: 20 }, async () => {
      while (!isOver) {
        const { at = 0 } = await limiter.acquire([throughput], { maxWaitMs: 10_000 });
        const now = performance.now();
        if (now - at > 2) void limiter.moved([throughput], at, now);
        passed[index]?.push(now);
      }
    }),
  );
  return {
    passed,
    stop: async () => {
      isOver = true;
      await Promise.all(callers);
    },
  };
}

describeOwnRedis('when Redis goes away and comes back', () => {
  let redis: TestRedis;
  let replicas: Replica[];

  beforeEach(async () => {
    redis = await startRedis({ own: true });
    await emptyRedis(redis.url);
    // One after the other, so that each has heard of the others.
    replicas = [];
    for (let count = 0; count < REPLICAS; count += 1) replicas.push(await replicaAt(redis.url));
  });
  afterEach(async () => {
    for (const { limiter } of replicas) await limiter.stop();
    await redis.stop();
  });

  test('replicas that share use the limit together, each some of it, and never more', async () => {
    const load = flood(replicas);
    await until(() => load.passed.flat().length > 2 * LIMIT);
    await load.stop();
    expect(mostWithin(1_000, load.passed.flat())).toBeLessThanOrEqual(LIMIT);
    for (const times of load.passed) expect(times.length).toBeGreaterThan(0);
  });

  test('each keeps its share meanwhile, and all together never pass more than the limit', async () => {
    // Let each hear how many there are.
    await sleep(2_500);
    const load = flood(replicas);
    await until(() => load.passed.flat().length > LIMIT / 2);
    await redis.kill();
    await until(() => replicas.every(({ store }) => store.isAlone));
    const before = load.passed.flat().length;
    await until(() => load.passed.flat().length > before + LIMIT);
    await redis.restart();
    await until(() => replicas.every(({ store }) => !store.isAlone));
    const after = load.passed.flat().length;
    await until(() => load.passed.flat().length > after + LIMIT);
    await load.stop();

    for (const { changes } of replicas) expect(changes).toEqual([`alone, one of ${REPLICAS}`, 'shared']);
    expect(mostWithin(1_000, load.passed.flat())).toBeLessThanOrEqual(LIMIT);
  }, 60_000);

  test('what was taken meanwhile counts when all share again', async () => {
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    await first.limiter.acquire([windowed]);
    await redis.kill();
    // Its share of 30 is 10, one of three having been seen.
    await sleep(100);
    let taken = 0;
    while (await first.limiter.acquire([windowed], { onLimit: 'REJECT' }).then(Boolean, () => false))
      taken += 1;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThanOrEqual(30);
    await redis.restart();
    await until(() => !first.store.isAlone);
    const [standing] = await first.store.peek([windowed]);
    expect(standing?.remaining).toBe(30 - taken);
  }, 60_000);

  test('what is given back meanwhile is whole then, and when all share again; not what was taken before', async () => {
    const [first] = replicas;
    if (!first) throw new Error('no replica');
    const { limiter, store } = first;
    await redis.kill();
    const before = performance.now();
    // Redis is found to be away by whoever asks it.
    await limiter.acquire([windowed]);
    const charges = [...pair, ...customer, windowed];
    const left = async () => (await store.peek(charges)).map(({ remaining }) => remaining);
    const whole = await left();
    const taken = [await limiter.acquire(charges), await limiter.acquire(charges)];
    const used = await left();
    await limiter.refund(charges, before);
    expect(await left()).toEqual(used);
    for (const { at = 0 } of taken) await limiter.refund(charges, at);
    expect(await left()).toEqual(whole);
    await redis.restart();
    await until(() => !store.isAlone);
    expect(await left()).toEqual([45, 100, 29]);
  }, 60_000);
});
