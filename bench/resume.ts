import { openEventLog } from '../src/events/event-log';
import { pageQuery } from '../src/events/log-query';
import type { EventFilter } from '../src/events/types';
import { type Database, openDatabase } from '../src/store/database';
import { benchFolder } from './support/processes';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 1_000_000);
const EVENTS_A_COMMIT = 100_000;
const PAGE = 100;
const REPETITIONS = 21;

/** What a subscriber may follow, each with the same question asked of every event in turn. */
const FOLLOWED: { title: string; filter: EventFilter; test: string }[] = [
  { title: 'one customer', filter: { contacts: ['16315550042'] }, test: "wa_id = '16315550042'" },
  {
    title: 'one number',
    filter: { phoneNumberIds: ['106540000000007'] },
    test: "phone_number_id = '106540000000007'",
  },
  {
    title: 'failures of one account',
    filter: { accountIds: ['102290000000003'], types: ['failed'] },
    test: "account_id = '102290000000003' AND type = 'failed'",
  },
  { title: 'flows', filter: { fields: ['flows'] }, test: "field = 'flows'" },
];

/** Reading a long log on from a cursor by filter: by the ranges of an index, against a look at every event. */
export async function resume(): Promise<void> {
  const database = await openDatabase(`sqlite:${await benchFolder()}/log.db`);
  const log = await openEventLog(database);
  for (let from = 1; from <= EVENTS; from += EVENTS_A_COMMIT) {
    await database.write(
      [{ sql: MANY, rows: [[from, Math.min(EVENTS, from + EVENTS_A_COMMIT - 1)]] }],
      'crash',
    );
  }
  process.stdout.write(`Reading on from a cursor in the middle of ${EVENTS} events, ${PAGE} at a time\n`);
  const after = Math.floor(EVENTS / 2);
  for (const { title, filter, test } of FOLLOWED) {
    const scan = `SELECT seq, payload FROM events NOT INDEXED WHERE seq > ? AND ${test} ORDER BY seq LIMIT ${PAGE}`;
    const found = await log.read(after, PAGE, filter);
    const byIndex = await medianMs(REPETITIONS, () => log.read(after, PAGE, filter));
    const byScan = await medianMs(3, () => database.read(scan, [after]));
    process.stdout.write(
      [
        `  ${title}: ${found.length} events in ${byIndex.toFixed(1)} ms; with a look at every event ${byScan.toFixed(0)} ms`,
        ...(await planOf(database, after, filter)).map((step) => `    ${step}`),
        '',
      ].join('\n'),
    );
  }
  process.stdout.write('\n');
  await log.close();
  await database.close();
}

async function medianMs(times: number, run: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return taken[Math.floor(times / 2)] ?? Number.NaN;
}

/** The steps in which SQLite reads a page, those that touch the events. */
async function planOf(database: Database, after: number, filter: EventFilter): Promise<string[]> {
  const query = pageQuery(database.dialect, after, PAGE, 4 * 1024 * 1024, filter);
  const rows = await database.read(`EXPLAIN QUERY PLAN ${query?.sql}`, query?.parameters ?? []);
  return rows.map(([, , , detail]) => String(detail)).filter((step) => / events\b/.test(step));
}

/** Statuses mostly, of 100 numbers in 20 accounts and 50,000 customers. */
const MANY = `INSERT INTO events (id, dedupe_key, kind, field, account_id, phone_number_id, wa_id, message_id, type,
    received_at, size, context, payload)
  WITH RECURSIVE counted (n) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT n + 1 FROM counted WHERE n < ?)
  SELECT 'evt_' || n, n, CASE WHEN n % 11 = 0 THEN 'message' ELSE 'status' END,
    CASE WHEN n % 1000 = 0 THEN 'flows' ELSE 'messages' END, 102290000000000 + n % 20, 106540000000000 + n % 100,
    16315550000 + n % 49999, 'wamid.' || n / 3, CASE WHEN n % 77 = 3 THEN 'failed' ELSE 'delivered' END, n, 300, '{}',
    '{"recipient_id":"' || n || '","filler":"' || printf('%.*c', 250, 'x') || '"}'
  FROM counted`;
