import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { broadcastCorrelationId } from '../../src/common/callback-data';
import type { Broadcast, Recipient } from '../../src/outbox/broadcast';
import { BroadcastSettlement } from '../../src/outbox/broadcast-settlement';
import { BroadcastWork } from '../../src/outbox/broadcast-work';
import { Broadcasts } from '../../src/outbox/broadcasts';
import { bootId } from '../../src/outbox/departures/boot-id';
import { Departures } from '../../src/outbox/departures/departures';
import type { NamedSend } from '../../src/outbox/settler';
import { type Database, openDatabase } from '../../src/store/database';
import { bodyOf, eventsOf, messagesValue } from '../events/support/bodies';
import { logs } from '../events/support/open-log';
import { onEachDatabase, onPostgres } from '../support/databases';

const openLog = logs();
const itOnLinux = bootId() === undefined ? it.skip : it;
const open: Database[] = [];
let url: string;
let broadcasts: Broadcasts;

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function connection(): Promise<Database> {
  const database = await openDatabase(url);
  open.push(database);
  return database;
}

/** What a replica sends with. */
async function worker(owner: string, leaseMs?: number): Promise<BroadcastWork> {
  return new BroadcastWork({ database: await connection(), owner, leaseMs });
}

const people = (count: number): Recipient[] =>
  Array.from({ length: count }, (_, index) => ({ to: `+1555${index}` }));

async function start(count: number, more: object = {}): Promise<Broadcast> {
  const list = await broadcasts.lists.store('web', people(count));
  const isStarted = await broadcasts.start({
    id: list.id,
    caller: 'web',
    fingerprint: 'f',
    phoneNumberId: '1',
    content: '{}',
    total: count,
    ...more,
  });
  expect(isStarted).toBe(true);
  return shown(list.id);
}

async function shown(id: string): Promise<Broadcast> {
  const broadcast = await broadcasts.byId(id);
  if (!broadcast) throw new Error('no broadcast');
  return broadcast;
}

const place = ({ id }: Broadcast, position: number, tries = 0) => ({ broadcastId: id, position, tries });
/** As it is held after the first claim. */
const held = (broadcast: Broadcast, position: number) => place(broadcast, position, 1);

async function named(broadcast: Broadcast, ...positions: number[]): Promise<NamedSend[]> {
  const { log } = await openLog();
  const statuses = positions.map((position) => ({
    id: `wamid.${position}`,
    status: 'sent',
    timestamp: '1751247548',
  }));
  await log.append(eventsOf(bodyOf('messages', messagesValue({ statuses }))));
  return (await log.read(0, 100)).map((event, index) => ({
    correlationId: broadcastCorrelationId(place(broadcast, positions[index] ?? 0)),
    messageId: event.messageId ?? '',
    event,
  }));
}

