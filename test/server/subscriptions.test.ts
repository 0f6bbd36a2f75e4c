import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import WebSocket from 'ws';
import { encodeEventCursor } from '../../src/events/cursor';
import { trimStep } from '../../src/events/trim';
import type { EventLog } from '../../src/events/types';
import { newEvent } from '../events/support/new-event';
import { logs } from '../events/support/open-log';
import { type EventServer, type EventServerOptions, KEYS, openEventServer } from './support/event-server';
import { EVENTS, Reader } from './support/reader';

const openLog = logs();
const servers: EventServer[] = [];
const open = async (options?: EventServerOptions) => {
  const { log, database } = await openLog();
  const server = await openEventServer({ log, database }, options);
  servers.push(server);
  return { log, database, server };
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const named = (...keys: string[]) => keys.map((key) => newEvent(key));
const large = (key: string) => newEvent(key, { payload: { text: 'x'.repeat(100_000) } });

/** Subscribed, and heard of by the server. */
async function subscribed(url: string, id: string, variables = {}, key = KEYS.one): Promise<Reader> {
  const reader = await Reader.connect(url, key);
  reader.subscribe(id, variables);
  await reader.settled();
  return reader;
}

/** Lets a test hold back what the hub reads for everybody. */
function heldTail(log: EventLog) {
  const readOn = log.readOn.bind(log);
  let reads = 0;
  let told: () => void = () => undefined;
  let gate = Promise.resolve();
  let open: () => void = () => undefined;
  log.readOn = async (after, limit) => {
    await gate;
    const events = await readOn(after, limit);
    reads += events.length;
    setImmediate(() => told());
    return events;
  };
  return {
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release: () => open(),
    until: async (events: number) => {
      while (reads < events) await new Promise<void>((resolve) => (told = resolve));
    },
  };
}

describe('subscriptions over sockets', () => {
  it('execute an event once for all that ask for the same, and tell each of them by its own id', async () => {
    const { log, server } = await open();
    const readers: Reader[] = [];
    for (let index = 0; index < 20; index += 1) readers.push(await subscribed(server.url, `id "${index}" é`));
    await log.append(named('a', 'b'));
    for (const [index, reader] of readers.entries()) {
      const id = `id "${index}" é`;
      await reader.until(() => reader.keys(id).length === 2);
      expect(reader.keys(id)).toEqual(['a', 'b']);
      expect(reader.told(id)[0]).toEqual({
        id,
        type: 'next',
        payload: { data: { events: { key: 'a', cursor: encodeEventCursor(1, log.identity), text: null } } },
      });
    }
    expect(server.executions()).toBe(2);
    expect(server.hub.size).toBe(1);
  });

  it('share nothing between callers, nor between filters', async () => {
    const { log, server } = await open();
    const readers = [
      await subscribed(server.url, '1'),
      await subscribed(server.url, '1', {}, KEYS.other),
      await subscribed(server.url, '1', { types: ['sent'] }),
      await subscribed(server.url, '1', { types: ['read'] }),
    ];
    await log.append(named('a'));
    for (const reader of readers.slice(0, 3)) await reader.until(() => reader.keys('1').length === 1);
    expect(server.executions()).toBe(3);
    expect(readers[3]?.keys('1')).toEqual([]);
  });

  it('join those that are live once they have caught up from a cursor', async () => {
    const { log, server } = await open({ pageSize: 2 });
    await log.append(named('a', 'b', 'c', 'd', 'e'));
    const live = await subscribed(server.url, 'live');
    const resumed = await subscribed(server.url, 'resumed', { after: encodeEventCursor(2) });
    await resumed.until(() => resumed.keys('resumed').length === 3);
    await resumed.settled();
    const before = server.executions();
    await log.append(named('f'));
    await resumed.until(() => resumed.keys('resumed').length === 4);
    await live.until(() => live.keys('live').length === 1);
    expect(resumed.keys('resumed')).toEqual(['c', 'd', 'e', 'f']);
    expect([before, server.executions()]).toEqual([3, 4]);
    expect(server.hub.size).toBe(1);
  });

  it('are not told again of an event that was being executed when they began', async () => {
    const began = new AbortController();
    const mayEnd = new AbortController();
    const { log, server } = await open({
      execute: async () => {
        if (began.signal.aborted) return;
        began.abort();
        await once(mayEnd.signal, 'abort');
      },
    });
    const first = await subscribed(server.url, '1');
    const isExecuting = once(began.signal, 'abort');
    await log.append(named('a'));
    await isExecuting;
    const live = await subscribed(server.url, '1');
    const resumed = await subscribed(server.url, '1', { after: encodeEventCursor(0) });
    await resumed.until(() => resumed.keys('1').length === 1);
    await resumed.settled();
    mayEnd.abort();
    await log.append(named('b'));
    for (const one of [first, live, resumed]) await one.until(() => one.keys('1').includes('b'));
    expect([first, live, resumed].map((one) => one.keys('1'))).toEqual([['a', 'b'], ['b'], ['a', 'b']]);
  });

  it('join those that are live only where they begin: what lies between was told to nobody', async () => {
    const { log, database } = await openLog();
    const held = heldTail(log);
    const server = await openEventServer({ log, database });
    servers.push(server);
    await subscribed(server.url, 'keeper', { types: ['read'] });
    await log.append(named('a'));
    await held.until(1);
    held.hold();
    await log.append(named('b'));
    // The one begins after 'b', of which the log knows; the other can be told no more than 'a' yet.
    const live = await subscribed(server.url, 'live');
    const resumed = await subscribed(server.url, 'resumed', { after: encodeEventCursor(0) });
    await resumed.until(() => resumed.keys('resumed').length === 1);
    await resumed.settled();
    held.release();
    await log.append(named('c'));
    await live.until(() => live.keys('live').includes('c'));
    await resumed.until(() => resumed.keys('resumed').includes('c'));
    expect(live.keys('live')).toEqual(['c']);
    expect(resumed.keys('resumed')).toEqual(['a', 'b', 'c']);
    await log.append(named('d'));
    for (const one of [live, resumed])
      await one.until(() => [...one.keys('live'), ...one.keys('resumed')].includes('d'));
    await resumed.settled();
    expect(server.hub.size).toBe(2);
  });

  it('end one by one, and leave nothing behind', async () => {
    const { log, server } = await open();
    const [one, other] = [await subscribed(server.url, '1'), await subscribed(server.url, '1')];
    one.subscribe('2');
    await one.settled();
    one.complete('1');
    await one.settled();
    await log.append(named('a'));
    await one.until(() => one.keys('2').length === 1);
    await other.until(() => other.keys('1').length === 1);
    expect(one.keys('1')).toEqual([]);
    one.socket.close();
    other.complete('1');
    await other.settled();
    await one.closed;
    const late = await Reader.connect(server.url);
    await late.settled();
    expect(server.hub.size).toBe(0);
  });

  it('tell each client its own mistakes, and errors of one event to all', async () => {
    const { log, server } = await open();
    const reader = await subscribed(server.url, 'good');
    const other = await subscribed(server.url, 'good');
    reader.subscribe('unparsed', {}, 'subscription {');
    reader.subscribe('invalid', {}, 'subscription { nothing }');
    reader.subscribe('variables', { types: 5 });
    reader.subscribe('refused', { types: [] });
    reader.subscribe('query', {}, '{ hello }');
    await reader.settled();
    await reader.until(() => ['variables', 'refused', 'query'].every((id) => reader.told(id).length === 2));
    expect(reader.told('unparsed')).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] },
    ]);
    expect(reader.told('variables')).toMatchObject([
      { type: 'next', payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } },
      { type: 'complete' },
    ]);
    expect(reader.told('invalid')).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
    expect(JSON.stringify(reader.told('refused'))).toContain('"code":"NOTHING"');
    expect(reader.told('query')).toMatchObject([
      { payload: { data: { hello: null } } },
      { type: 'complete' },
    ]);
    await log.append([newEvent('x', { type: 'broken' }), newEvent('y')]);
    for (const one of [reader, other]) {
      await one.until(() => one.told('good').length === 2);
      expect(one.told('good')[0]).toMatchObject({
        type: 'next',
        payload: { data: { events: null }, errors: [{ message: 'Broken.', extensions: { code: 'BROKEN' } }] },
      });
      expect(one.keys('good')).toEqual(['y']);
    }
  });

  it('refuse a connection without a key', async () => {
    const { server } = await open();
    const socket = new WebSocket(server.url, GRAPHQL_TRANSPORT_WS_PROTOCOL);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    expect(await closed).toBe(4403);
  });

  it('serve a reader that stops from the log once it reads on, and hold little for it meanwhile', async () => {
    const { log, server } = await open({ maxEvents: 10 });
    const [slow, fast] = [await subscribed(server.url, '1'), await subscribed(server.url, '1')];
    slow.socket.pause();
    const keys = Array.from({ length: 300 }, (_, index) => `key-${index}`);
    for (const key of keys) {
      await log.append([large(key)]);
      await fast.until(() => fast.keys('1').includes(key));
    }
    // Thirty million characters were told; what the kernel does not take stays in the log.
    expect(server.waitingBytes()).toBeGreaterThan(0);
    expect(server.waitingBytes()).toBeLessThan(256 * 1024 + 2 * 101_000);
    slow.socket.resume();
    await slow.until(() => slow.keys('1').length === keys.length);
    expect(slow.keys('1')).toEqual(keys);
    await slow.settled();
    const before = server.executions();
    await log.append(named('after'));
    await slow.until(() => slow.keys('1').includes('after'));
    await fast.until(() => fast.keys('1').includes('after'));
    expect(server.executions()).toBe(before + 1);
  });

  it('close the socket of a reader that does not catch up in time, with its cursor', async () => {
    const { log, server } = await open({ maxLagSeconds: 0.3 });
    const [slow, fast] = [await subscribed(server.url, '1'), await subscribed(server.url, '1')];
    slow.socket.pause();
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
    for (const key of keys) {
      await log.append([large(key)]);
      await fast.until(() => fast.keys('1').includes(key));
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    slow.socket.resume();
    const { code, reason } = await slow.closed;
    const last =
      slow
        .told('1')
        .filter(({ type }) => type === 'next')
        .at(-1)?.payload?.data?.events?.cursor ?? '';
    expect([code, reason]).toEqual([4410, `Too slow: go on after ${last}`]);
    expect(slow.told('1').at(-1)).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor: last } }],
    });
    const seen = slow.keys('1');
    const resumed = await subscribed(server.url, 'r', { after: last });
    await resumed.until(() => seen.length + resumed.keys('r').length === keys.length);
    expect([...seen, ...resumed.keys('r')]).toEqual(keys);
  });

  it('end with an error when what a reader has not read is deleted with age', async () => {
    const { log, database, server } = await open({ pageSize: 2 });
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
    for (const key of keys) await log.append([large(key)]);
    const slow = await Reader.connect(server.url);
    slow.subscribe('1', { after: encodeEventCursor(1) });
    slow.socket.pause();
    while (server.waitingBytes() === 0) await new Promise((resolve) => setImmediate(resolve));
    while ((await trimStep(database, 199)) !== 0);
    slow.socket.resume();
    await slow.until(() => slow.told('1').some(({ type }) => type === 'error'));
    const seen = slow.keys('1');
    expect(seen).toEqual(keys.slice(1, 1 + seen.length));
    expect(slow.told('1').at(-1)).toMatchObject({
      payload: [
        { extensions: { code: 'CURSOR_TOO_OLD', oldestCursor: encodeEventCursor(199, log.identity) } },
      ],
    });
    const resumed = await subscribed(server.url, 'r', { after: encodeEventCursor(199) });
    await resumed.until(() => resumed.keys('r').length === 1);
    expect(resumed.keys('r')).toEqual(['key-199']);
  });

  it('keep variables apart that say more than where to begin', async () => {
    const { log, server } = await open();
    await log.append(named('a', 'b'));
    const required = EVENTS.replace('$after: String', '$after: String!');
    const readers: Reader[] = [];
    for (const after of [1, 1, 2]) {
      const reader = await Reader.connect(server.url);
      reader.subscribe('1', { after: encodeEventCursor(after) }, required);
      await reader.settled();
      readers.push(reader);
    }
    await log.append(named('c'));
    for (const reader of readers) await reader.until(() => reader.keys('1').includes('c'));
    expect(readers.map((reader) => reader.keys('1'))).toEqual([['b', 'c'], ['b', 'c'], ['c']]);
  });
});
