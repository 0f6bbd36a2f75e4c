import { pageQuery, type Way } from '../../src/events/log-query';
import type { EventFilter } from '../../src/events/types';
import { type Database, openDatabase } from '../../src/store/database';
import { onPostgres, sqliteDatabases } from '../support/databases';

/** Each reads one index, from the cursor on. */
const READS: [index: string, column: string, filter: EventFilter][] = [
  ['events_by_account', 'account_id', { accountIds: ['1', '2'], kinds: ['status'] }],
  [
    'events_by_phone_number',
    'phone_number_id',
    { phoneNumberIds: ['1'], accountIds: ['1'], types: ['read'] },
  ],
  ['events_by_user', 'user_id', { contacts: ['US.1'], accountIds: ['1'] }],
  ['events_by_parent_user', 'parent_user_id', { contacts: ['US.1'] }],
  ['events_by_wa_id', 'wa_id', { contacts: ['US.1'] }],
  ['events_by_message', 'message_id', { messageIds: ['1', '2', '3'], fields: ['flows'] }],
  ['events_by_type', 'type', { types: ['failed'], accountIds: ['1'] }],
  ['events_by_field', 'field', { fields: ['flows'], accountIds: ['1'] }],
  ['events_by_kind', 'kind', { kinds: ['message', 'change'] }],
];

describe('the plans of reading by filter (SQLite)', () => {
  const newDatabase = sqliteDatabases();
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await newDatabase());
  });
  afterAll(() => database.close());

  it.each(READS)('reads a range of %s', async (index, column, filter) => {
    const query = pageQuery(database.dialect, 5, 10, 1_000, filter);
    const plan = await database.read(`EXPLAIN QUERY PLAN ${query?.sql}`, query?.parameters ?? []);
    const steps = plan.map(([, , , detail]) => String(detail));
    expect(steps.filter((step) => step.endsWith(`${index} (${column}=? AND rowid>?)`))).not.toEqual([]);
    expect(steps.filter((step) => step.startsWith('SCAN events'))).toEqual([]);
  });

  it.each(READS)('reads a range of %s back', async (index, column, filter) => {
    const query = pageQuery(database.dialect, 5, 10, 1_000, filter, 'back');
    const plan = await database.read(`EXPLAIN QUERY PLAN ${query?.sql}`, query?.parameters ?? []);
    const steps = plan.map(([, , , detail]) => String(detail));
    expect(steps.filter((step) => step.endsWith(`${index} (${column}=? AND rowid<?)`))).not.toEqual([]);
    expect(steps.filter((step) => step.startsWith('SCAN events'))).toEqual([]);
  });
});

onPostgres('the plans of reading by filter', (newDatabase) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await newDatabase());
    await database.write([{ sql: MANY_EVENTS, rows: [[]] }]);
    await database.write([{ sql: 'ANALYZE events', rows: [[]] }]);
  });
  afterAll(() => database.close());

  it.each(READS)('reads a range of %s', async (index, column, filter) => {
    const plan = await planOf(filter);
    expect(plan).toMatch(
      new RegExp(`Scan (using|on) ${index}\\b.*\\n\\s*Index Cond: \\(\\(${column} = .*AND \\(seq > `),
    );
    expect(plan).not.toContain('Seq Scan on events');
  });

  it.each(READS)('reads a range of %s back', async (index, column, filter) => {
    const plan = await planOf(filter, 'back');
    expect(plan).toMatch(
      new RegExp(
        `Scan (Backward )?(using|on) ${index}\\b.*\\n\\s*Index Cond: \\(\\(${column} = .*AND \\(seq < `,
      ),
    );
    expect(plan).not.toContain('Seq Scan on events');
  });

  it('reads the log itself by its key', async () => {
    const plan = await planOf(undefined);
    expect(plan).toMatch(/Index Scan using events_pkey on events.*\n\s*Index Cond: \(seq > /);
    expect(plan).not.toContain('Seq Scan on events');
    const back = await planOf(undefined, 'back');
    expect(back).toMatch(/Index Scan Backward using events_pkey on events.*\n\s*Index Cond: \(seq < /);
    expect(back).not.toContain('Seq Scan on events');
  });

  async function planOf(filter: EventFilter | undefined, way?: Way): Promise<string> {
    const place = way === 'back' ? 30_000 : 5;
    const query = pageQuery(database.dialect, place, 10, 1_000, filter, way);
    const rows = await database.read(`EXPLAIN ${query?.sql}`, query?.parameters ?? []);
    return rows.map(([line]) => String(line)).join('\n');
  }
});

/** As many as make reading an index worth it; a few of them of each kind that is looked for. */
const MANY_EVENTS = `INSERT INTO events (id, dedupe_key, kind, field, account_id, phone_number_id, user_id, parent_user_id,
    wa_id, message_id, type, received_at, size, context, payload)
  SELECT 'evt_' || n, n::text, CASE WHEN n % 50 = 0 THEN 'message' ELSE 'status' END,
    CASE WHEN n % 100 = 0 THEN 'flows' ELSE 'messages' END, (n % 20)::text, (n % 100)::text,
    CASE WHEN n % 3 = 0 THEN 'US.' || n % 1000 END, CASE WHEN n % 9 = 0 THEN 'US.ENT.' || n % 1000 END,
    (n % 1000)::text, (n / 3)::text, CASE WHEN n % 70 = 0 THEN 'failed' ELSE 'delivered' END, n, 500, '{}', repeat('x', 400)
  FROM generate_series(1, 30000) AS n`;
