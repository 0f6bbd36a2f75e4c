import { CursorTooOldError, encodeEventCursor } from '../../src/events/cursor';
import { createHub } from '../../src/events/hub';
import { type Retention, startRetention } from '../../src/events/retention';
import { trimStep } from '../../src/events/trim';
import { histories } from '../history/support/open-history';
import { onEachDatabase } from '../support/databases';
import { newEvent } from './support/new-event';
import { logs, type OpenLog } from './support/open-log';

const DAY_MS = 86_400_000;

const named = (count: number, prefix = 'e') =>
  Array.from({ length: count }, (_, index) => newEvent(`${prefix}${index}`));

const open: Retention[] = [];
afterEach(async () => {
  for (const started of open.splice(0)) await started.close();
});

/** Retention of ten days whose clock stands at so many days from now. */
function retention({ database, log }: OpenLog, days: number) {
  const started = startRetention({
    database,
    log,
    keepMs: 10 * DAY_MS,
    firstAfterMs: DAY_MS,
    now: () => Date.now() + days * DAY_MS,
    onError: (error) => {
      throw error;
    },
  });
  open.push(started);
  return started;
}

const countIn = async ({ database }: OpenLog, table: string) =>
  Number((await database.read(`SELECT count(*) FROM ${table}`, []))[0]?.[0]);

onEachDatabase('retention', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const openLog = logs(newDatabase);

  it('deletes what is too old and nothing else, in steps that others can write between', async () => {
    const opened = await openHistory();
    const { database, log, history } = opened;
    await log.append(named(450));
    await history.catchUp();
    const early = retention(opened, 9);
    expect(await early.sweep()).toBe(0);
    await early.close();
    const older = 'UPDATE events SET received_at = received_at - ?';
    await database.write([{ sql: older, rows: [[11 * DAY_MS]] }]);
    const later = retention(opened, 0);
    const sweeping = later.sweep();
    for (let index = 0; index < 20; index += 1) await log.append([newEvent(`late-${index}`)]);
    expect(await sweeping).toBe(450);
    expect(await later.sweep()).toBe(0);
    await later.close();
    expect(await log.oldest()).toMatchObject({ trimmedTo: 450, receivedAt: expect.any(Date) });
    expect((await log.read(0, 100)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => 451 + index),
    );
  });

  it('takes with an event what it was found by', async () => {
    const opened = await openHistory();
    const change = { field: 'user_id_update', kind: 'change' as const, payload: {} };
    const payload = { user_id_update: [{ user_id: { previous: 'US.1', current: 'US.2' }, wa_id: '1650' }] };
    await opened.log.append([newEvent('a', { ...change, payload }), newEvent('b')]);
    await opened.history.catchUp();
    expect(await countIn(opened, 'event_people')).toBeGreaterThan(0);
    await retention(opened, 11).sweep();
    expect([await countIn(opened, 'events'), await countIn(opened, 'event_people')]).toEqual([0, 0]);
  });

  it('keeps what the message history has not read', async () => {
    const opened = await openHistory();
    const { database, log, history } = opened;
    await log.append(named(5));
    await history.catchUp();
    await history.close();
    await log.append(named(5, 'unread-'));
    expect(await retention(opened, 11).sweep()).toBe(5);
    expect((await log.read(0, 9)).map(({ dedupeKey }) => dedupeKey)).toEqual(
      named(5, 'unread-').map(({ dedupeKey }) => dedupeKey),
    );
    await database.write([{ sql: 'UPDATE projections SET log_seq = 0', rows: [[]] }]);
    expect(await trimStep(database, 10)).toBe('elsewhere');
    await database.write([{ sql: 'DELETE FROM projections', rows: [[]] }]);
    expect(await retention(opened, 11).sweep()).toBe(0);
  });

  it('leaves a log that knows where it was, also when nothing is left and after a restart', async () => {
    const opened = await openHistory();
    await opened.log.append(named(3));
    await opened.history.catchUp();
    await retention(opened, 11).sweep();
    expect(await countIn(opened, 'events')).toBe(0);
    await opened.history.close();
    await opened.log.close();
    await opened.database.close();

    const { log } = await openLog(opened.url);
    expect([log.known, await log.head(), await log.oldest()]).toEqual([3, 3, { trimmedTo: 3 }]);
    await expect(log.read(2, 9)).rejects.toMatchObject({
      code: 'CURSOR_TOO_OLD',
      oldestCursor: encodeEventCursor(3, log.identity),
    });
    expect(await log.read(3, 9)).toEqual([]);
    expect(await log.read(0, 9)).toEqual([]);
    await log.append([newEvent('new')]);
    expect((await log.read(3, 9)).map(({ seq }) => seq)).toEqual([4]);
    await expect(log.read(2, 9)).rejects.toThrow(CursorTooOldError);
  });

  it('tells a reader in midstream rather than leaving a gap', async () => {
    const { database, log } = await openLog();
    await log.append(named(10));
    const hub = createHub(log, { pageSize: 2 });
    const [slow, filtered] = [
      hub.subscribe({ after: 1 }),
      hub.subscribe({ after: 1, filter: { messageIds: ['wamid.e1', 'wamid.e7'] } }),
    ];
    expect((await slow.next()).value).toMatchObject({ seq: 2 });
    expect((await filtered.next()).value).toMatchObject({ seq: 2 });
    await trimStep(database, 6);
    // What it holds in memory is still told.
    expect((await slow.next()).value).toMatchObject({ seq: 3 });
    await expect(slow.next()).rejects.toMatchObject({
      code: 'CURSOR_TOO_OLD',
      oldestCursor: encodeEventCursor(6, log.identity),
    });
    expect(await slow.next()).toMatchObject({ done: true });
    expect((await filtered.next()).value).toMatchObject({ seq: 8 });
    expect((await hub.subscribe({ after: 6 }).next()).value).toMatchObject({ seq: 7 });
    await hub.close();
  });

  it('is the work of one replica at a time', async () => {
    const one = await openHistory();
    await one.log.append(named(1_000));
    await one.history.catchUp();
    const other = await openLog(one.url);
    const [first, second] = await Promise.all([retention(one, 11).sweep(), retention(other, 11).sweep()]);
    expect(first + second).toBeGreaterThan(0);
    await retention(one, 11).sweep();
    expect(await countIn(one, 'events')).toBe(0);
    expect(await other.log.oldest()).toEqual({ trimmedTo: 1_000 });
  });

  it('deletes large events few at a time', async () => {
    const { database, log } = await openLog();
    const payload = { text: 'x'.repeat(3 * 1024 * 1024) };
    await log.append([...named(2), ...['a', 'b', 'c'].map((key) => newEvent(key, { payload }))]);
    const steps: unknown[] = [];
    for (;;) {
      const step = await trimStep(database, 5);
      steps.push(step);
      if (step === 0) break;
    }
    expect(steps).toEqual([4, 1, 0]);
  });
});
