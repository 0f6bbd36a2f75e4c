import { GraphQLError } from 'graphql';
import pino from 'pino';
import { CursorTooOldError, encodeEventCursor } from '../../../src/events/cursor';
import { trimStep } from '../../../src/events/trim';
import { errorFormatter } from '../../../src/server/graphql-errors';
import { LiveGateway } from './support/live-gateway';
import { change, textMessage } from './support/webhooks';

let gateway: LiveGateway;
beforeEach(async () => {
  gateway = await LiveGateway.start();
});
afterEach(() => gateway.close());

interface Node {
  receivedAt: string;
  payload: { id: string };
}

async function query(args: string): Promise<Node[]> {
  const { events } = await gateway.ask<{ events: { nodes: Node[] } }>(
    `{ events(${args}) { nodes { receivedAt payload } } }`,
  );
  return events.nodes;
}

/** A webhook, and after it a moment in which the clock has moved. */
async function post(id: string): Promise<void> {
  await gateway.post(textMessage(id));
  const then = Date.now();
  while (Date.now() === then) await new Promise((resolve) => setImmediate(resolve));
}

describe('`since`', () => {
  it('begins with what was received at the time, and goes on with what happens', async () => {
    for (const id of ['wamid.1', 'wamid.2', 'wamid.3']) await post(id);
    const [, second] = await query('first: 3');
    const since = `since: "${second?.receivedAt}"`;
    expect((await query(since)).map(({ payload }) => payload.id)).toEqual(['wamid.2', 'wamid.3']);
    const stream = await gateway.subscribe(`subscription { events(${since}) { payload } }`);
    await post('wamid.4');
    expect((await stream.take(3)).map(({ events }) => events)).toMatchObject([
      { payload: { id: 'wamid.2' } },
      { payload: { id: 'wamid.3' } },
      { payload: { id: 'wamid.4' } },
    ]);
  });

  it('is joined with the filter, also where the log alone cannot say what is wanted', async () => {
    await post('wamid.1');
    await gateway.post(change('field_of_2027', { event: 'NOVELTY' }));
    await gateway.post(change('flows', { event: 'FLOW_STATUS_CHANGE', flow_id: '1' }));
    const [first] = await query('first: 1');
    const unknown = await query(`since: "${first?.receivedAt}", filter: { kinds: [UNKNOWN] }`);
    expect(unknown).toMatchObject([{ payload: { event: 'NOVELTY' } }]);
    const none = await query('since: "2020-01-01T00:00:00Z", filter: { directions: [OUTBOUND] }');
    expect(none).toEqual([]);
  });

  it('older than everything begins with the oldest; a time after all has nothing stored', async () => {
    await post('wamid.1');
    expect(await query('since: "2020-01-01T00:00:00+02:00"')).toHaveLength(1);
    expect(await query(`since: "${new Date().toISOString()}"`)).toEqual([]);
  });

  it.each([
    ['since: "2999-01-01T00:00:00Z"', '`since` lies in the future'],
    [`since: "2020-01-01T00:00:00Z", after: "${encodeEventCursor(0)}"`, '`since` stands beside `after`'],
  ])('is refused: %s', async (args, message) => {
    await expect(query(args)).rejects.toThrow(message);
    await expect(gateway.subscribe(`subscription { events(${args}) { id } }`)).rejects.toThrow(message);
    expect(gateway.hub.size).toBe(0);
  });
});

describe('a cursor from before what is left', () => {
  it('is refused, with the one to go on from', async () => {
    for (const id of ['wamid.1', 'wamid.2', 'wamid.3', 'wamid.4']) await post(id);
    await gateway.history.catchUp();
    await trimStep(gateway.database, 3);
    const left = await query('first: 9');
    const oldest = encodeEventCursor(3, gateway.log.identity);
    const message = `The oldest that is left was received at ${left[0]?.receivedAt}; the cursor "${oldest}" begins there`;
    const tooOld = `after: "${encodeEventCursor(2)}"`;
    await expect(query(tooOld)).rejects.toThrow(message);
    await expect(gateway.subscribe(`subscription { events(${tooOld}) { id } }`)).rejects.toThrow(message);
    expect(await query(`after: "${oldest}"`)).toEqual(left);
    expect(await query('since: "2020-01-01T00:00:00Z"')).toEqual(left);
    expect(await query(`after: "${encodeEventCursor(0)}"`)).toEqual(left);
  });

  it('is an error with a code, and with the cursor and the time to go on from', () => {
    const format = errorFormatter(pino({ level: 'silent' }));
    const oldestReceivedAt = new Date('2026-11-01T08:00:00Z');
    const error = new GraphQLError('', {
      path: ['events'],
      originalError: new CursorTooOldError('abc', oldestReceivedAt),
    });
    expect(format(error.toJSON(), error)).toMatchObject({
      message: expect.stringContaining('"abc" begins there'),
      extensions: { code: 'CURSOR_TOO_OLD', oldestCursor: 'abc', oldestReceivedAt },
    });
  });
});
