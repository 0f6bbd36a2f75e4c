import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openEventLog } from '../../src/events/event-log';
import { createHub } from '../../src/events/hub';
import type { EventLog } from '../../src/events/types';
import { openDatabase } from '../../src/store/database';
import { onEachDatabase, onPostgres } from '../support/databases';
import { until } from '../support/until';
import { newEvent } from './support/new-event';
import { logs } from './support/open-log';

onEachDatabase('logs of two processes over one database', (newDatabase) => {
  const openLog = logs(newDatabase);

  it('hear of what the other appended', async () => {
    const one = await openLog();
    const other = await openLog(one.url);
    const heard = new Promise<void>((resolve) => other.log.onAppend(resolve));
    await one.log.append([newEvent('a')]);
    await heard;
    expect(other.log.known).toBe(await one.log.head());
    expect((await other.log.read(0, 10)).map(({ dedupeKey }) => dedupeKey)).toEqual(['a']);
  });

  it('know the head at once, without having heard', async () => {
    const one = await openLog();
    const other = await openLog(one.url);
    for (let count = 1; count <= 20; count += 1) {
      await one.log.append([newEvent(`${count}`)]);
      expect(await other.log.head()).toBe(await one.log.head());
    }
  });

  it('store what both are sent once, and tell every subscriber the same in the same order', async () => {
    const one = await openLog();
    const both = [one.log, (await openLog(one.url)).log];
    const hubs = both.map((log) => createHub(log));
    const subscriptions = hubs.map((hub) => hub.subscribe({ after: 0 }));
    const keys = Array.from({ length: 300 }, (_, index) => `${index}`);
    // Batches that overlap, in opposite orders: they would wait for each other if nothing put them one behind the other.
    const stored = await Promise.all([
      ...batchesOf(keys).map((batch) => both[0]?.append(batch)),
      ...batchesOf(keys.toReversed()).map((batch) => both[1]?.append(batch)),
    ]);
    expect(stored.reduce((sum, result) => sum + (result?.stored ?? 0), 0)).toBe(keys.length);
    const told = await Promise.all(
      subscriptions.map(async (subscription) => {
        const seen: string[] = [];
        for await (const { dedupeKey } of subscription) if (seen.push(dedupeKey) === keys.length) break;
        return seen;
      }),
    );
    expect(told[0]).toEqual(told[1]);
    expect(new Set(told[0])).toEqual(new Set(keys));
    await Promise.all(hubs.map((hub) => hub.close()));
  });
});

function batchesOf(keys: string[]) {
  const batches = [];
  for (let start = 0; start < keys.length; start += 10) {
    batches.push(keys.slice(start, start + 10).map((key) => newEvent(key)));
  }
  return batches;
}

onPostgres('a reader beside an append that commits late', (newDatabase) => {
  it('sees it before what was appended after it', async () => {
    expect(await keysSeenByReader(await newDatabase())).toEqual(['late', 'quick']);
  });

  it('would never see it, if appends did not wait for each other', async () => {
    const url = new URL(await newDatabase());
    await query(url.href, WITHOUT_LOCKS);
    url.searchParams.set('options', '-c search_path=without_locks,pg_catalog');
    expect(await keysSeenByReader(url.href)).toEqual(['quick']);
  });
});

/** A function of the same name that does nothing, in a schema that is searched first. */
const WITHOUT_LOCKS = `CREATE SCHEMA without_locks;
  CREATE FUNCTION without_locks.pg_advisory_xact_lock(int, int) RETURNS void LANGUAGE sql AS ''`;

const TURNSTILE = 42;

/** The commit of an event that asks for it waits for the turnstile, when its place in the log is long since taken. */
const COMMIT_AT_TURNSTILE = `CREATE FUNCTION wait_at_turnstile() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.dedupe_key = 'late' THEN PERFORM pg_catalog.pg_advisory_xact_lock(${TURNSTILE}); END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER turnstile AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION wait_at_turnstile()`;

/** What a reader finds that goes on from the last event it saw, while one replica's commit is held up and another appends. */
async function keysSeenByReader(url: string): Promise<string[]> {
  const [one, other] = [await openDatabase(url), await openDatabase(url)];
  const turnstile = new Client({ connectionString: url });
  await turnstile.connect();
  try {
    await turnstile.query(COMMIT_AT_TURNSTILE);
    await turnstile.query('SELECT pg_advisory_lock($1)', [TURNSTILE]);
    const [log, otherLog] = [await openEventLog(one), await openEventLog(other)];
    const seen: string[] = [];
    let place = 0;
    const readOn = async () => {
      for (const { seq, dedupeKey } of await otherLog.read(place, 10)) {
        seen.push(dedupeKey);
        place = seq;
      }
    };
    const late = log.append([newEvent('late')]);
    await until(async () => (await waiting(turnstile)) >= 1);
    let isStored = false;
    const quick = otherLog.append([newEvent('quick')]).then(() => {
      isStored = true;
    });
    await until(async () => isStored || (await waiting(turnstile)) >= 2);
    await readOn();
    await turnstile.query('SELECT pg_advisory_unlock($1)', [TURNSTILE]);
    await Promise.all([late, quick]);
    await readOn();
    return seen;
  } finally {
    await turnstile.end();
    await Promise.all([one.close(), other.close()]);
  }
}

/** How many transactions of this database wait for an advisory lock. */
async function waiting(client: Client): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0].waiting;
}

onPostgres('a log whose connections are cut', (newDatabase) => {
  const openLog = logs(newDatabase);

  it('hears of appends again', async () => {
    const one = await openLog();
    const other = await openLog(one.url);
    await cutConnections(one.url);
    await appendPatiently(one.log, 'a');
    await reach(other.log, 'a');
    await cutConnections(one.url);
    await appendPatiently(one.log, 'b');
    await reach(other.log, 'b');
  });
});

/** As Meta does: again until it is stored. */
async function appendPatiently(log: EventLog, key: string): Promise<void> {
  while (
    !(await log.append([newEvent(key)]).then(
      () => true,
      () => false,
    ))
  )
    await sleep(10);
}

async function reach(log: EventLog, key: string): Promise<void> {
  const hub = createHub(log);
  for await (const { dedupeKey } of hub.subscribe({ after: 0 })) if (dedupeKey === key) break;
  await hub.close();
}

async function cutConnections(url: string): Promise<void> {
  await query(
    url,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
