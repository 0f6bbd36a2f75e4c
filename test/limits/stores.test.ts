import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAllowanceBook } from '../../src/domains/limits/database-allowance-book';
import { DurableStore } from '../../src/limits/durable-store';
import { MemoryStore } from '../../src/limits/memory-store';
import { rateMeter } from '../../src/limits/meters/rate';
import { connectRedis } from '../../src/limits/redis/connect';
import { RedisStore } from '../../src/limits/redis/redis-store';
import type { Charge, Decision, LimitStore } from '../../src/limits/types';
import { type Database, openDatabase } from '../../src/store/database';
import { BlankDatabase } from '../support/blank-database';
import { sqliteDatabases } from '../support/databases';
import { ManualClock } from './support/manual-clock';
import { describeRedis, emptyRedis, startRedis, type TestRedis } from './support/redis-server';

/** The time that a store goes by: its own where it can be given one, else that of the machine. */
interface Time {
  now(): number;
  pass(ms: number): Promise<unknown>;
}

const machineTime: Time = { now: () => performance.now(), pass: (ms) => sleep(ms) };

function manualTime(): Time {
  const clock = new ManualClock();
  return { now: clock.now, pass: async (ms) => clock.advance(ms) };
}

/** A replica learns with each answer how far its clock is from that of Redis: at first, and on a busy machine, it may be so far off. */
const CLOCK_MS = 25;

let store: LimitStore;
let time: Time;

async function ask(...charges: Charge[]): Promise<Decision> {
  const [decision] = await store.acquire([{ charges, maxAheadMs: 0 }]);
  if (!decision) throw new Error('no decision');
  return decision;
}

const waitOf = (decision: Decision) => (decision.granted ? 0 : decision.at - time.now());

const rate = (key: string, limit = 5): Charge => ({
  policy: 'throughput',
  key: `throughput:${key}`,
  subject: key,
  meter: {
    kind: 'rate',
    limit,
    reserve: 0,
    windowMs: 1_000,
    intervalMs: 1_000 / limit,
    toleranceMs: 1_000,
    smoothingMs: 0,
  },
});
const pair = (key: string): Charge => ({
  policy: 'pair',
  key: `pair:${key}`,
  meter: { kind: 'borrow', burst: 3, intervalMs: 2_000, burstWindowMs: 1_500 },
});
const windowed = (key: string, limit = 3, windowMs = 2_000): Charge => ({
  policy: 'templateCreation',
  key: `templateCreation:${key}`,
  meter: { kind: 'window', limit, windowMs },
});
const unique = (key: string, member: string): Charge => ({
  policy: 'messagingLimit',
  key: `messagingLimit:${key}`,
  meter: { kind: 'unique', limit: 2, windowMs: 60_000 },
  member,
});
const gate: Charge = { policy: 'platformCalls', key: 'platformCalls', meter: { kind: 'gate' } };

