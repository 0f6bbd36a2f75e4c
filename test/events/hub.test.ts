import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { InvalidCursorError } from '../../src/events/cursor';
import { compileFilter } from '../../src/events/filter';
import { createHub, type Hub, type HubOptions, type SubscribeOptions } from '../../src/events/hub';
import { storedId } from '../../src/events/stored-id';
import type { EventFilter, EventLog, StoredEvent } from '../../src/events/types';
import { StoreError } from '../../src/store/errors';
import { onEachDatabase } from '../support/databases';
import { altered } from './support/altered';
import { newEvent } from './support/new-event';
import { logs } from './support/open-log';

const keysOf = (events: readonly StoredEvent[]) => events.map(({ dedupeKey }) => dedupeKey);
const named = (...keys: string[]) => keys.map((key) => newEvent(key));

async function take(events: AsyncIterator<StoredEvent>, count: number): Promise<StoredEvent[]> {
  const taken: StoredEvent[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

async function wholeLog(log: EventLog): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let after = 0; after < (await log.head()); after = all.at(-1)?.seq ?? after) {
    all.push(...(await log.read(after, 1_000)));
  }
  return all;
}

onEachDatabase('a hub', (newDatabase) => {
  const openLog = logs(newDatabase);
  const hubs: Hub[] = [];
  const open = async (options?: HubOptions) => {
    const { log, database } = await openLog();
    const hub = createHub(log, options);
    hubs.push(hub);
    return { hub, log, database };
  };
  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.close();
  });

  it('tells a subscriber what is appended from its call on', async () => {
    const { hub, log } = await open();
    await log.append(named('before'));
    const events = hub.subscribe();
    await log.append(named('a', 'b'));
    await log.append(named('c'));
    expect(keysOf(await take(events, 3))).toEqual(['a', 'b', 'c']);
  });

  it('goes on after a place in the log, then live, without a gap or an overlap', async () => {
    const { hub, log } = await open({ pageSize: 2 });
    await log.append(named('a', 'b', 'c', 'd', 'e'));
    const events = hub.subscribe({ after: 1 });
    const stored = await take(events, 4);
    const pulled = events.next();
    await log.append(named('f'));
    expect(keysOf(stored)).toEqual(['b', 'c', 'd', 'e']);
    expect((await pulled).value).toMatchObject({ dedupeKey: 'f' });
  });

  it('filters what is stored and what is live alike', async () => {
    const { hub, log } = await open({ pageSize: 1 });
    const of = (key: string, accountId: string) => newEvent(key, { accountId });
    await log.append([of('a', '1'), of('b', '2'), of('c', '1')]);
    const events = hub.subscribe({ after: 0, filter: { accountIds: ['1'] } });
    const none = hub.subscribe({ after: 0, filter: { accountIds: [] } });
    const pulled = none.next();
    expect(keysOf(await take(events, 2))).toEqual(['a', 'c']);
    await log.append([of('d', '2'), of('e', '1')]);
    expect(keysOf(await take(events, 1))).toEqual(['e']);
    await none.return?.();
    expect(await pulled).toEqual({ done: true, value: undefined });
  });

  it('finds what has odd ids among what is stored and what is live alike', async () => {
    const { hub, log } = await open();
    for (const [index, odd] of ['x'.repeat(300), 'nul \0', 'half \ud800'].entries()) {
      const of = (key: string) => [
        newEvent(`${index}${key}`, { messageId: odd, person: { waId: storedId(odd) } }),
      ];
      const filters: EventFilter[] = [{ messageIds: [odd] }, { contacts: [odd] }];
      const readers = filters.map((filter) => hub.subscribe({ after: 0, filter }));
      await log.append(of('a'));
      const pulled = readers.map((events) => take(events, 2));
      await log.append(of('b'));
      for (const events of pulled) expect(keysOf(await events)).toEqual([`${index}a`, `${index}b`]);
    }
  });

  it('answers pulls in the order they were made', async () => {
    const { hub, log } = await open();
    const events = hub.subscribe();
    const pulls = [events.next(), events.next(), events.next()];
    await log.append(named('a', 'b', 'c', 'd'));
    const results = await Promise.all(pulls);
    expect(results.map(({ value }) => value?.dedupeKey)).toEqual(['a', 'b', 'c']);
  });

  it('serves a reader that has fallen behind from the log', async () => {
    const { hub, log } = await open({ maxEvents: 10, pageSize: 7 });
    const slow = hub.subscribe();
    const fast = hub.subscribe();
    const keys = Array.from({ length: 300 }, (_, index) => `${index}`);
    const read: StoredEvent[] = [];
    for (const key of keys) {
      await log.append(named(key));
      read.push(...(await take(fast, 1)));
    }
    expect(keysOf(read)).toEqual(keys);
    expect(keysOf(await take(slow, 300))).toEqual(keys);
  });

  it('serves events too large to be kept in memory', async () => {
    const { hub, log } = await open({ maxSize: 100 });
    const events = hub.subscribe();
    const pulled = events.next();
    await log.append([newEvent('large', { payload: { text: 'x'.repeat(1_000) } }), newEvent('b')]);
    expect((await pulled).value).toMatchObject({ dedupeKey: 'large' });
    expect(keysOf(await take(events, 1))).toEqual(['b']);
  });

  it('ends with return, an abort or the hub, and lets go', async () => {
    const { hub } = await open();
    const abort = new AbortController();
    const [returned, aborted, closed] = [
      hub.subscribe(),
      hub.subscribe({ signal: abort.signal }),
      hub.subscribe(),
    ];
    expect(hub.size).toBe(3);
    const pulls = [returned.next(), aborted.next(), closed.next()];
    await returned.return?.();
    abort.abort();
    expect(hub.size).toBe(1);
    await hub.close();
    expect(hub.size).toBe(0);
    for (const pull of pulls) expect(await pull).toEqual({ done: true, value: undefined });
    expect(await aborted.next()).toEqual({ done: true, value: undefined });
    expect(await hub.subscribe().next()).toEqual({ done: true, value: undefined });
    expect(await hub.subscribe({ signal: AbortSignal.abort() }).next()).toEqual({
      done: true,
      value: undefined,
    });
    const broken = hub.subscribe();
    await expect(broken.throw?.(new Error('stop'))).rejects.toThrow('stop');
  });

  it('refuses a place beyond the end of the log', async () => {
    const { hub, log } = await open();
    await log.append(named('a'));
    const events = hub.subscribe({ after: 2 });
    await expect(events.next()).rejects.toThrow(InvalidCursorError);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    const [next] = [hub.subscribe({ after: 1 })];
    await log.append(named('b'));
    expect(keysOf(await take(next, 1))).toEqual(['b']);
  });

  it('tells a subscriber when the log can not be read for it', async () => {
    const { hub, log, database } = await open({ onError: () => undefined });
    await log.append(named('a', 'b'));
    await database.close();
    await expect(hub.subscribe({ after: 0 }).next()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('lets a subscriber who is behind wait while the database is away, and go on', async () => {
    const { log } = await openLog();
    await log.append(named('a', 'b'));
    let failures = 3;
    const away = altered(log, {
      read: (...args) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new StoreError('UNAVAILABLE', 'away')) : log.read(...args);
      },
    });
    const hub = createHub(away);
    hubs.push(hub);
    expect(keysOf(await take(hub.subscribe({ after: 0 }), 2))).toEqual(['a', 'b']);
    expect(failures).toBeLessThan(0);
  });

  it('goes on following the log when reading it failed for a moment', async () => {
    const { log } = await openLog();
    let failures = 2;
    const shaky = altered(log, {
      readOn: (...args) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('disk')) : log.readOn(...args);
      },
    });
    const errors: unknown[] = [];
    const hub = createHub(shaky, { onError: (error) => errors.push(error) });
    hubs.push(hub);
    const events = hub.subscribe();
    const pulled = events.next();
    await log.append(named('a'));
    expect((await pulled).value).toMatchObject({ dedupeKey: 'a' });
    expect(errors).toHaveLength(1);
  });

  it('skips nothing that comes while a page of the log is being read', async () => {
    const { log } = await openLog();
    await log.append(named('a', 'b'));
    const isRead = new AbortController();
    const mayGoOn = new AbortController();
    const gated = altered(log, {
      read: async (after, limit, filter) => {
        const page = await log.read(after, limit, filter);
        if (filter && !isRead.signal.aborted) {
          isRead.abort();
          await once(mayGoOn.signal, 'abort');
        }
        return page;
      },
    });
    // Only the newest event is kept: the one that the reader wants is gone by the time it gets its page.
    const hub = createHub(gated, { maxEvents: 1 });
    hubs.push(hub);
    const other = hub.subscribe();
    const read = once(isRead.signal, 'abort');
    const wanted = hub.subscribe({ after: 0, filter: { types: ['wanted'] } }).next();
    await read;
    await log.append([newEvent('c', { type: 'wanted' })]);
    await log.append(named('d'));
    expect(keysOf(await take(other, 2))).toEqual(['c', 'd']);
    mayGoOn.abort();
    expect((await wanted).value).toMatchObject({ dedupeKey: 'c' });
  });

  it('says where a reader waits, each time that nothing is left for it', async () => {
    const { hub, log } = await open({ pageSize: 1 });
    await log.append([newEvent('a'), newEvent('b', { type: 'read' }), newEvent('c')]);
    const places: number[] = [];
    const events = hub.subscribe({
      after: 0,
      filter: { types: ['read'] },
      onIdle: (place) => places.push(place),
    });
    expect(keysOf(await take(events, 1))).toEqual(['b']);
    expect(places).toEqual([]);
    const pulled = events.next();
    // It reads to the end of the log first: what is appended meanwhile would be found by that same read.
    while (places.length === 0) await sleep(1);
    const other = hub.subscribe();
    await log.append([newEvent('d'), newEvent('e')]);
    await take(other, 2);
    await log.append([newEvent('f', { type: 'read' })]);
    expect((await pulled).value).toMatchObject({ dedupeKey: 'f' });
    void events.next();
    while (places.length < 2) await sleep(1);
    expect(places).toEqual([3, 6]);
  });

  it('reads the log once for all subscribers, however many wait', async () => {
    const { log } = await openLog();
    let reads = 0;
    const counted = altered(log, {
      read: (...args) => {
        reads += 1;
        return log.read(...args);
      },
      readOn: (...args) => {
        reads += 1;
        return log.readOn(...args);
      },
    });
    const hub = createHub(counted);
    hubs.push(hub);
    const subscribers = Array.from({ length: 2_000 }, (_, index) =>
      hub.subscribe({ filter: { phoneNumberIds: [`phone-${index % 2}`] } }),
    );
    const pulls = subscribers.map((subscriber) => subscriber.next());
    await log.append(named('a'));
    await Promise.all(pulls.filter((_, index) => index % 2 === 1));
    expect(reads).toBe(1);
  });

  describe('with subscribers of every kind, while events are appended', () => {
    const filter: fc.Arbitrary<EventFilter | undefined> = fc.option(
      fc.record(
        {
          accountIds: fc.subarray(['account-1', 'account-2', 'account-3'], { minLength: 1 }),
          types: fc.subarray(['sent', 'delivered', 'failed'], { minLength: 1 }),
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    );
    /** After how many events it drops its subscription and comes back, and after how many it takes a break. */
    const reader = fc.record({
      filter,
      dropEvery: fc.integer({ min: 1, max: 60 }),
      pauseEvery: fc.integer({ min: 1, max: 40 }),
      fromStart: fc.boolean(),
    });

    it('tells each of them every matching event once, in order', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(reader, { minLength: 1, maxLength: 6 }),
          fc.record({
            maxEvents: fc.integer({ min: 1, max: 50 }),
            pageSize: fc.integer({ min: 1, max: 20 }),
          }),
          async (readers, options) => {
            const { hub, log } = await open(options);
            await log.append(named('before-1', 'before-2'));
            const start = await log.head();
            const readings = readers.map((one) => readAll(hub, one, one.fromStart ? 0 : undefined, start));
            await appendAll(log);
            await log.append([newEvent('end', { kind: 'change' })]);
            const all = await wholeLog(log);
            for (const [index, reading] of readings.entries()) {
              const { filter, fromStart } = readers[index] ?? {};
              const wanted = all.filter(
                (event) => event.seq > (fromStart ? 0 : start) && isWanted(event, filter),
              );
              expect(keysOf(await reading)).toEqual(keysOf(wanted));
            }
            await hub.close();
          },
        ),
        { numRuns: 12 },
      );
    });

    /** The event that ends a test reaches everybody: each filter lets it through beside its own. */
    function isWanted(event: StoredEvent, filter: EventFilter | undefined): boolean {
      return event.kind === 'change' || compileFilter(filter)(event);
    }

    async function appendAll(log: EventLog): Promise<void> {
      const producer = async (name: string) => {
        for (let index = 0; index < 20; index += 1) {
          const events = Array.from({ length: 1 + (index % 4) }, (_, item) =>
            newEvent(`${name}-${index}-${item}`, {
              accountId: `account-${1 + ((index + item) % 3)}`,
              type: ['sent', 'delivered', 'failed'][(index * item) % 3] ?? 'sent',
            }),
          );
          await log.append([...events, newEvent(`${name}-${index - 1}-0`)]);
        }
      };
      await Promise.all(['p', 'q', 'r', 's'].map(producer));
    }

    async function readAll(
      hub: Hub,
      {
        filter,
        dropEvery,
        pauseEvery,
      }: { filter: EventFilter | undefined; dropEvery: number; pauseEvery: number },
      from: number | undefined,
      start: number,
    ): Promise<StoredEvent[]> {
      const seen: StoredEvent[] = [];
      // Two subscriptions: the reader's own, and one that knows when all is over.
      const end = hub.subscribe({ after: start, filter: { kinds: ['change'] } }).next();
      let options: SubscribeOptions = { filter, after: from };
      let events = hub.subscribe(options);
      const last = end.then(({ value }) => value);
      for (;;) {
        const pulled = events.next();
        const next = await Promise.race([pulled.then(({ value }) => value), last]);
        if (!next || next.kind === 'change') return finish(seen, next, hub, options, filter);
        seen.push(next);
        options = { ...options, after: next.seq };
        if (seen.length % pauseEvery === 0) await new Promise((resolve) => setImmediate(resolve));
        if (seen.length % dropEvery === 0) {
          await events.return?.();
          events = hub.subscribe(options);
        }
      }
    }

    /** The end was told before the reader had read all: what is left is there without waiting. */
    async function finish(
      seen: StoredEvent[],
      end: StoredEvent | undefined,
      hub: Hub,
      { after = 0 }: SubscribeOptions,
      filter: EventFilter | undefined,
    ): Promise<StoredEvent[]> {
      if (!end) return seen;
      const rest = hub.subscribe({ after });
      for await (const event of rest) {
        if (event.seq <= (seen.at(-1)?.seq ?? 0)) continue;
        if (isWanted(event, filter)) seen.push(event);
        if (event.seq >= end.seq) return seen;
      }
      return seen;
    }
  });
});