onEachDatabase('broadcasts', (newDatabase) => {
  beforeEach(async () => {
    url = await newDatabase();
    broadcasts = new Broadcasts(await connection());
  });

  it('are started once with a list, and once with a key', async () => {
    const first = await start(3, { idempotencyKey: 'news' });
    expect(first).toMatchObject({ state: 'RUNNING', total: 3, isAttended: false });
    expect(await broadcasts.lists.byId(first.id)).toBeUndefined();
    const again = { ...first, idempotencyKey: 'other' };
    expect(await broadcasts.start(again)).toBe(false);
    const list = await broadcasts.lists.store('web', people(1));
    expect(await broadcasts.start({ ...first, id: list.id, idempotencyKey: 'news' })).toBe(false);
    expect(await broadcasts.lists.byId(list.id)).toMatchObject({ total: 1 });
    expect((await broadcasts.byKey('web', 'news'))?.id).toBe(first.id);
    expect(await broadcasts.byKey('shop', 'news')).toBeUndefined();
  });

  it('keep nothing of a list that breaks off', async () => {
    const breaking = async function* () {
      yield* people(1_200);
      throw new Error('gone');
    };
    await expect(broadcasts.lists.store('web', breaking())).rejects.toThrow('gone');
    const [database] = open;
    expect(await database?.read('SELECT count(*) FROM broadcast_recipients', [])).toEqual([[0]]);
    expect(await database?.read('SELECT count(*) FROM recipient_lists', [])).toEqual([[0]]);
  });

  it('are worked at by one replica, and by the next once it gives no sign of life', async () => {
    const broadcast = await start(5);
    const [here, there] = [await worker('here', 200), await worker('there')];
    const acquired = await Promise.all([here.acquire(), there.acquire()]);
    const [first, second] = acquired[0].length > 0 ? [here, there] : [there, here];
    expect(acquired.flat()).toHaveLength(1);
    if (first !== here) return;
    expect(await here.claim(place(broadcast, 1))).toMatchObject({ tries: 1 });
    expect((await broadcasts.counts(await shown(broadcast.id))).SENDING).toBe(1);
    await here.renew(broadcast.id, 120);
    expect(await second.acquire()).toEqual([]);
    let taken: Broadcast[] = [];
    while (taken.length === 0) taken = await there.acquire();
    expect(await broadcasts.counts(await shown(broadcast.id))).toMatchObject({ UNKNOWN: 1, PENDING: 4 });
    // Whoever was away too long claims nothing more, but may still say what came of what it sent.
    expect(await here.isOurs(broadcast.id)).toBe(false);
    expect(await here.claim(place(broadcast, 2))).toBeUndefined();
    await here.release(broadcast.id);
    expect(await there.claim(place(broadcast, 1))).toBeUndefined();
    expect(await there.claim(place(broadcast, 2))).toMatchObject({ tries: 1 });
    await here.sent(place(broadcast, 1), 'wamid.1');
    expect(await broadcasts.counts(await shown(broadcast.id))).toMatchObject({
      SENT: 1,
      SENDING: 1,
      PENDING: 3,
    });
  });

  it('give a recipient to one claim, however many come', async () => {
    const broadcast = await start(20);
    const work = await worker('here');
    await work.acquire();
    const twin = await worker('here');
    const claims = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        (index % 2 ? work : twin).claim(place(broadcast, (index % 20) + 1)),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(20);
  });

  it('are not put back or ended by somebody who held a recipient before another claimed it', async () => {
    const broadcast = await start(2);
    const [here, there] = [await worker('here', 1), await worker('there')];
    await here.acquire();
    const [first, second] = await here.due(broadcast.id, 2);
    if (!first || !second) throw new Error('nobody is due');
    // Here stands still for longer than its lease, with both in its hands and neither claimed.
    let taken: Broadcast[] = [];
    while (taken.length === 0) taken = await there.acquire();
    await there.claim(first);
    await there.claim(second);
    await here.again(first, 0, [{ code: 'RATE_LIMITED' }]);
    await here.ended(second, 'FAILED', [{ code: 'X' }]);
    expect(await there.due(broadcast.id, 10)).toEqual([]);
    expect(await broadcasts.counts(await shown(broadcast.id))).toMatchObject({ SENDING: 2 });
  });

  it('leave nobody waiting when they are complete, however late a refusal comes', async () => {
    const broadcast = await start(1);
    const [here, there] = [await worker('here', 1), await worker('there')];
    await here.acquire();
    const claimed = await here.claim(place(broadcast, 1));
    if (!claimed) throw new Error('not claimed');
    let taken: Broadcast[] = [];
    while (taken.length === 0) taken = await there.acquire();
    expect(await there.complete(broadcast.id)).toBe(true);
    await here.again(claimed, 0, [{ code: 'RATE_LIMITED' }]);
    expect(await broadcasts.counts(await shown(broadcast.id))).toMatchObject({ FAILED: 1, PENDING: 0 });
  });

  itOnLinux('send again what was claimed and never left, and nothing else', async () => {
    const broadcast = await start(5);
    const departures = await Departures.open(join(tmpdir(), `gateway-test-${randomUUID().slice(0, 8)}-`));
    if (!departures) throw new Error('this system cannot tell when it was started');
    const { owner } = departures;
    const neverLeft = [{ code: 'NOT_SENT' }];
    const here = new BroadcastWork({
      database: await connection(),
      owner,
      departures,
      neverLeft,
      leaseMs: 1,
    });
    await here.acquire();
    const claimed = [];
    for (const position of [1, 2, 3, 4]) claimed.push(await here.claim(place(broadcast, position)));
    const [one, two, , four] = claimed;
    if (!one || !two || !four) throw new Error('not claimed');
    here.leaves(one);
    here.leaves(two);
    await here.ended(two, 'UNKNOWN', [{ code: 'SEND_UNKNOWN' }]);
    // Another one takes over, and puts in doubt whatever it cannot know of.
    const there = await worker('there');
    let taken: Broadcast[] = [];
    while (taken.length === 0) taken = await there.acquire();
    await there.again(four, 0, []);
    await there.claim(place(broadcast, 4, 1));
    await here.putBack(await departures.close());
    const page = await broadcasts.recipients(await shown(broadcast.id), undefined, { first: 10 });
    expect(page.items.map(({ node }) => [node.state, node.errors ?? null])).toEqual([
      ['UNKNOWN', null],
      ['UNKNOWN', '[{"code":"SEND_UNKNOWN"}]'],
      ['PENDING', '[{"code":"NOT_SENT"}]'],
      ['SENDING', '[]'],
      ['PENDING', null],
    ]);
    expect((await there.due(broadcast.id, 10)).map(({ position, tries }) => [position, tries])).toEqual([
      [5, 0],
      [3, 1],
    ]);
  });

  it('take back a claim that may have been made, and nobody else’s', async () => {
    const broadcast = await start(3);
    const [here, there] = [await worker('here', 1), await worker('there')];
    await here.acquire();
    await here.claim(place(broadcast, 1));
    let taken: Broadcast[] = [];
    while (taken.length === 0) taken = await there.acquire();
    await there.claim(place(broadcast, 2));
    for (const position of [1, 2, 3]) await here.unclaim(place(broadcast, position));
    expect((await there.due(broadcast.id, 10)).map(({ position, tries }) => [position, tries])).toEqual([
      [1, 1],
      [3, 0],
    ]);
    expect(await broadcasts.counts(await shown(broadcast.id))).toMatchObject({ PENDING: 2, SENDING: 1 });
  });

  it('let nothing more leave while they are paused, and for good when they are cancelled', async () => {
    const broadcast = await start(3);
    const work = await worker('here');
    await work.acquire();
    expect(await work.claim(place(broadcast, 1))).toMatchObject({ tries: 1 });
    expect(await broadcasts.pause(broadcast.id, [{ code: 'X' }])).toBe(true);
    expect(await broadcasts.pause(broadcast.id)).toBe(false);
    expect(await work.claim(place(broadcast, 2))).toBeUndefined();
    expect(await shown(broadcast.id)).toMatchObject({ state: 'PAUSED', pausedBecause: '[{"code":"X"}]' });
    await work.sent(place(broadcast, 1), 'wamid.1');
    await work.release(broadcast.id);
    expect(await broadcasts.resume(broadcast.id)).toBe(true);
    expect((await work.acquire()).map(({ id }) => id)).toEqual([broadcast.id]);
    expect(await work.claim(place(broadcast, 2))).toMatchObject({ tries: 1 });
    expect(await broadcasts.cancel(broadcast.id)).toBe(true);
    expect(await broadcasts.resume(broadcast.id)).toBe(false);
    await work.ended(held(broadcast, 2), 'FAILED', [{ code: 'Y' }]);
    const cancelled = await shown(broadcast.id);
    expect(await broadcasts.counts(cancelled)).toEqual({
      PENDING: 0,
      SENDING: 0,
      SENT: 1,
      FAILED: 1,
      UNKNOWN: 0,
      CANCELLED: 1,
    });
    const page = await broadcasts.recipients(cancelled, ['CANCELLED', 'FAILED'], { first: 10 });
    expect(page.items.map(({ node }) => [node.position, node.state])).toEqual([
      [2, 'FAILED'],
      [3, 'CANCELLED'],
    ]);
    expect((await broadcasts.recipients(cancelled, ['PENDING'], { first: 10 })).items).toEqual([]);
  });

  it('put back what was refused for now, and are complete when nothing is left', async () => {
    const broadcast = await start(2);
    const work = await worker('here');
    await work.acquire();
    for (const { position } of await work.due(broadcast.id, 10)) await work.claim(place(broadcast, position));
    const dueAt = Date.now() + 60_000;
    await work.again(held(broadcast, 1), dueAt, [{ code: 'RATE_LIMITED' }]);
    await work.sent(place(broadcast, 2), 'wamid.2');
    expect(await work.due(broadcast.id, 10)).toEqual([]);
    expect(await work.nextDueAt(broadcast.id)).toBe(dueAt);
    expect(await work.complete(broadcast.id)).toBe(false);
    await work.again(held(broadcast, 1), 0, []);
    expect(await work.due(broadcast.id, 10)).toMatchObject([{ position: 1, tries: 1 }]);
    await work.claim(place(broadcast, 1, 1));
    await work.ended(place(broadcast, 1, 2), 'UNKNOWN', []);
    expect(await work.complete(broadcast.id)).toBe(true);
    expect(await shown(broadcast.id)).toMatchObject({ state: 'COMPLETED', endedAt: expect.any(Date) });
  });

  it('settle what is in doubt by its status, once, and leave alone what is not', async () => {
    const broadcast = await start(4);
    const work = await worker('here');
    await work.acquire();
    for (const position of [1, 2, 3]) await work.claim(place(broadcast, position));
    await work.ended(held(broadcast, 1), 'UNKNOWN', [{ code: 'SEND_UNKNOWN' }]);
    await work.ended(held(broadcast, 3), 'FAILED', [{ code: 'X' }]);
    const settlement = new BroadcastSettlement(await connection());
    expect(await settlement.hasUnsettled()).toBe(true);
    const settled: number[] = [];
    const sends = await named(broadcast, 1, 2, 3, 4, 9);
    for (const _ of [1, 2]) {
      await settlement.settle(sends, async ({ recipient }) => {
        settled.push(recipient.position);
      });
    }
    expect(settled.sort()).toEqual([1, 2]);
    await work.ended(held(broadcast, 2), 'UNKNOWN', [{ code: 'SEND_UNKNOWN' }]);
    const page = await broadcasts.recipients(broadcast, undefined, { first: 10 });
    expect(page.items.map(({ node }) => [node.state, node.messageId])).toEqual([
      ['SENT', 'wamid.1'],
      ['SENT', 'wamid.2'],
      ['FAILED', undefined],
      ['PENDING', undefined],
    ]);
    expect(await settlement.hasUnsettled()).toBe(false);
  });

  it('are listed newest first, by what is asked for, in pages either way', async () => {
    const all: string[] = [];
    for (const phoneNumberId of ['1', '2', '1']) all.unshift((await start(1, { phoneNumberId })).id);
    const idsOf = async (filter: object, page: object) =>
      (await broadcasts.list(filter, page)).items.map(({ node }) => node.id);
    expect(new Set(await idsOf({}, { first: 10 }))).toEqual(new Set(all));
    expect(await idsOf({ phoneNumberIds: ['2'] }, { first: 10 })).toEqual([all[1]]);
    expect(await idsOf({ caller: 'shop' }, { first: 10 })).toEqual([]);
    expect(await idsOf({ states: ['PAUSED'] }, { first: 10 })).toEqual([]);
    const first = await broadcasts.list({}, { first: 2 });
    const rest = await broadcasts.list({}, { first: 2, after: first.items[1]?.cursor ?? '' });
    expect([...first.items, ...rest.items]).toHaveLength(3);
    expect(rest.hasNextPage).toBe(false);
    const back = await broadcasts.list({}, { last: 2, before: rest.items[0]?.cursor ?? '' });
    expect(back.items.map(({ cursor }) => cursor)).toEqual(first.items.map(({ cursor }) => cursor));
  });
});