/** What holds of every store. */
function behavesAsStore(): void {
  test('a rate lets its limit through, and no more within its window', async () => {
    const passed: number[] = [];
    const until = time.now() + 2_500;
    while (time.now() < until) {
      const decision = await ask(rate('a'));
      if (decision.granted) passed.push(decision.at);
      else await time.pass(Math.max(1, waitOf(decision)));
    }
    expect(passed.length).toBeGreaterThan(8);
    passed.forEach((at, index) => {
      const last = passed[index + 5];
      if (last !== undefined) expect(last - at).toBeGreaterThan(1_000 - CLOCK_MS);
    });
  });

  test('places in reserve are left free by calls, and taken by what is counted without being asked for', async () => {
    const whole = rate('reserved');
    if (whole.meter.kind !== 'rate') throw new Error('not a rate');
    const charge: Charge = { ...whole, meter: { ...whole.meter, reserve: 2 } };
    for (let count = 0; count < 3; count += 1) expect((await ask(charge)).granted).toBe(true);
    expect((await ask(charge)).granted).toBe(false);
    expect((await store.peek([charge]))[0]).toMatchObject({ limit: 5, remaining: 0 });
    await store.note([charge]);
    expect((await store.peek([whole]))[0]).toMatchObject({ remaining: 1 });
    expect((await ask(whole)).granted).toBe(true);
    expect((await ask(whole)).granted).toBe(false);
  });

  test('claims that are put together see what those before them took', async () => {
    const claims = Array.from({ length: 7 }, () => ({ charges: [rate('b')], maxAheadMs: 0 }));
    const decisions = await store.acquire(claims);
    expect(decisions.map(({ granted }) => granted)).toEqual([true, true, true, true, true, false, false]);
  });

  test('a call that left late counts from when it left, behind those that left before it', async () => {
    const slow: Charge = { ...rate('late', 3), meter: { ...rateMeter(3, 59_000, 0), intervalMs: 0 } };
    const places: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      places.push((await ask(slow)).at);
      await time.pass(3 * CLOCK_MS);
    }
    const [first = 0, second = 0, third = 0] = places;
    const nextAt = async () => (await ask(slow)).at - 60_000;
    await store.moved?.([slow], first, first + 10_000);
    expect(Math.abs((await nextAt()) - second)).toBeLessThan(CLOCK_MS);
    await Promise.all([
      store.moved?.([slow], second, second + 20_000),
      store.moved?.([slow], third, third + 30_000),
    ]);
    expect(Math.abs((await nextAt()) - (first + 10_000))).toBeLessThan(CLOCK_MS);
  });

  test('a burst is paid back before anything follows', async () => {
    for (let count = 0; count < 3; count += 1) expect((await ask(pair('a'))).granted).toBe(true);
    const refused = await ask(pair('a'));
    expect(waitOf(refused)).toBeGreaterThan(2_000);
    expect(waitOf(refused)).toBeLessThanOrEqual(6_001);
    expect((await ask(pair('b'))).granted).toBe(true);
  });

  test('a window counts, gives back, and is corrected', async () => {
    const charge = windowed('a', 10, 60_000);
    await ask(charge);
    await ask(charge);
    expect((await store.peek([charge]))[0]).toMatchObject({ remaining: 8, limit: 10 });
    await store.refund([charge], time.now());
    expect((await store.peek([charge]))[0]).toMatchObject({ remaining: 9 });
    await store.calibrate(charge, 10);
    expect((await ask(charge)).granted).toBe(false);
    await store.calibrate(charge, 4);
    expect((await store.peek([charge]))[0]).toMatchObject({ remaining: 6 });
  });

  test('a window has room again when what it holds is old enough', async () => {
    for (let count = 0; count < 3; count += 1) expect((await ask(windowed('b'))).granted).toBe(true);
    const refused = await ask(windowed('b'));
    expect(refused.granted).toBe(false);
    await time.pass(waitOf(refused) + 5);
    expect((await ask(windowed('b'))).granted).toBe(true);
  });

  test('a limit below what is asked for can never be passed', async () => {
    expect(await ask(windowed('c', 0))).toMatchObject({ granted: false, at: Number.POSITIVE_INFINITY });
  });

  test('members are counted once', async () => {
    expect((await ask(unique('a', 'x'))).granted).toBe(true);
    expect((await ask(unique('a', 'y'))).granted).toBe(true);
    expect((await ask(unique('a', 'x'))).granted).toBe(true);
    expect((await ask(unique('a', 'z'))).granted).toBe(false);
    expect((await store.peek([unique('a', '')]))[0]).toMatchObject({ remaining: 0, limit: 2 });
  });

  test('a burst that is given back is owed no more, and there is room for another', async () => {
    const places = [await ask(pair('back')), await ask(pair('back')), await ask(pair('back'))];
    expect((await ask(pair('back'))).granted).toBe(false);
    for (const { at } of places) await store.refund([pair('back')], at);
    expect((await store.peek([pair('back')]))[0]).toMatchObject({ remaining: 3, resetMs: 0 });
    for (let count = 0; count < 3; count += 1) expect((await ask(pair('back'))).granted).toBe(true);
    expect(waitOf(await ask(pair('back')))).toBeGreaterThan(5_000);
  });

  test('of a burst of which one is given back the others are owed', async () => {
    await ask(pair('part'));
    await ask(pair('part'));
    await time.pass(50);
    const last = await ask(pair('part'));
    await store.refund([pair('part')], last.at);
    expect((await store.peek([pair('part')]))[0]?.resetMs).toBeLessThanOrEqual(4_000);
    expect((await ask(pair('part'))).granted).toBe(true);
    const refused = await ask(pair('part'));
    expect(refused.granted).toBe(false);
    expect(waitOf(refused)).toBeGreaterThan(5_000);
  });

  test('the first of a burst is given back: what follows it is owed from when it was', async () => {
    const first = await ask(pair('first'));
    await time.pass(300);
    const second = await ask(pair('first'));
    await store.refund([pair('first')], first.at);
    await time.pass(Math.max(1, first.at + 1_510 - time.now()));
    const refused = await ask(pair('first'));
    expect(refused.granted).toBe(false);
    expect(refused.at).toBeGreaterThan(second.at + 2_000 - CLOCK_MS);
  });

  test('of a burst that is paid back there is nothing to give: the next one is owed', async () => {
    const single: Charge = {
      ...pair('late'),
      meter: { kind: 'borrow', burst: 1, intervalMs: 400, burstWindowMs: 0 },
    };
    const first = await ask(single);
    await time.pass(Math.max(1, first.at + 405 - time.now()));
    expect((await ask(single)).granted).toBe(true);
    await store.refund([single], first.at);
    expect((await ask(single)).granted).toBe(false);
  });

  test('a member that is given back is forgotten, unless another call counted it too', async () => {
    const refused = await ask(unique('back', 'x'));
    await ask(unique('back', 'y'));
    await store.refund([unique('back', 'x')], refused.at);
    expect((await store.peek([unique('back', '')]))[0]).toMatchObject({ remaining: 1 });
    // Both counted z, the one that is refused before the other and after it.
    for (const isFirst of [true, false]) {
      const decisions = [await ask(unique('back', 'z')), await ask(unique('back', 'z'))];
      await store.refund([unique('back', 'z')], decisions[isFirst ? 0 : 1]?.at ?? 0);
      expect((await ask(unique('back', 'other'))).granted).toBe(false);
    }
    const before = await ask(unique('back', 'y'));
    await store.refund([unique('back', 'y')], before.at);
    expect((await ask(unique('back', 'other'))).granted).toBe(false);
  });

  test('what nobody took cannot be given back', async () => {
    const charges = [pair('none'), windowed('none'), unique('none', 'x'), rate('none')];
    await store.refund(charges, time.now());
    for (const standing of await store.peek(charges)) expect(standing.remaining).toBe(standing.limit);
  });

  test('who was counted for one key counts for the one that it joins, once', async () => {
    await ask(unique('number', 'x'));
    const refused = await ask(unique('portfolio', 'x'));
    await ask(unique('number', 'y'));
    await store.join(unique('number', ''), unique('portfolio', ''));
    // The other call, of the number, counted the same person.
    await store.refund([unique('portfolio', 'x')], refused.at);
    expect((await ask(unique('portfolio', 'y'))).granted).toBe(true);
    const further = await ask(unique('portfolio', 'z'));
    expect(further.granted).toBe(false);
    expect(waitOf(further)).toBeLessThanOrEqual(60_001);
    expect((await store.peek([unique('number', '')]))[0]).toMatchObject({ remaining: 2 });
  });

  test('what closes a key closes the one that it joins', async () => {
    await store.close([unique('closed', '')], 60_000);
    await store.join(unique('closed', ''), unique('open', ''));
    expect((await ask(unique('open', 'x'))).granted).toBe(false);
  });

  test('everything is taken, or nothing; the charge in the way is named', async () => {
    for (let count = 0; count < 3; count += 1) await ask(pair('c'));
    const before = await store.peek([rate('c')]);
    expect(await ask(rate('c'), pair('c'))).toMatchObject({ granted: false, charge: 1 });
    expect(await store.peek([rate('c')])).toEqual(before);
  });

  test('what is closed is closed, whatever it counts', async () => {
    const charges = [rate('d'), pair('d'), windowed('d'), unique('d', 'x'), gate];
    await store.close(charges, 2_000);
    for (const charge of charges) {
      const refused = await ask(charge);
      expect(waitOf(refused)).toBeGreaterThan(100);
      expect((await store.peek([charge]))[0]?.resetMs).toBeGreaterThan(100);
    }
    await time.pass(2_005);
    for (const charge of charges) expect((await ask(charge)).granted).toBe(true);
  });

  test('what happened without being asked for counts', async () => {
    await store.note([rate('e'), rate('e'), rate('e'), rate('e'), rate('e')]);
    expect((await ask(rate('e'))).granted).toBe(false);
    expect((await store.peek([rate('e')]))[0]).toMatchObject({ remaining: 0, subject: 'e' });
  });

  test('another limit counts anew', async () => {
    for (let count = 0; count < 5; count += 1) await ask(rate('f'));
    expect((await ask(rate('f'))).granted).toBe(false);
    expect((await ask(rate('f', 50))).granted).toBe(true);
  });
}

