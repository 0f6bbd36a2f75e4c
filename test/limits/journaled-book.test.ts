import { appendFileSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAllowanceBook } from '../../src/domains/limits/database-allowance-book';
import type { SavedAllowance } from '../../src/limits/allowance-book';
import { DurableStore } from '../../src/limits/durable-store';
import { JournaledBook } from '../../src/limits/journal/journaled-book';
import { bindPolicies } from '../../src/limits/policies';
import { type Database, openDatabase } from '../../src/store/database';
import { sqliteFile } from '../../src/store/sqlite-file';
import { sqliteDatabases } from '../support/databases';

const policies = bindPolicies();
const pair = policies.pair('1', 'somebody');
const creation = policies.templateCreation('7');
const HOUR_MS = 3_600_000;

describe('a book with a journal', () => {
  const newDatabase = sqliteDatabases();
  let database: Database;
  let inBook: DatabaseAllowanceBook;
  let start: string;

  /** Without being closed, as when the process is killed: what it wrote has to be enough. */
  const open = (isAlone = true) => JournaledBook.open({ book: inBook, start, isAlone });
  const files = () => {
    const names = readdirSync(path.dirname(start)).filter((name) => name.startsWith(path.basename(start)));
    return names.map((name) => path.join(path.dirname(start), name));
  };
  const row = (key: string, value: number, keptForMs = HOUR_MS): SavedAllowance => ({
    key,
    member: '',
    state: JSON.stringify({ times: [value], counts: [] }),
    keptUntil: keptForMs === 0 ? 0 : Date.now() + keptForMs,
  });
  const stateIn = (rows: readonly SavedAllowance[], key: string) =>
    rows.find((found) => found.key === key)?.state;

  beforeEach(async () => {
    const url = await newDatabase();
    start = `${sqliteFile(url) ?? ''}-limits-`;
    database = await openDatabase(url);
    inBook = new DatabaseAllowanceBook(database);
  });
  afterEach(() => database.close());

  test('what was written is there at once for whoever comes after a process that was killed, and the newest counts', async () => {
    const killed = await open();
    killed.keepNow([row('a', 1), row('b', 1)]);
    killed.keepNow([row('a', 2)]);
    const next = await open();
    expect(stateIn(await next.load(), 'a')).toBe(row('a', 2).state);
    expect(stateIn(await next.load(), 'b')).toBe(row('b', 1).state);
    expect(files()).toEqual([]);
  });

  test('what was written is there also where the clock was set back since', async () => {
    const killed = await open();
    killed.keepNow([row('a', 1)]);
    const later = Date.now() / 1_000 + 60;
    for (const file of files()) utimesSync(file, later, later);
    await open();
    expect(files()).toEqual([]);
    expect(stateIn(await inBook.load(), 'a')).toBe(row('a', 1).state);
  });

  test('a burst and a window of a process that was killed go on where they were', async () => {
    const killed = await DurableStore.open({ book: await open() });
    for (let count = 0; count < 10; count += 1) killed.acquire([{ charges: pair, maxAheadMs: 0 }]);
    for (let count = 0; count < 3; count += 1) killed.acquire([{ charges: creation, maxAheadMs: 0 }]);
    killed.refund(creation, performance.now());
    await killed.written;
    const next = await DurableStore.open({ book: await open() });
    expect(next.peek(pair)[0]?.remaining).toBe(35);
    expect(next.peek(creation)[0]?.remaining).toBe(98);
    await killed.stop();
    await next.stop();
  });

  test('closed, it leaves no file, and in the book what is not over', async () => {
    const book = await open();
    book.keepNow([row('over', 1, 1), row('kept', 1)]);
    await sleep(5);
    await book.close();
    expect(files()).toEqual([]);
    expect((await inBook.load()).map(({ key }) => key)).toEqual(['kept']);
    expect((await book.load()).map(({ key }) => key)).toEqual(['kept']);
  });

  test('what was given back completely is so in the book too', async () => {
    await inBook.keep([row('a', 1)]);
    const book = await open();
    book.keepNow([row('a', 0, 0)]);
    expect(await book.load()).toEqual([]);
    await book.close();
    expect(await inBook.load()).toEqual([]);
  });

  test('replicas read what the others write; what one left is put into the book, unless that is newer', async () => {
    const [one, other] = [await open(false), await open(false)];
    one.keepNow([row('a', 1), row('b', 1)]);
    expect(stateIn(await other.load(), 'a')).toBe(row('a', 1).state);
    await inBook.keep([row('b', 2, 2 * HOUR_MS)]);
    await other.forget();
    expect(files()).toHaveLength(1);
    for (const file of files()) utimesSync(file, 0, 0);
    await other.forget();
    expect(files()).toEqual([]);
    const rows = await inBook.load();
    expect(stateIn(rows, 'a')).toBe(row('a', 1).state);
    expect(stateIn(rows, 'b')).toBe(row('b', 2).state);
  });

  test('a last line that was cut off takes nothing with it', async () => {
    const killed = await open();
    killed.keepNow([row('a', 1)]);
    for (const file of files()) appendFileSync(file, '["b","",17');
    expect((await (await open()).load()).map(({ key }) => key)).toEqual(['a']);
  });

  test('a long file is read whole, and of each name its newest line', async () => {
    const killed = await open();
    const keys = Array.from({ length: 3_000 }, (_, index) => `a "key" of ${index}`);
    for (const value of [1, 2]) killed.keepNow(keys.map((key) => row(key, value)));
    const rows = await (await open()).load();
    expect(rows.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set([row('a', 2).state]));
  });

  test('what the book does not take now stays in its file', async () => {
    let isAway = true;
    const failures: unknown[] = [];
    const book = await JournaledBook.open({
      book: {
        load: () => inBook.load(),
        keep: (rows) => (isAway ? Promise.reject(new Error('away')) : inBook.keep(rows)),
        forget: () => inBook.forget(),
      },
      start,
      isAlone: true,
      onError: (error) => failures.push(error),
    });
    book.keepNow([row('a', 1)]);
    await book.close();
    expect(failures).toHaveLength(1);
    expect(files()).toHaveLength(1);
    expect((await book.load()).map(({ key }) => key)).toEqual(['a']);
    isAway = false;
    await book.close();
    expect(files()).toEqual([]);
    expect((await inBook.load()).map(({ key }) => key)).toEqual(['a']);
  });
});
