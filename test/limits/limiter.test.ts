import { setTimeout as sleep } from 'node:timers/promises';
import { Limiter } from '../../src/limits/limiter';
import { MemoryStore } from '../../src/limits/memory-store';
import {
  type AcquireOptions,
  type Charge,
  LimitExceededError,
  type LimitStore,
} from '../../src/limits/types';
import { ManualClock } from './support/manual-clock';

const fast: Charge = {
  policy: 'throughput',
  key: 'number',
  meter: {
    kind: 'rate',
    limit: 1_000,
    reserve: 0,
    windowMs: 1_000,
    intervalMs: 2,
    toleranceMs: 0,
    smoothingMs: 0,
  },
};
const personal = (person: string, intervalMs = 150): Charge => ({
  policy: 'pair',
  key: `pair:${person}`,
  meter: { kind: 'borrow', intervalMs, burst: 1, burstWindowMs: 0 },
});

let limiter: Limiter;
let order: string[];

beforeEach(() => {
  limiter = new Limiter({ store: new MemoryStore() });
  order = [];
});
afterEach(() => limiter.stop());

async function call(name: string, charges: Charge[], options: AcquireOptions = {}): Promise<void> {
  await limiter.acquire(charges, options);
  order.push(name);
}

test('calls wait in the order in which they came', async () => {
  const names = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(names.map((name) => call(name, [fast])));
  expect(order).toEqual(names);
});

test('who is less patient than those who wait for the same is told of what is in the way, and when it ends', async () => {
  const closed: Charge = { policy: 'endpointCalls', key: 'messages', meter: { kind: 'gate' } };
  await limiter.close([closed], 20_000);
  const patient = call('patient', [fast, closed], { maxWaitMs: 60_000 }).catch(() => undefined);
  const refusal = (maxWaitMs: number) =>
    call('late', [fast, closed], { maxWaitMs }).catch((error: unknown) => error);
  const refusals = await Promise.all([refusal(100), refusal(200)]);
  for (const each of refusals) {
    expect(each).toBeInstanceOf(LimitExceededError);
    expect(each).toMatchObject({ policy: 'endpointCalls' });
    expect((each as LimitExceededError).retryAfterMs).toBeGreaterThan(15_000);
  }
  await limiter.stop();
  await patient;
});

test('who loses patience together with others is told to come back after them', async () => {
  await limiter.acquire([fast]);
  const waiting = Array.from({ length: 50 }, () => call('late', [fast], { maxWaitMs: 200 }));
  // Meta closes it for longer than any of them waits.
  await limiter.close([fast], 300);
  const outcomes = await Promise.allSettled([...waiting, call('newcomer', [fast], { maxWaitMs: 60_000 })]);
  const told = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' && outcome.reason instanceof LimitExceededError
      ? [outcome.reason.retryAfterMs ?? 0]
      : [],
  );
  expect(told.length).toBeGreaterThan(1);
  expect(Math.max(...told) - Math.min(...told)).toBeGreaterThanOrEqual((told.length - 1) * 2);
});

test('who waits for one person does not hold up who writes to others, and keeps the order', async () => {
  await Promise.all([
    call('a1', [fast, personal('a')]),
    call('a2', [fast, personal('a')]),
    call('a3', [fast, personal('a')]),
    call('b1', [fast, personal('b')]),
    call('c1', [fast, personal('c')]),
  ]);
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
});

test('who waits for what is given back waits no longer', async () => {
  const slow = personal('a', 60_000);
  const alone = personal('b', 60_000);
  const taken = [await limiter.acquire([fast, slow]), await limiter.acquire([alone])];
  const patience = { maxWaitMs: 90_000 };
  const waiting = [
    call('second', [fast, slow], patience),
    call('third', [alone], patience),
    call('last', [fast, slow], patience),
  ];
  await sleep(20);
  expect(order).toEqual([]);
  await limiter.refund([slow], taken[0]?.at ?? 0);
  await limiter.refund([alone], taken[1]?.at ?? 0);
  await Promise.all(waiting.slice(0, 2));
  expect(order).toEqual(['second', 'third']);
  expect(limiter.counts.waiting).toBe(1);
  const stopped = limiter.stop();
  await expect(waiting[2]).rejects.toThrow('stops');
  await stopped;
});

test('single calls go before bulk, of which one in ten passes all the same', async () => {
  limiter.close([fast], 50);
  const bulk = Array.from({ length: 5 }, (_, index) => call(`bulk${index}`, [fast], { priority: 'BULK' }));
  const single = Array.from({ length: 30 }, (_, index) => call(`single${index}`, [fast]));
  await Promise.all([...bulk, ...single]);
  expect(order.indexOf('single0')).toBe(0);
  expect(order.indexOf('bulk0')).toBe(10);
  expect(order.indexOf('bulk1')).toBe(21);
  expect(order.indexOf('single29')).toBeLessThan(order.indexOf('bulk3'));
});