describe('in memory', () => {
  beforeEach(() => {
    time = manualTime();
    store = new MemoryStore(time.now);
  });
  behavesAsStore();
});

describe('in memory, and written down', () => {
  const newDatabase = sqliteDatabases();
  let database: Database;
  let blank: BlankDatabase;
  beforeAll(async () => {
    database = await openDatabase(await newDatabase());
    blank = await BlankDatabase.of(database);
  });
  beforeEach(async () => {
    time = manualTime();
    store = await DurableStore.open({ book: new DatabaseAllowanceBook(database), now: time.now });
  });
  afterEach(async () => {
    await store.stop();
    expect(await blank.restore(database)).toBe(true);
  });
  afterAll(() => database.close());
  behavesAsStore();
});

describeRedis('in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    time = machineTime;
    await emptyRedis(redis.url);
    store = await RedisStore.open({ redis: connectRedis(redis.url) });
  });
  afterEach(() => store.stop());
  afterAll(() => redis.stop());
  behavesAsStore();

  test('two replicas share one limit', async () => {
    const other = await RedisStore.open({ redis: connectRedis(redis.url) });
    const claims = Array.from({ length: 3 }, () => ({ charges: [rate('shared')], maxAheadMs: 0 }));
    const decisions = [...(await store.acquire(claims)), ...(await other.acquire(claims))];
    expect(decisions.filter(({ granted }) => granted)).toHaveLength(5);
    await other.stop();
  });

  test('places lie a little ahead, in order', async () => {
    const spaced: Charge = {
      ...rate('ahead'),
      meter: {
        kind: 'rate',
        limit: 100,
        reserve: 0,
        windowMs: 1_000,
        intervalMs: 10,
        toleranceMs: 0,
        smoothingMs: 0,
      },
    };
    const claims = Array.from({ length: 20 }, () => ({ charges: [spaced], maxAheadMs: 1_000 }));
    const decisions = await store.acquire(claims);
    const places = decisions.flatMap((decision) => (decision.granted ? [decision.at] : []));
    expect(places).toHaveLength(20);
    places.forEach((at, index) => {
      const next = places[index + 1];
      if (next !== undefined) expect(next - at).toBeCloseTo(10, 1);
    });
  });

  test('a place is found again by a replica that knows better meanwhile how far its clock is off', async () => {
    const slow: Charge = { ...rate('clock', 1), meter: { ...rateMeter(1, 59_000, 0), intervalMs: 0 } };
    const decision = await ask(slow);
    if (!decision?.granted) throw new Error('The first place was not given.');
    await store.moved?.([slow], decision.at + 8, decision.at + 30_000);
    expect(waitOf(await ask(slow))).toBeGreaterThan(80_000);
  });

  test('what an empty Redis is asked first, it holds back for places given out before', async () => {
    await emptyRedis(redis.url);
    const client = connectRedis(redis.url);
    await client.connect();
    await client.del('{limits}:born');
    await client.quit();
    const refused = await ask(rate('fresh'));
    expect(waitOf(refused)).toBeGreaterThan(50);
  });
});
