import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'libsql';
import { type Database, openDatabase } from '../../src/store/database';
import type { SqlValue } from '../../src/store/statements';
import { onEachDatabase } from '../support/databases';
import { tempFolder } from './support/temp-folder';

const newFile = tempFolder();
const ADD = 'INSERT INTO projections (name, log_seq, sent_seq, version) VALUES (?, 0, 0, 0)';

onEachDatabase('a database', (newDatabase) => {
  let url: string;
  let database: Database;

  beforeEach(async () => {
    url = await newDatabase();
    database = await openDatabase(url);
  });
  afterEach(() => database.close());

  const add = (...names: SqlValue[]) => database.write([{ sql: ADD, rows: names.map((name) => [name]) }]);
  const names = async () =>
    (await database.read('SELECT name FROM projections ORDER BY name', [])).map(([name]) => name);

  it('keeps what was written when it is opened again', async () => {
    await add('a');
    await database.close();
    database = await openDatabase(url);
    expect(await names()).toEqual(['a']);
  });

  it('says how many rows each statement changed', async () => {
    await add('a');
    const again = { sql: `${ADD} ON CONFLICT DO NOTHING`, rows: [['a'], ['b']] };
    const none = { sql: 'DELETE FROM projections WHERE name = ?', rows: [['z']] };
    const [first, second] = await database.write([again, none]);
    expect(first?.changes).toBe(1);
    expect(second).toEqual({ changes: 0, lastRowId: 0 });
  });

  it('undoes a unit that fails, and no other that shares its commit', async () => {
    await add('taken');
    const results = await Promise.allSettled([add('a', 'b'), add('c', 'taken', 'd'), add('e'), add('f')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(results[1]).toMatchObject({
      reason: {
        name: 'StoreError',
        code: 'FAILED',
        databaseCode: database.dialect.name === 'sqlite' ? 'SQLITE_CONSTRAINT_PRIMARYKEY' : '23505',
      },
    });
    expect(await names()).toEqual(['a', 'b', 'e', 'f', 'taken']);
  });

  it('undoes a unit whose guard changed nothing', async () => {
    const guard = {
      sql: "UPDATE projections SET version = 1 WHERE name = 'x'",
      rows: [[]],
      mustChange: true,
    };
    const unit = database.write([{ sql: ADD, rows: [['a']] }, guard]);
    await expect(unit).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await names()).toEqual([]);
  });

  it('finishes what was asked for before it closes, and takes nothing after', async () => {
    const writes = Array.from({ length: 50 }, (_, index) => add(`n${index}`));
    const closed = database.close();
    await expect(add('late')).rejects.toMatchObject({ code: 'CLOSED' });
    await closed;
    await expect(Promise.all(writes)).resolves.toHaveLength(50);
    await expect(database.read('SELECT 1', [])).rejects.toMatchObject({ code: 'CLOSED' });
    database = await openDatabase(url);
    expect(await names()).toHaveLength(50);
  });

  describe('through Kysely', () => {
    const row = (name: string) => ({ name, log_seq: 0, sent_seq: 0, version: 0 });

    it('writes and reads', async () => {
      const inserted = await database.kysely
        .insertInto('projections')
        .values(row('a'))
        .returning('name')
        .execute();
      expect(inserted).toEqual([{ name: 'a' }]);
      const updated = await database.kysely.updateTable('projections').set({ version: 7 }).executeTakeFirst();
      expect(updated.numUpdatedRows).toBe(1n);
      expect(await database.kysely.selectFrom('projections').selectAll().execute()).toEqual([
        { ...row('a'), version: 7 },
      ]);
    });

    it('keeps a transaction whole, with other writes before or after it', async () => {
      const transaction = database.kysely.transaction().execute(async (trx) => {
        await trx.insertInto('projections').values(row('in')).execute();
        const outside = add('outside');
        const seen = await trx.selectFrom('projections').select('name').execute();
        return { outside, seen };
      });
      const { outside, seen } = await transaction;
      expect(seen).toEqual([{ name: 'in' }]);
      await outside;
      expect(await names()).toEqual(['in', 'outside']);
    });

    it('undoes a transaction that throws', async () => {
      const failing = database.kysely.transaction().execute(async (trx) => {
        await trx.insertInto('projections').values(row('gone')).execute();
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      await add('next');
      expect(await names()).toEqual(['next']);
    });
  });
});

onEachDatabase('opening a database', (newDatabase) => {
  it('may be done by several processes at once', async () => {
    const url = await newDatabase();
    const openers = Array.from({ length: 4 }, () =>
      fork(path.join(__dirname, 'support', 'open-database.js'), [url]),
    );
    const exits = await Promise.all(openers.map((opener) => once(opener, 'exit')));
    expect(exits.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  });
});

describe('a SQLite file', () => {
  let file: string;
  let database: Database;

  beforeEach(async () => {
    file = newFile();
    database = await openDatabase(`sqlite:${file}`);
  });
  afterEach(() => database.close());

  const add = (...names: SqlValue[]) => database.write([{ sql: ADD, rows: names.map((name) => [name]) }]);
  const names = async () =>
    (await database.read('SELECT name FROM projections ORDER BY name', [])).map(([name]) => name);

  it('makes its folder', () => {
    expect(existsSync(file)).toBe(true);
  });

  it('waits for the disk at each commit', async () => {
    // 2 is FULL. The reader has the same pragmas as the writer.
    expect(await database.read('PRAGMA synchronous', [])).toEqual([[2]]);
    expect(await database.read('PRAGMA journal_mode', [])).toEqual([['wal']]);
  });

  it('refuses a value that the driver would abort the process on', async () => {
    const notBindable: SqlValue[] = JSON.parse('[true]');
    await expect(add(...notBindable)).rejects.toMatchObject({ code: 'FAILED' });
    await expect(database.read('SELECT ?', notBindable)).rejects.toMatchObject({ code: 'FAILED' });
    expect(await names()).toEqual([]);
  });

  it('fails writes while another process keeps it locked, and goes on afterwards', async () => {
    await database.close();
    database = await openDatabase(`sqlite:${file}`, { busyTimeoutMs: 20 });
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(add('a')).rejects.toMatchObject({ code: 'FAILED', databaseCode: 'SQLITE_BUSY' });
    other.exec('COMMIT');
    other.close();
    await add('b');
    expect(await names()).toEqual(['b']);
  });

  it('says what is wrong with the path', async () => {
    const file = newFile();
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'a text, and long enough to not be taken for an empty database');
    await expect(openDatabase(`sqlite:${file}`)).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('not a database'),
    });
    await expect(openDatabase(`sqlite:${file}/below/gateway.db`)).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('DATABASE_URL'),
    });
    for (const url of ['sqlite:', 'sqlite::memory:', 'mysql://x']) {
      await expect(openDatabase(url)).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
    }
  });
});
