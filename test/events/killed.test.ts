import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { StoredEvent } from '../../src/events/types';
import { onEachDatabase } from '../support/databases';
import { logs } from './support/open-log';

const RUNS = 5;
const ACKNOWLEDGED_BEFORE_KILL = 300;

onEachDatabase('a process that is killed while it appends', (newDatabase) => {
  const openLog = logs(newDatabase);
  it('leaves behind every event that was acknowledged, exactly once', async () => {
    const { database, url } = await openLog();
    await database.close();
    const acknowledged: string[] = [];
    for (let run = 1; run <= RUNS; run += 1) acknowledged.push(...(await appendAndKill(url, `run${run}`)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(RUNS * (ACKNOWLEDGED_BEFORE_KILL - 1));

    const { log } = await openLog(url);
    const found: StoredEvent[] = [];
    for (let after = 0; after < (await log.head()); after = found.at(-1)?.seq ?? after) {
      found.push(...(await log.read(after, 1_000)));
    }
    const keys = new Set(found.map(({ dedupeKey }) => dedupeKey));
    expect(keys.size).toBe(found.length);
    // Both events of an append, also of those that were stored but not acknowledged any more.
    for (const key of acknowledged) expect(keys).toContain(key);
    for (const key of keys) expect(keys).toContain(key.endsWith('-b') ? key.slice(0, -2) : `${key}-b`);
  });
});

async function appendAndKill(url: string, run: string): Promise<string[]> {
  const child = fork(path.join(__dirname, 'support', 'append-until-killed.js'), [url, run], {
    silent: true,
  });
  const exited = once(child, 'exit');
  const keys: string[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface(child.stdout)) {
    keys.push(line);
    if (keys.length === ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  // A line may be cut off by the kill: the last one only counts when it is whole.
  return keys.slice(0, -1);
}
