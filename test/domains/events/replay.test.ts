import { encodeEventCursor } from '../../../src/events/cursor';
import { replay } from '../../../src/events/replay';
import { trimStep } from '../../../src/events/trim';
import { LiveGateway } from './support/live-gateway';
import { statusUpdate, textMessage } from './support/webhooks';

let gateway: LiveGateway;
beforeEach(async () => {
  gateway = await LiveGateway.start();
});
afterEach(() => gateway.close());

const MINUTE_MS = 60_000;

/** Ten messages and a status each, a pair a minute, the last of them two minutes ago; when each pair was received. */
async function tenMinutes(): Promise<string[]> {
  for (let index = 0; index < 10; index += 1) {
    await gateway.post(textMessage(`wamid.${index}`));
    await gateway.post(statusUpdate(`wamid.${index}`, 'read'));
  }
  const start = Date.now() - 12 * MINUTE_MS;
  const rows = Array.from({ length: 20 }, (_, index) => [
    start + Math.floor(index / 2) * MINUTE_MS,
    index + 1,
  ]);
  await gateway.database.write([{ sql: 'UPDATE events SET received_at = ? WHERE seq = ?', rows }]);
  return rows.filter((_row, index) => index % 2 === 0).map(([time]) => new Date(time ?? 0).toISOString());
}

async function told(args: string): Promise<string[]> {
  const stream = await gateway.subscribe(`subscription { events(${args}) { id payload } }`);
  return (await stream.rest()).map(({ events }) => (events as { payload: { id: string } }).payload.id);
}

async function listed(args: string): Promise<string[]> {
  const { events } = await gateway.ask<{ events: { nodes: { payload: { id: string } }[] } }>(
    `{ events(first: 100, ${args}) { nodes { payload } } }`,
  );
  return events.nodes.map(({ payload }) => payload.id);
}

describe('`until`', () => {
  it('tells a stretch of time again, by filter, and completes', async () => {
    const times = await tenMinutes();
    const range = `since: "${times[3]}", until: "${times[6]}", filter: { directions: [INBOUND] }`;
    const expected = ['wamid.3', 'wamid.4', 'wamid.5'];
    expect([await told(range), await listed(range)]).toEqual([expected, expected]);
    expect(gateway.hub.size).toBe(0);
  });

  it('goes with a cursor, and with a time of just now', async () => {
    const times = await tenMinutes();
    const range = `after: "${encodeEventCursor(16)}", until: "${times[9]}"`;
    const expected = ['wamid.8', 'wamid.8'];
    expect([await told(range), await listed(range)]).toEqual([expected, expected]);
    const whole = `since: "2020-01-01T00:00:00Z", until: "${new Date(Date.now() + 5_000).toISOString()}"`;
    expect([(await told(whole)).length, (await listed(whole)).length]).toEqual([20, 20]);
    const none = `since: "2020-01-01T00:00:00Z", until: "${times[0]}"`;
    expect([await told(none), await listed(none)]).toEqual([[], []]);
  });

  it.each([
    ['until: "2020-01-01T00:00:00Z"', '`until` stands alone'],
    ['since: "2020-01-01T00:00:00Z", until: "2020-01-01T00:00:00Z"', '`until` is not after `since`'],
    ['since: "2020-01-01T00:00:00Z", until: "2999-01-01T00:00:00Z"', '`until` lies in the future'],
  ])('is refused: %s', async (args, message) => {
    await expect(told(args)).rejects.toThrow(message);
  });

  it('says so when what it is to tell is deleted meanwhile, and ends when its reader does', async () => {
    await tenMinutes();
    const { log, database } = gateway;
    const options = { after: 1, until: 20, pageSize: 2, signal: new AbortController().signal };
    const events = replay(log, options);
    expect([(await events.next()).value?.seq, (await events.next()).value?.seq]).toEqual([2, 3]);
    await gateway.history.catchUp();
    await trimStep(database, 10);
    await expect(events.next()).rejects.toMatchObject({ code: 'CURSOR_TOO_OLD' });
    const left = new AbortController();
    const rest = replay(log, { ...options, after: 10, signal: left.signal });
    expect((await rest.next()).value?.seq).toBe(11);
    left.abort();
    expect(await rest.next()).toEqual({ done: true, value: undefined });
  });
});