test('who would wait too long is refused at the door, also where others take half of the places', async () => {
  const slow: Charge = {
    ...fast,
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
  const store = new MemoryStore();
  const ours = new Limiter({ store });
  const all = Array.from({ length: 60 }, async () => {
    await ours.acquire([slow], { maxWaitMs: 60_000 });
    store.note([slow]);
  });
  while (ours.waitingFor(slow.key) > 30) await Promise.race(all.splice(0, 1));
  const stopped = Promise.allSettled(all);
  const before = ours.waitingFor(slow.key);
  // Enough if all places were ours.
  const late = ours.acquire([slow], { maxWaitMs: before * 10 * 1.4 });
  expect(ours.waitingFor(slow.key)).toBe(before);
  await expect(late).rejects.toBeInstanceOf(LimitExceededError);
  await ours.stop();
  await stopped;
});

test('a process that stalled for a moment does not think that it will always be so slow', async () => {
  const clock = new ManualClock();
  const stalled = new Limiter({ store: new MemoryStore(clock.now), now: clock.now });
  const waiting = Array.from({ length: 60 }, () => stalled.acquire([fast], { maxWaitMs: 60_000 }));
  await waiting[0];
  const steps = Array.from({ length: 20 }, (_, index) => (index === 10 ? 300 : 2));
  for (const [index, ms] of steps.entries()) {
    clock.advance(ms);
    await waiting[index + 1];
  }
  const newcomer = stalled.acquire([fast], { maxWaitMs: 2_000 });
  expect(stalled.waitingFor(fast.key)).toBeGreaterThan(30);
  const all = Promise.allSettled([...waiting, newcomer]);
  await stalled.stop();
  await all;
  await expect(newcomer).rejects.not.toBeInstanceOf(LimitExceededError);
});

test('a refusal says which limit and when, and comes at once when waiting cannot be enough', async () => {
  await call('first', [personal('a', 60_000)]);
  const started = performance.now();
  const refusal = await limiter
    .acquire([personal('a', 60_000)], { maxWaitMs: 5_000 })
    .catch((error: unknown) => error);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(refusal).toBeInstanceOf(LimitExceededError);
  expect(refusal).toMatchObject({ policy: 'pair' });
  expect((refusal as LimitExceededError).retryAfterMs).toBeGreaterThan(50_000);
  expect(limiter.counts.refused.get('pair')).toBe(1);
});

test('a queue longer than the patience is refused at the door', async () => {
  const waiting = Array.from({ length: 100 }, (_, index) => call(String(index), [fast]));
  await expect(limiter.acquire([fast], { maxWaitMs: 100 })).rejects.toMatchObject({ policy: 'throughput' });
  await Promise.all(waiting);
});

test('who goes away leaves the queue', async () => {
  const gone = new AbortController();
  const first = call('first', [personal('a')]);
  const leaving = call('leaving', [personal('a')], { presence: gone });
  const staying = call('staying', [personal('a')]);
  gone.abort(new Error('gone'));
  await expect(leaving).rejects.toThrow('gone');
  await Promise.all([first, staying]);
  expect(order).toEqual(['first', 'staying']);
  expect(limiter.counts.waiting).toBe(0);
});

test('only so many may wait', async () => {
  limiter = new Limiter({ store: new MemoryStore(), maxWaiting: 2 });
  await call('first', [personal('a')]);
  const waiting = [call('second', [personal('a')]), call('third', [personal('a')])];
  await expect(limiter.acquire([personal('a')])).rejects.toThrow(/wait already/);
  await Promise.all(waiting);
});

test('a call that comes back has its old place', async () => {
  const ticket = limiter.ticket();
  limiter.close([fast], 50);
  const later = [call('later1', [fast]), call('later2', [fast])];
  await Promise.all([...later, call('again', [fast], { ticket })]);
  expect(order).toEqual(['again', 'later1', 'later2']);
});

test('a closed limit opens by itself, and the order is kept', async () => {
  limiter.close([fast], 100);
  await Promise.all([call('1', [fast]), call('2', [fast]), call('3', [fast])]);
  expect(order).toEqual(['1', '2', '3']);
});

test('who has been given a place takes it, however late it is', async () => {
  const memory = new MemoryStore();
  // As with Redis, whose clock may be a little behind.
  const acquire: LimitStore['acquire'] = async (claims) =>
    claims.map(({ charges, maxAheadMs }) => {
      const decision = memory.decide(charges);
      return decision.granted ? { ...decision, at: decision.at + maxAheadMs + 20 } : decision;
    });
  const ahead: LimitStore = {
    acquire,
    aheadMs: 250,
    note: (charges) => memory.note(charges),
    close: (charges, forMs) => memory.close(charges, forMs),
    calibrate: (charge, used) => memory.calibrate(charge, used),
    refund: (charges, at) => memory.refund(charges, at),
    join: (from, to) => memory.join(from, to),
    peek: (charges) => memory.peek(charges),
    stop: () => memory.stop(),
  };
  limiter = new Limiter({ store: ahead });
  await call('late', [fast], { maxWaitMs: 60 });
  expect(order).toEqual(['late']);
});
