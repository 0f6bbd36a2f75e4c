import { encodeEventCursor } from '../../../src/events/cursor';
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
