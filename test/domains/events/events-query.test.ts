import { decodeEventCursor, encodeEventCursor } from '../../../src/events/cursor';
import { everyone, LiveGateway } from './support/live-gateway';
import { ACCOUNT, change, statusUpdate, textMessage } from './support/webhooks';

let gateway: LiveGateway;
beforeAll(async () => {
  gateway = await LiveGateway.start();
  for (let index = 1; index <= 5; index += 1) await gateway.post(textMessage(`wamid.${index}`));
  await gateway.post(statusUpdate('wamid.9', 'sent'));
  await gateway.post(change('field_of_2027', { event: 'NOVELTY' }));
  await gateway.post(textMessage('wamid.foreign', 'x', {}, { account: '999' }));
});
afterAll(() => gateway.close());

interface EventsPage {
  nodes: { __typename: string; cursor: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function page(args: string, caller = everyone): Promise<EventsPage> {
  const { events } = await gateway.ask<{ events: EventsPage }>(
    `{ events${args} { nodes { __typename cursor accountId } edges { cursor node { cursor } }
       pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    caller,
  );
  return events;
}

const cursorOf = (seq: number) => encodeEventCursor(seq, gateway.log.identity);
const kinds = ({ nodes }: EventsPage) => nodes.map(({ __typename }) => __typename);

describe('the query `events`', () => {
  it('reads the log page by page, oldest first', async () => {
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { nodes, pageInfo } = await page(`(first: 3${after && `, after: "${after}"`})`);
      seen.push(...nodes.map(({ cursor }) => cursor));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor ?? '';
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(cursorOf));
  });

  it('knows where a page stands', async () => {
    const first = await page('(first: 8)');
    expect(first.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: cursorOf(1),
      endCursor: cursorOf(8),
    });
    const last = await page(`(after: "${cursorOf(8)}")`);
    expect(last).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it('filters as the subscriptions do, also what the log cannot tell apart', async () => {
    expect(kinds(await page('(filter: { statuses: [SENT] })'))).toEqual(['MessageStatusUpdated']);
    expect(kinds(await page('(filter: { kinds: [UNKNOWN] })'))).toEqual(['UnknownEvent']);
    const mixed = await page('(first: 2, filter: { kinds: [UNKNOWN, MESSAGE_STATUS_UPDATED] })');
    expect(kinds(mixed)).toEqual(['MessageStatusUpdated', 'UnknownEvent']);
    expect(mixed.pageInfo.hasNextPage).toBe(false);
  });

  it('shows a confined caller nothing of other accounts', async () => {
    const confined = { ...everyone, accounts: new Set([ACCOUNT]) };
    expect((await page('(first: 100)', confined)).nodes).toHaveLength(7);
  });

  it.each([
    ['(first: 0)', '`first` is 0. Give a number from 1 to 100.'],
    ['(first: 101)', '`first` is 101'],
    ['(after: "AAAA")', '`after` is not the cursor of an event'],
    ['(filter: { messageIds: [] })', '`filter.messageIds` is empty'],
  ])('refuses %s', async (args, message) => {
    await expect(page(args)).rejects.toThrow(message);
  });

  it('needs the scope', async () => {
    const reader = { ...everyone, scopes: new Set(['accounts:read'] as const) };
    await expect(page('', reader)).rejects.toThrow('Access denied');
  });
});

describe('the query `events`, read back', () => {
  const seqs = ({ nodes }: EventsPage) => nodes.map(({ cursor }) => decodeEventCursor(cursor).seq);

  it('gives the newest, oldest of them first, then those before, to the beginning', async () => {
    const newest = await page('(last: 3)');
    expect(seqs(newest)).toEqual([6, 7, 8]);
    expect(newest.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: cursorOf(6),
      endCursor: cursorOf(8),
    });
    const before = await page(`(last: 3, before: "${cursorOf(6)}")`);
    expect(seqs(before)).toEqual([3, 4, 5]);
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const oldest = await page(`(last: 3, before: "${cursorOf(3)}")`);
    expect(seqs(oldest)).toEqual([1, 2]);
    expect(oldest.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const none = await page(`(last: 3, before: "${cursorOf(1)}")`);
    expect(none.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('filters, also what the log cannot tell apart, and shows a confined caller its own', async () => {
    expect(seqs(await page('(last: 2, filter: { kinds: [MESSAGE_RECEIVED] })'))).toEqual([5, 8]);
    expect(seqs(await page('(last: 2, filter: { kinds: [UNKNOWN] })'))).toEqual([7]);
    const confined = { ...everyone, accounts: new Set([ACCOUNT]) };
    expect(seqs(await page('(last: 2)', confined))).toEqual([6, 7]);
  });

  it('keeps to a stretch of time', async () => {
    const { events } = await gateway.ask<{ events: { nodes: { receivedAt: string }[] } }>(
      '{ events(first: 100) { nodes { receivedAt } } }',
    );
    const times = events.nodes.map(({ receivedAt }) => receivedAt);
    const [since, until] = [times[2], times[6]];
    if (!since || !until) throw new Error('missing');
    const within = times.flatMap((time, index) => (time >= since && time < until ? [index + 1] : []));
    expect(seqs(await page(`(last: 100, since: "${since}", until: "${until}")`))).toEqual(within);
    expect(seqs(await page(`(last: 100, before: "${cursorOf(5)}", since: "${since}")`))).toEqual(
      within.filter((seq) => seq < 5),
    );
    expect((await page('(last: 1, since: "2020-01-01T00:00:00Z")')).pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    ['(last: 1, first: 1)', '`last` cannot go with `first`'],
    [`(before: "x")`, '`before` needs `last`'],
    ['(last: 0)', '`last` is 0'],
    ['(last: 1, after: "x")', '`after` cannot go with `last`'],
    ['(last: 1, before: "x")', '`before` is not the cursor of an event'],
    [`(last: 1, before: "${encodeEventCursor(1, 'another0')}")`, '`before` comes from another database'],
  ])('refuses %s', async (args, message) => {
    await expect(page(args)).rejects.toThrow(message);
  });

  it('refuses a cursor from beyond the newest event', async () => {
    await expect(page(`(last: 1, before: "${cursorOf(1_000)}")`)).rejects.toThrow(
      '`before` lies beyond the newest event',
    );
  });
});
