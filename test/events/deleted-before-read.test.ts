import { setImmediate as turn } from 'node:timers/promises';
import { encodeEventCursor } from '../../src/events/cursor';
import { INSERT_EVENT, rowOf } from '../../src/events/event-row';
import { followLog } from '../../src/events/follow';
import { createHub } from '../../src/events/hub';
import { createHistory } from '../../src/history/history';
import { onEachDatabase } from '../support/databases';
import { newEvent } from './support/new-event';
import { logs, type OpenLog } from './support/open-log';

const NEWS = [3, 4, 5, 6, 7].map((seq) => newEvent(`e${seq}`));

/** Events that were deleted up to the fifth before anybody could read them, as after a long time away: in one commit. */
async function appendAndDelete({ database }: OpenLog): Promise<void> {
  await database.write([
    { sql: INSERT_EVENT, rows: NEWS.map((event) => rowOf(event, Date.now())), stream: 'events' },
    { sql: "UPDATE event_log_floor SET trimmed_to = 5 WHERE name = 'events'", rows: [[]] },
    { sql: 'DELETE FROM events WHERE seq <= 5', rows: [[]] },
  ]);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

onEachDatabase('events that are deleted before they were read', (newDatabase) => {
  const openLog = logs(newDatabase);
  const open = async () => {
    const opened = await openLog();
    await opened.log.append([newEvent('e1'), newEvent('e2')]);
    const tooOld = {
      code: 'CURSOR_TOO_OLD',
      oldestCursor: encodeEventCursor(5, opened.log.identity),
    };
    return { ...opened, tooOld };
  };

  it('end every subscription that waits for them, and none that begins behind them', async () => {
    const { tooOld, ...opened } = await open();
    const hub = createHub(opened.log, { onError: () => undefined });
    const waiting = [hub.subscribe(), hub.subscribe({ after: 2, filter: { types: ['sent'] } })];
    const pulls = waiting.map((events) => events.next().catch((error: unknown) => error));
    await appendAndDelete(opened);
    for (const pull of pulls) expect(await pull).toMatchObject(tooOld);
    for (const events of waiting) expect(await events.next()).toMatchObject({ done: true });
    const resumed = hub.subscribe({ after: 5 });
    for (const seq of [6, 7]) expect((await resumed.next()).value).toMatchObject({ seq });
    const next = resumed.next();
    await opened.log.append([newEvent('e8')]);
    expect((await next).value).toMatchObject({ seq: 8 });
    expect(hub.size).toBe(1);
    await hub.close();
  });

  it('are told once to who follows the log for the process, which goes on with the oldest that is left', async () => {
    const { tooOld, ...opened } = await open();
    const seen: number[] = [];
    const errors: unknown[] = [];
    const stop = followLog({
      log: opened.log,
      filter: { types: ['sent'] },
      onEvent: ({ seq }) => seen.push(seq),
      onError: (error) => errors.push(error),
      gatherMs: 1,
    });
    await appendAndDelete(opened);
    await until(() => seen.length === 2);
    await opened.log.append([newEvent('e8')]);
    await until(() => seen.length === 3);
    expect(seen).toEqual([6, 7, 8]);
    expect(errors).toMatchObject([tooOld]);
    stop();
  });

  it('are noted as lost by the history, which applies what is left', async () => {
    const { tooOld, ...opened } = await open();
    const errors: unknown[] = [];
    const history = await createHistory({ ...opened, onError: (error) => errors.push(error) });
    await history.catchUp();
    await appendAndDelete(opened);
    await history.catchUp();
    expect(errors).toMatchObject([tooOld]);
    expect(await history.message('wamid.e4')).toBeUndefined();
    for (const id of ['wamid.e1', 'wamid.e6', 'wamid.e7']) expect(await history.message(id)).toBeDefined();
    await history.close();
  });
});
