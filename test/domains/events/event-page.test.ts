import 'reflect-metadata';
import { readEventPage, readLastEventPage } from '../../../src/domains/events/event-page';
import { ScanAllowance } from '../../../src/domains/events/scan-allowance';
import { sift } from '../../../src/domains/events/sift';
import { decodeEventCursor, encodeEventCursor } from '../../../src/events/cursor';
import type { NewEvent, StoredEvent } from '../../../src/events/types';
import { LiveGateway } from './support/live-gateway';
import { ACCOUNT } from './support/webhooks';

let gateway: LiveGateway;
beforeAll(async () => {
  gateway = await LiveGateway.start();
  const events = Array.from({ length: 25_000 }, (_, index): NewEvent => {
    const payload = { number: index + 1 };
    return {
      dedupeKey: `${index}`,
      kind: 'change',
      field: 'flows',
      accountId: ACCOUNT,
      payload,
      context: {},
    };
  });
  await gateway.log.append(events);
});
afterAll(() => gateway.close());

const cursorOf = (seq: number) => encodeEventCursor(seq, gateway.log.identity);
const { signal } = new AbortController();
/** Of an operation of its own. */
const reader = () => ({ signal, allowance: new ScanAllowance() });
const every = (step: number) => (event: StoredEvent) => event.seq % step === 0;

describe('a page of what the log itself cannot tell apart', () => {
  it('has the next finds, and says where to go on', async () => {
    const page = await readEventPage(
      gateway.log,
      { filter: {}, test: every(1000) },
      { after: 2500 },
      3,
      reader(),
    );
    expect(page.nodes.map(({ cursor }) => decodeEventCursor(cursor).seq)).toEqual([3000, 4000, 5000]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, endCursor: cursorOf(5000) });
  });

  it('ends the search after some time, and goes on from there when asked', async () => {
    const selection = { filter: {}, test: every(24_000) };
    const none = await readEventPage(gateway.log, selection, {}, 3, reader());
    expect(none.nodes).toEqual([]);
    expect(none.pageInfo).toMatchObject({ hasNextPage: true, startCursor: null });
    const place = decodeEventCursor(none.pageInfo.endCursor ?? '').seq;
    const rest = await readEventPage(gateway.log, selection, { after: place }, 3, reader());
    expect(rest.nodes.map(({ cursor }) => decodeEventCursor(cursor).seq)).toEqual([24_000]);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, endCursor: cursorOf(24_000) });
  });
});

describe('pages in one operation', () => {
  it('share what may be looked through, and each gets on by an event at least', async () => {
    const selection = { filter: {}, test: every(24_000) };
    const one = reader();
    const pages = await Promise.all([1, 2, 3].map(() => readEventPage(gateway.log, selection, {}, 3, one)));
    expect(pages.map(({ nodes }) => nodes)).toEqual([[], [], []]);
    const places = pages.map(({ pageInfo }) => decodeEventCursor(pageInfo.endCursor ?? '').seq);
    expect(places).toEqual([expect.any(Number), 1, 1]);
    expect(places[0]).toBeGreaterThan(19_000);
    expect(pages.every(({ pageInfo }) => pageInfo.hasNextPage)).toBe(true);
    const [back] = await Promise.all([readLastEventPage(gateway.log, selection, { hasNext: false }, 3, one)]);
    expect(back?.pageInfo).toMatchObject({ hasPreviousPage: true, startCursor: cursorOf(25_000) });
  });
});

describe('a page, read back, of what the log itself cannot tell apart', () => {
  it('ends the search after some time, and goes on from there when asked', async () => {
    const selection = { filter: {}, test: (event: StoredEvent) => event.seq === 1_000 };
    const end = { hasNext: false };
    const none = await readLastEventPage(gateway.log, selection, end, 3, reader());
    expect(none.nodes).toEqual([]);
    expect(none.pageInfo).toMatchObject({ hasPreviousPage: true, endCursor: null });
    const before = decodeEventCursor(none.pageInfo.startCursor ?? '').seq;
    const rest = await readLastEventPage(gateway.log, selection, { before, hasNext: true }, 3, reader());
    expect(rest.nodes.map(({ cursor }) => decodeEventCursor(cursor).seq)).toEqual([1_000]);
    expect(rest.pageInfo).toMatchObject({ hasPreviousPage: false, startCursor: cursorOf(1_000) });
  });
});

describe('a page of very large events', () => {
  it('has fewer than asked for, and says where to go on', async () => {
    const text = 'x'.repeat(3_000_000);
    const large = Array.from({ length: 12 }, (_, index): NewEvent => {
      const payload = { index, text };
      return {
        dedupeKey: `l${index}`,
        kind: 'change',
        field: 'history',
        accountId: ACCOUNT,
        payload,
        context: {},
      };
    });
    for (const event of large) await gateway.log.append([event]);
    const selection = { filter: { fields: ['history'] } };
    const found: unknown[] = [];
    let pages = 0;
    for (let after = 0, hasMore = true; hasMore; pages += 1) {
      const { nodes, pageInfo } = await readEventPage(gateway.log, selection, { after }, 100, reader());
      expect(nodes.length * text.length).toBeLessThan(24_000_000);
      found.push(...nodes.map(({ payload }) => payload.index));
      hasMore = pageInfo.hasNextPage;
      after = decodeEventCursor(pageInfo.endCursor ?? encodeEventCursor(after)).seq;
    }
    expect(found).toEqual(large.map(({ payload }) => payload.index));
    expect(pages).toBeLessThan(6);
  });
});

describe('a sifted stream', () => {
  it('leaves out what fails the test, and lets its source go', async () => {
    const stream = sift(gateway.hub.subscribe({ after: 0 }), every(10_000));
    expect((await stream.next()).value).toMatchObject({ seq: 10_000 });
    expect((await stream.next()).value).toMatchObject({ seq: 20_000 });
    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
    expect(gateway.hub.size).toBe(0);
  });
});
