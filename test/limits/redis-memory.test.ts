import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { DatabaseAllowanceBook } from '../../src/domains/limits/database-allowance-book';
import { bindPolicies } from '../../src/limits/policies';
import { connectRedis } from '../../src/limits/redis/connect';
import { RedisStore } from '../../src/limits/redis/redis-store';
import type { Charge, Decision } from '../../src/limits/types';
import { type Database, openDatabase } from '../../src/store/database';
import { onEachDatabase } from '../support/databases';
import { describeOwnRedis, startRedis, type TestRedis } from './support/redis-server';

const policies = bindPolicies({ messagingLimit: { customers: 4 }, templateCreation: { perHour: 10 } });
const pair = policies.pair('1', 'somebody');
const creation = policies.templateCreation('7');
const customer = (person: string) => policies.messagingLimit('700', undefined, person);
/** Counted for a number whose portfolio is not known. */
const alone = (person: string) => policies.messagingLimit('1', undefined, person);
const BURST = 45;
const throughput = policies.throughput('1', 'standard', 0);

async function join(store: RedisStore): Promise<void> {
  const [[from], [to]] = [alone(''), customer('')];
  if (from && to) await store.join(from, to);
}

async function ask(store: RedisStore, charges: readonly Charge[]): Promise<Decision> {
  const [decision] = await store.acquire([{ charges, maxAheadMs: 250 }]);
  if (!decision) throw new Error('no decision');
  return decision;
}

/** Asks until it is refused for longer than to ask again soon; says how often it passed before. */
async function drain(store: RedisStore, charges: readonly Charge[]): Promise<number> {
  for (let passed = 0; ; ) {
    const decision = await ask(store, charges);
    if (decision.granted) passed += 1;
    else if (decision.at - performance.now() > 5_000) return passed;
    else await sleep(20);
  }
}

describeOwnRedis('when Redis loses its memory', () => {
  onEachDatabase('which the replicas wrote down', (newDatabase) => {
    let redis: TestRedis;
    let database: Database;
    let stores: RedisStore[];

    async function newReplica(): Promise<RedisStore> {
      const store = await RedisStore.open({
        redis: connectRedis(redis.url),
        replicas: 2,
        book: new DatabaseAllowanceBook(database),
      });
      stores.push(store);
      return store;
    }

    async function until(isSo: (store: RedisStore) => boolean): Promise<void> {
      while (!stores.every(isSo)) await sleep(20);
    }

    /** Resolves with when the last of them was let through. */
    async function take(store: RedisStore, charges: readonly Charge[], times = 1): Promise<number> {
      for (let taken = 0; ; ) {
        const { granted, at } = await ask(store, charges);
        if (granted) taken += 1;
        else await sleep(20);
        if (taken === times) return at;
      }
    }

    beforeEach(async () => {
      redis = await startRedis({ own: true });
      database = await openDatabase(await newDatabase());
      stores = [];
    });
    afterEach(async () => {
      for (const store of stores) await store.stop();
      await redis.stop();
      await database.close();
    });

    test('a burst is owed by all replicas, alone, new and together again', async () => {
      const one = await newReplica();
      const other = await newReplica();
      await take(one, pair, 25);
      await take(other, pair, BURST - 25);
      await redis.kill();
      // One is ended without a word, and another one comes.
      const third = await newReplica();
      for (const store of [one, other, third]) expect(await drain(store, pair)).toBe(0);
      await redis.restart();
      await until(({ isAlone }) => !isAlone);
      for (const store of stores) expect(await drain(store, pair)).toBe(0);
      expect((await ask(one, pair)).at - performance.now()).toBeGreaterThan(200_000);
    }, 60_000);

    test('windows and customers are counted once, whoever took them and when', async () => {
      const one = await newReplica();
      const other = await newReplica();
      await take(one, creation, 4);
      await take(other, creation, 2);
      await take(one, customer('a'));
      await take(other, customer('b'));
      await redis.kill();
      const alone = (await drain(one, creation)) + (await drain(other, creation));
      // Of the ten four are left: two for each, or fewer for who goes alone after the other took some.
      expect(alone).toBeGreaterThan(0);
      expect(alone).toBeLessThanOrEqual(4);
      for (const store of stores) expect(await drain(store, customer('c'))).toBe(0);
      await redis.restart();
      await until(({ isAlone }) => !isAlone);
      expect(await drain(other, creation)).toBe(4 - alone);
      await take(other, customer('a'));
      await take(other, customer('c'));
      await take(one, customer('d'));
      expect(await drain(one, customer('e'))).toBe(0);
    }, 60_000);

    test('what was given back nobody owes; customers are never given back whom Redis was told of', async () => {
      const one = await newReplica();
      const other = await newReplica();
      const places = [await take(one, pair), await take(one, pair)];
      for (const at of places) await one.refund(pair, at);
      await take(one, customer('a'));
      const at = await take(other, customer('a'));
      const emptier = new Redis(redis.url);
      await emptier.flushall();
      await emptier.quit();
      await take(other, customer('b'));
      await other.refund(customer('a'), at);
      expect((await one.peek(pair))[0]).toMatchObject({ remaining: BURST, resetMs: 0 });
      expect((await one.peek(customer('')))[0]).toMatchObject({ remaining: 2 });
    }, 60_000);

    test.each([true, false])(
      "who was counted for a number alone is its portfolio's (Redis there: %p)",
      async (isThere) => {
        const one = await newReplica();
        const other = await newReplica();
        await take(one, alone('a'));
        await take(other, alone('b'));
        await take(other, customer('c'));
        if (isThere) await join(one);
        await redis.kill();
        while (!one.isAlone) await ask(one, throughput);
        if (!isThere) await join(one);
        expect(await drain(one, customer('d'))).toBe(0);
        await redis.restart();
        await until(({ isAlone }) => !isAlone);
        await take(other, customer('a'));
        await take(one, customer('d'));
        for (const store of stores) expect(await drain(store, customer('e'))).toBe(0);
      },
      60_000,
    );

    test('a Redis that is emptied behind a connection that holds is told before it grants anything', async () => {
      const one = await newReplica();
      const other = await newReplica();
      await take(one, pair, 25);
      await take(other, pair, BURST - 25);
      await take(one, creation, 6);
      await one.refund(creation, performance.now());
      const emptier = new Redis(redis.url);
      await emptier.flushall();
      await emptier.quit();
      const flushedAt = performance.now();
      const granted = await (async () => {
        for (;;) {
          const decision = await ask(other, throughput);
          if (decision.granted) return decision.at;
          await sleep(20);
        }
      })();
      expect(granted - flushedAt).toBeGreaterThan(1_040);
      for (const store of stores) expect(await drain(store, pair)).toBe(0);
      expect(await drain(other, creation)).toBe(5);
      expect(stores.some(({ isAlone }) => isAlone)).toBe(false);
    }, 60_000);
  });
});
