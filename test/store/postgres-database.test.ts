import { Client } from 'pg';
import { type Database, openDatabase } from '../../src/store/database';
import type { SqlValue } from '../../src/store/statements';
import { onPostgres } from '../support/databases';

const ADD = `INSERT INTO projections (name, log_seq, sent_seq, version) VALUES (?, ?, 0, 0)`;
const ADD_ONCE = `${ADD} ON CONFLICT (name) DO NOTHING`;
const SET = `${ADD} ON CONFLICT (name) DO UPDATE SET log_seq = excluded.log_seq, version = projections.version + 1`;

onPostgres('a PostgreSQL database', (newDatabase) => {
  let url: string;
  let database: Database;

  beforeEach(async () => {
    url = await newDatabase();
    database = await openDatabase(url);
  });
  afterEach(() => database.close());

  const rows = () => database.read('SELECT name, log_seq, version FROM projections ORDER BY name', []);

  it('tells each of the units that share an insert how many of its rows were new', async () => {
    const unit = (...names: string[]) =>
      database.write([{ sql: ADD_ONCE, rows: names.map((name) => [name, 1]) }]);
    const outcomes = await Promise.all([
      unit('first'),
      unit('a', 'b'),
      unit('b', 'c', 'c'),
      unit('a'),
      unit(),
    ]);
    expect(outcomes.map(([outcome]) => outcome?.changes)).toEqual([1, 2, 1, 0, 0]);
    expect(await rows()).toHaveLength(4);
  });

  it('changes a row twice in one statement, in order', async () => {
    const values = [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['a', 4],
    ];
    expect(await database.write([{ sql: SET, rows: values }])).toEqual([{ changes: 4, lastRowId: 0 }]);
    expect(await rows()).toEqual([
      ['a', 4, 2],
      ['b', 2, 0],
    ]);
  });

  it('keeps a unit whole that inserts and updates, beside one that fails', async () => {
    await database.write([{ sql: ADD, rows: [['a', 1]] }]);
    const raise = { sql: 'UPDATE projections SET log_seq = log_seq + ? WHERE name = ?', rows: [[5, 'a']] };
    const results = await Promise.allSettled([
      database.write([{ sql: ADD, rows: [['first', 1]] }]),
      database.write([{ sql: ADD, rows: [['b', 1]] }, raise]),
      database.write([raise, { sql: ADD, rows: [['a', 1]] }]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await rows()).toEqual([
      ['a', 6, 0],
      ['b', 1, 0],
      ['first', 1, 0],
    ]);
  });

  it('leaves question marks alone that are no parameters', async () => {
    const sql = `SELECT '?', 'it''s ?', "?" /* ? */, ?, ?2 -- ?
      FROM (SELECT 1 AS "?") AS one WHERE ? = ?1 AND ?2 = 'b'`;
    expect(await database.read(sql, ['a', 'b', 'a'])).toEqual([['?', "it's ?", 1, 'a', 'b']]);
  });

  it('gives values as SQLite does', async () => {
    const sql = 'SELECT count(*), sum(log_seq), ?::bigint, 1 = 1, NULL, ?::bytea FROM projections';
    const bytes = Uint8Array.from([0, 255]);
    await database.write([{ sql: ADD, rows: [['a', 2 ** 40]] }]);
    const [row = []] = await database.read(sql, [12n, bytes]);
    expect(row.slice(0, 5)).toEqual([1, 2 ** 40, 12, 1, null]);
    expect(Buffer.from(bytes).equals(row[5] as Uint8Array)).toBe(true);
  });

  it('takes text that PostgreSQL can not hold', async () => {
    const strange = ['nul \0', 'half \ud800'];
    await database.write([{ sql: ADD, rows: strange.map((name) => [name, 1]) }]);
    await database.write([{ sql: `${ADD} RETURNING name`, rows: [['nul \0!', 1]] }]);
    expect((await rows()).map(([name]) => name)).toEqual(['half \ufffd', 'nul \ufffd', 'nul \ufffd!']);
    expect(await database.read('SELECT 1 FROM projections WHERE name = ?', ['nul \0'])).toHaveLength(1);
  });

  it('runs units again that waited for each other', async () => {
    const other = await openDatabase(url);
    await database.write([{ sql: ADD, rows: ['a', 'b', 'c', 'd'].map((name) => [name, 0]) }]);
    const raise = (names: SqlValue[]) => ({
      sql: 'UPDATE projections SET log_seq = log_seq + 1 WHERE name = ? AND pg_sleep(0.02) IS NOT NULL',
      rows: names.map((name) => [name]),
    });
    const results = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => database.write([raise(['a', 'b', 'c', 'd'])])),
      ...Array.from({ length: 5 }, () => other.write([raise(['d', 'c', 'b', 'a'])])),
    ]);
    await other.close();
    expect(results.map(({ status }) => status)).toEqual(Array(10).fill('fulfilled'));
    expect((await rows()).map(([, seq]) => seq)).toEqual([10, 10, 10, 10]);
  });

  it('refuses more than it may hold', async () => {
    await database.close();
    database = await openDatabase(url, { limits: { maxQueuedUnits: 2 } });
    const add = (key: string) => database.write([{ sql: ADD, rows: [[key, 1]] }]);
    const first = add('0');
    // By the next turn of the event loop it is being committed.
    await new Promise((resolve) => setImmediate(resolve));
    const results = await Promise.allSettled([first, ...['1', '2', '3', '4'].map(add)]);
    expect(results.map(({ status }) => status)).toEqual([
      ...Array(3).fill('fulfilled'),
      ...Array(2).fill('rejected'),
    ]);
    expect(results[4]).toMatchObject({ reason: { code: 'OVERLOADED' } });
  });

  it('says that it is unavailable when a connection is cut in the middle, and goes on', async () => {
    const errors: unknown[] = [];
    await database.close();
    database = await openDatabase(url, { onError: (error) => errors.push(error) });
    const cut = { sql: 'SELECT pg_terminate_backend(pg_backend_pid())', rows: [[]] };
    const results = await Promise.allSettled([
      database.write([cut]),
      database.write([{ sql: ADD, rows: [['a', 1]] }]),
      database.read('SELECT pg_terminate_backend(pg_backend_pid())', []),
    ]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    await database.write([{ sql: ADD, rows: [['b', 1]] }]);
    expect((await rows()).map(([name]) => name)).toEqual(['b']);
    expect(errors).toEqual([]);
  });

  it('is refused when it acknowledges what is not on disk', async () => {
    const careless = new URL(url);
    careless.searchParams.set('options', '-c synchronous_commit=off');
    await expect(openDatabase(careless.href)).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('synchronous_commit is off'),
    });
  });

  it('guards a row also where transactions are isolated more by default', async () => {
    const strict = new URL(url);
    strict.searchParams.set('options', '-c default_transaction_isolation=serializable');
    const replicas = [await openDatabase(strict.href), await openDatabase(strict.href)];
    await database.write([{ sql: ADD, rows: [['a', 0]] }]);
    const take = {
      sql: 'UPDATE projections SET log_seq = log_seq + 1 WHERE log_seq = ?',
      rows: [[0]],
      mustChange: true,
    };
    const results = await Promise.allSettled(replicas.map((replica) => replica.write([take])));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT' },
    });
    for (const replica of replicas) await replica.close();
  });

  it('tells every listener of a stream, in the transaction that appends to it', async () => {
    const listener = new Client({ connectionString: url });
    await listener.connect();
    await listener.query('LISTEN gateway_streams');
    const told = new Promise((resolve) => listener.once('notification', ({ payload }) => resolve(payload)));
    const sent = `INSERT INTO sent_messages (id, phone_number_id, type, payload, sent_at) VALUES (?, '1', 'text', '{}', 1)
      ON CONFLICT (id) DO NOTHING`;
    const [outcome] = await database.write([{ sql: sent, rows: [['m1']], stream: 'sent_messages' }], 'crash');
    expect(await told).toBe('sent_messages');
    expect(outcome).toEqual({ changes: 1, lastRowId: 1 });
    await listener.end();
  });
});

describe('a PostgreSQL database that is not there', () => {
  it('says so', async () => {
    await expect(openDatabase('postgres://nobody:secret@127.0.0.1:1/none')).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringMatching(/ECONNREFUSED.*DATABASE_URL|DATABASE_URL.*ECONNREFUSED/),
    });
  });
});
