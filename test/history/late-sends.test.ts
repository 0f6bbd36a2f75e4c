import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '../../src/events/event-log';
import { createHistory } from '../../src/history/history';
import { LateSends } from '../../src/history/late-sends';
import { openDatabase } from '../../src/store/database';
import { StoreError } from '../../src/store/errors';
import { onPostgres } from '../support/databases';
import { PostgresServer, postgresBinaries } from '../support/postgres-server';
import { until } from '../support/until';
import { sentText } from './support/open-history';

const AWAY = new StoreError('UNAVAILABLE', 'away');

onPostgres('what is sent while the database is away', () => {
  const itWithServer = postgresBinaries() === undefined ? it.skip : it;
  itWithServer(
    'is in the history once it is back',
    async () => {
      const server = await PostgresServer.create();
      const database = await openDatabase(server.url('postgres'));
      const log = await openEventLog(database);
      const history = await createHistory({ database, log });
      try {
        await server.kill();
        await expect(history.recordSent(sentText('m1'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        await server.start();
        await until(async () => (await history.message('m1').catch(() => undefined)) !== undefined);
        expect(await history.message('m1')).toMatchObject({ type: 'text', payload: sentText('m1').payload });
      } finally {
        await history.close();
        await log.close();
        await database.close();
        await server.remove();
      }
    },
    60_000,
  );
});

describe('sends that could not be recorded', () => {
  const recorded: string[] = [];
  const told: string[] = [];
  let failure: Error | undefined;
  const open = (bounds: { maxCount?: number; maxSize?: number } = {}) =>
    new LateSends({
      record: async ({ id }) => {
        if (failure) throw failure;
        recorded.push(id);
      },
      onError: (error) => told.push(String(error)),
      retryMs: 10,
      ...bounds,
    });
  beforeEach(() => {
    recorded.length = 0;
    told.length = 0;
    failure = undefined;
  });

  it('are kept within bounds, the oldest dropped, told of once and counted', async () => {
    const late = open({ maxCount: 2 });
    failure = AWAY;
    for (const id of ['a', 'b', 'c', 'd']) late.keep(sentText(id), '{}', AWAY);
    await sleep(50);
    expect([recorded, told.length]).toEqual([[], 1]);
    failure = undefined;
    await until(() => told.length >= 2);
    expect(recorded).toEqual(['c', 'd']);
    expect(told[1]).toContain('2 messages');
    await late.close();
    expect(told).toHaveLength(2);
  });

  it('are kept within a size', async () => {
    const late = open({ maxSize: 10 });
    for (const id of ['a', 'b']) late.keep(sentText(id), '"123456"', AWAY);
    await late.close();
    expect(recorded).toEqual(['b']);
  });

  it('are recorded at the end, or counted as lost', async () => {
    const [first, second] = [open(), open()];
    first.keep(sentText('a'), undefined, AWAY);
    await first.close();
    expect([recorded, told]).toEqual([['a'], []]);
    second.keep(sentText('b'), undefined, AWAY);
    failure = AWAY;
    await second.close();
    expect(told.join()).toContain('1 messages');
  });

  it('are not kept where the database refused what they say', async () => {
    const late = open();
    late.keep(sentText('a'), undefined, new StoreError('FAILED', 'too big', '22001'));
    late.keep(sentText('b'), undefined, new StoreError('CLOSED', 'closed'));
    await late.close();
    expect([recorded, told]).toEqual([[], []]);
  });
});
