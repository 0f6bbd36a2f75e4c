import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAllowanceBook } from '../../src/domains/limits/database-allowance-book';
import { DurableStore } from '../../src/limits/durable-store';
import { rateMeter } from '../../src/limits/meters/rate';
import { bindPolicies } from '../../src/limits/policies';
import type { Charge, Decision, LimitStore } from '../../src/limits/types';
import { type Database, openDatabase } from '../../src/store/database';
import { onEachDatabase } from '../support/databases';

const policies = bindPolicies({ messagingLimit: { customers: 2 } });
const rate: Charge = {
  policy: 'throughput',
  key: 'throughput:1',
  meter: { ...rateMeter(5, 60_000, 0), intervalMs: 0 },
};
const pair = policies.pair('1', 'somebody');
const gate = policies.spamRate('1', true);
const creation = policies.templateCreation('7');
const customer = (person: string) => policies.messagingLimit('700', undefined, person);

function ask(store: LimitStore, charges: readonly Charge[]): Decision {
  const decisions = store.acquire([{ charges, maxAheadMs: 0 }]);
  const [decision] = decisions instanceof Promise ? [] : decisions;
  if (!decision) throw new Error('no decision');
  return decision;
}

onEachDatabase('limits of one process, over a new start', (newDatabase) => {
  let database: Database;
  let store: DurableStore;

  const open = () => DurableStore.open({ book: new DatabaseAllowanceBook(database) });

  /** The next process: it knows what is in the database, and nothing else. */
  async function startAnew(): Promise<void> {
    await store.stop();
    store = await open();
  }

  beforeEach(async () => {
    database = await openDatabase(await newDatabase());
    store = await open();
  });
  afterEach(async () => {
    await store.stop();
    await database.close();
  });

  test('a burst that is not paid back is still owed', async () => {
    for (let count = 0; count < 45; count += 1) expect(ask(store, pair).granted).toBe(true);
    await startAnew();
    const refused = ask(store, pair);
    expect(refused.granted).toBe(false);
    expect(refused.at - performance.now()).toBeGreaterThan(200_000);
    expect(refused.at - performance.now()).toBeLessThan(45 * 6_050);
  });

  test('a burst goes on where it was', async () => {
    for (let count = 0; count < 10; count += 1) ask(store, pair);
    await startAnew();
    expect(store.peek(pair)[0]?.remaining).toBe(35);
  });

  test('long windows and customers are still counted, and members are the same', async () => {
    ask(store, [...creation, ...customer('a')]);
    ask(store, [...creation, ...customer('b')]);
    await startAnew();
    expect(store.peek(creation)[0]?.remaining).toBe(98);
    expect(ask(store, customer('a')).granted).toBe(true);
    expect(ask(store, customer('c')).granted).toBe(false);
    await startAnew();
    expect(ask(store, customer('c')).granted).toBe(false);
  });

  test('who was counted for a number is counted for its portfolio from then on', async () => {
    const [number] = policies.messagingLimit('1', undefined, 'a');
    const [portfolio] = customer('');
    if (!number || !portfolio) throw new Error('customers are not counted');
    ask(store, [number]);
    await startAnew();
    store.join(number, portfolio);
    await startAnew();
    expect(ask(store, customer('b')).granted).toBe(true);
    expect(ask(store, customer('c')).granted).toBe(false);
    expect(ask(store, customer('a')).granted).toBe(true);
  });

  test('what Meta closed stays closed', async () => {
    store.close([...gate, ...customer('a')], 3_600_000);
    await startAnew();
    expect(ask(store, gate).granted).toBe(false);
    expect(ask(store, customer('b')).granted).toBe(false);
  });

  test('a rate counts to its last call, for which nothing is written', async () => {
    ask(store, [rate]);
    await sleep(50);
    const last = ask(store, [rate]);
    await startAnew();
    expect(ask(store, [rate]).at).toBeGreaterThanOrEqual(last.at + 61_000);
  });

  test('a rate begins when all that was sent before lies behind', async () => {
    ask(store, [rate]);
    const sentAt = performance.now();
    await startAnew();
    const refused = ask(store, [rate]);
    expect(refused.granted).toBe(false);
    expect(refused.at).toBeLessThanOrEqual(sentAt + 62_000);
    expect(refused.at).toBeGreaterThan(sentAt + 60_000);
  });

  test('what was given back or corrected is so over a new start too', async () => {
    for (let count = 0; count < 3; count += 1) ask(store, creation);
    store.refund(creation, performance.now());
    await startAnew();
    expect(store.peek(creation)[0]?.remaining).toBe(98);
    for (const charge of creation) store.calibrate(charge, 50);
    await startAnew();
    expect(store.peek(creation)[0]?.remaining).toBe(50);
  });

  test('what was given back of a burst and of the customers is so over a new start too', async () => {
    const places = Array.from({ length: 5 }, () => ask(store, pair).at);
    const other = policies.pair('1', 'another');
    const single = ask(store, other);
    ask(store, customer('a'));
    const unreached = ask(store, customer('b'));
    // It is written down before Meta answers.
    await sleep(20);
    for (const at of places.slice(2)) store.refund(pair, at);
    store.refund(other, single.at);
    store.refund(customer('b'), unreached.at);
    await startAnew();
    expect(store.peek(pair)[0]?.remaining).toBe(43);
    expect(store.peek(other)[0]).toMatchObject({ remaining: 45, resetMs: 0 });
    // Whom the process before wrote to is counted, whatever becomes of another message.
    store.refund(customer('a'), ask(store, customer('a')).at);
    expect(ask(store, customer('c')).granted).toBe(true);
    expect(ask(store, customer('d')).granted).toBe(false);
  });

  test('what says nothing any more is deleted', async () => {
    const book = new DatabaseAllowanceBook(database);
    const old = Array.from({ length: 2_500 }, (_, index) => ({
      key: `old:${index}`,
      member: '',
      state: '{}',
      keptUntil: 1,
    }));
    await book.keep(old);
    ask(store, creation);
    await store.stop();
    await book.forget();
    const [left] = await database.read('SELECT count(*) FROM limit_allowances', []);
    expect(Number(left?.[0])).toBe(1);
  });
});

test('what cannot be written down now is written down later', async () => {
  const written: string[] = [];
  const failures: unknown[] = [];
  let isAway = true;
  let onFailure: () => void = () => undefined;
  const failed = new Promise<void>((resolve) => {
    onFailure = resolve;
  });
  const store = await DurableStore.open({
    book: {
      load: async () => [],
      keep: async (rows) => {
        if (isAway) throw new Error('away');
        for (const { key } of rows) written.push(key);
      },
      forget: async () => undefined,
    },
    onError: (error) => {
      failures.push(error);
      onFailure();
    },
  });
  ask(store, creation);
  await failed;
  isAway = false;
  await store.stop();
  expect(failures).toHaveLength(1);
  expect(written).toEqual(creation.map(({ key }) => key));
});
