import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { DatabaseAllowanceBook } from '../../src/domains/limits/database-allowance-book';
import { bindPolicies } from '../../src/limits/policies';
import { connectRedis } from '../../src/limits/redis/connect';
import { RedisStore } from '../../src/limits/redis/redis-store';
import type { Charge, Decision } from '../../src/limits/types';
import { type Database, openDatabase } from '../../src/store/database';
import { onEachDatabase } from '../support/databases';
import { until } from '../support/until';
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

/** Replicas that share a Redis and a database of their own. */
class Setting {
  readonly stores: RedisStore[] = [];

  private constructor(
    readonly redis: TestRedis,
    private readonly database: Database,
  ) {}

  static async open(databaseUrl: string): Promise<Setting> {
    return new Setting(await startRedis({ own: true }), await openDatabase(databaseUrl));
  }

  async newReplica(): Promise<RedisStore> {
    const store = await RedisStore.open({
      redis: connectRedis(this.redis.url),
      replicas: 2,
      book: new DatabaseAllowanceBook(this.database),
    });
    this.stores.push(store);
    return store;
  }

  until(isSo: (store: RedisStore) => boolean): Promise<void> {
    return until(() => this.stores.every(isSo));
  }

  async emptyRedis(): Promise<void> {
    const emptier = new Redis(this.redis.url);
    await emptier.flushall();
    await emptier.quit();
  }

  /** What Redis knows now is all that it will know after a restart. */
  async saveRedis(): Promise<void> {
    const saver = new Redis(this.redis.url);
    await saver.save();
    await saver.quit();
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.stop();
    await this.redis.stop();
    await this.database.close();
  }
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

describeOwnRedis('when Redis loses its memory', () => {
  onEachDatabase('which the replicas wrote down', (newDatabase) => {
    /** They mostly wait for times that replicas agree on: all of them wait at once. */
    const testApart = (name: string, run: (setting: Setting) => Promise<void>) =>
      test.concurrent(name, async () => {
        const setting = await Setting.open(await newDatabase());
        try {
          await run(setting);
        } finally {
          await setting.close();
        }
      }, 60_000);

    testApart('a burst is owed by all replicas, alone, new and together again', async (setting) => {
      const one = await setting.newReplica();
      const other = await setting.newReplica();
      await take(one, pair, 25);
      await take(other, pair, BURST - 25);
      await setting.redis.kill();
      // One is ended without a word, and another one comes.
      const third = await setting.newReplica();
      for (const store of [one, other, third]) expect(await drain(store, pair)).toBe(0);
      await setting.redis.restart();
      await setting.until(({ isAlone }) => !isAlone);
      for (const store of setting.stores) expect(await drain(store, pair)).toBe(0);
      expect((await ask(one, pair)).at - performance.now()).toBeGreaterThan(200_000);
    });

    testApart('windows and customers are counted once, whoever took them and when', async (setting) => {
      const one = await setting.newReplica();
      const other = await setting.newReplica();
      await take(one, creation, 4);
      await take(other, creation, 2);
      await take(one, customer('a'));
      await take(other, customer('b'));
      await setting.redis.kill();
      const alone = (await drain(one, creation)) + (await drain(other, creation));
      // Of the ten four are left: two for each, or fewer for who goes alone after the other took some.
      expect(alone).toBeGreaterThan(0);
      expect(alone).toBeLessThanOrEqual(4);
      for (const store of setting.stores) expect(await drain(store, customer('c'))).toBe(0);
      await setting.redis.restart();
      await setting.until(({ isAlone }) => !isAlone);
      expect(await drain(other, creation)).toBe(4 - alone);
      await take(other, customer('a'));
      await take(other, customer('c'));
      await take(one, customer('d'));
      expect(await drain(one, customer('e'))).toBe(0);
    });

    testApart(
      'what was given back nobody owes; customers are never given back whom Redis was told of',
      async (setting) => {
        const one = await setting.newReplica();
        const other = await setting.newReplica();
        const places = [await take(one, pair), await take(one, pair)];
        for (const at of places) await one.refund(pair, at);
        await take(one, customer('a'));
        const at = await take(other, customer('a'));
        await setting.emptyRedis();
        await take(other, customer('b'));
        await other.refund(customer('a'), at);
        expect((await one.peek(pair))[0]).toMatchObject({ remaining: BURST, resetMs: 0 });
        expect((await one.peek(customer('')))[0]).toMatchObject({ remaining: 2 });
      },
    );

    for (const isThere of [true, false]) {
      testApart(
        `who was counted for a number alone is its portfolio's (Redis there: ${isThere})`,
        async (setting) => {
          const one = await setting.newReplica();
          const other = await setting.newReplica();
          await take(one, alone('a'));
          await take(other, alone('b'));
          await take(other, customer('c'));
          if (isThere) await join(one);
          await setting.redis.kill();
          while (!one.isAlone) await ask(one, throughput);
          if (!isThere) await join(one);
          expect(await drain(one, customer('d'))).toBe(0);
          await setting.redis.restart();
          await setting.until(({ isAlone }) => !isAlone);
          await take(other, customer('a'));
          await take(one, customer('d'));
          for (const store of setting.stores) expect(await drain(store, customer('e'))).toBe(0);
        },
      );
    }

    testApart('a Redis that comes back knowing less than it did is told the rest', async (setting) => {
      const one = await setting.newReplica();
      const other = await setting.newReplica();
      await take(one, pair, 25);
      await take(one, creation, 4);
      await take(one, customer('a'));
      await setting.saveRedis();
      await take(other, pair, BURST - 25);
      await take(other, creation, 2);
      await take(other, customer('b'));
      await setting.redis.kill();
      for (const store of setting.stores) while (!store.isAlone) await ask(store, throughput);
      await setting.redis.restart();
      await setting.until(({ isAlone }) => !isAlone);
      for (const store of setting.stores) expect(await drain(store, pair)).toBe(0);
      expect(await drain(one, creation)).toBe(4);
      await take(one, customer('a'));
      await take(other, customer('c'));
      await take(one, customer('d'));
      expect(await drain(other, customer('e'))).toBe(0);
    });

    testApart(
      'a Redis that is emptied behind a connection that holds is told before it grants anything',
      async (setting) => {
        const one = await setting.newReplica();
        const other = await setting.newReplica();
        await take(one, pair, 25);
        await take(other, pair, BURST - 25);
        await take(one, creation, 6);
        await one.refund(creation, performance.now());
        const emptiedAt = performance.now();
        await setting.emptyRedis();
        const granted = await (async () => {
          for (;;) {
            const decision = await ask(other, throughput);
            if (decision.granted) return decision.at;
            await sleep(20);
          }
        })();
        expect(granted - emptiedAt).toBeGreaterThan(1_040);
        for (const store of setting.stores) expect(await drain(store, pair)).toBe(0);
        expect(await drain(other, creation)).toBe(5);
        expect(setting.stores.some(({ isAlone }) => isAlone)).toBe(false);
      },
    );
  });
});
