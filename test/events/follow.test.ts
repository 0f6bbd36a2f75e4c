import { setImmediate as turn } from 'node:timers/promises';
import { followLog } from '../../src/events/follow';
import { onEachDatabase } from '../support/databases';
import { altered } from './support/altered';
import { newEvent } from './support/new-event';
import { logs } from './support/open-log';

onEachDatabase('who follows the log', (newDatabase) => {
  const openLog = logs(newDatabase);

  it('says once that it cannot be read, goes on when it can, and says so of the next time', async () => {
    const { log } = await openLog();
    let failures = 2;
    const shaky = altered(log, {
      read: (...args) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('away')) : log.read(...args);
      },
    });
    const errors: unknown[] = [];
    const seen: string[] = [];
    const stop = followLog({
      log: shaky,
      filter: {},
      gatherMs: 1,
      onEvent: ({ dedupeKey }) => seen.push(dedupeKey),
      onError: (error) => errors.push(error),
    });
    try {
      await log.append([newEvent('a')]);
      while (seen.length < 1) await turn();
      expect(errors).toHaveLength(1);
      failures = 2;
      await log.append([newEvent('b')]);
      while (seen.length < 2) await turn();
      expect(seen).toEqual(['a', 'b']);
      expect(errors).toHaveLength(2);
    } finally {
      stop();
    }
  });
});