onPostgres('a broadcast that is completed in the moment in which a recipient is put back', (newDatabase) => {
  beforeEach(async () => {
    url = await newDatabase();
    broadcasts = new Broadcasts(await connection());
  });

  it('is not complete while anybody is still to be sent to', async () => {
    const broadcast = await start(1);
    // One process on two connections: its writes would otherwise share a commit.
    const [one, other] = [await worker('here'), await worker('here')];
    await one.acquire();
    await one.claim(place(broadcast, 1));
    await one.ended(held(broadcast, 1), 'UNKNOWN', []);
    const holder = new Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM broadcasts FOR UPDATE');
    const waiting = async (count: number) => {
      const sql =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while (((await open[0]?.read(sql, [])) ?? []).length < count);
    };
    const completing = one.complete(broadcast.id);
    await waiting(1);
    const again = other.again(held(broadcast, 1), 0, [{ code: 'RATE_LIMITED' }]);
    await Promise.race([again, waiting(2)]);
    await holder.query('COMMIT');
    const [isComplete] = await Promise.all([completing, again]);
    await holder.end();
    const { PENDING: pending } = await broadcasts.counts(broadcast);
    expect({ isComplete, pending }).not.toEqual({ isComplete: true, pending: 1 });
    expect((await shown(broadcast.id)).state).toBe(isComplete ? 'COMPLETED' : 'RUNNING');
  });
});
