import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { GroupWriter, type GroupWriterLimits } from '../../src/store/group-writer';
import { SqliteThread } from '../../src/store/sqlite-thread';
import type { Durability } from '../../src/store/statements';
import { tempFolder } from './support/temp-folder';

const newFile = tempFolder();
const LIMITS: GroupWriterLimits = {
  maxQueuedUnits: 1_000,
  maxQueuedSize: 10_000,
  maxBatchUnits: 100,
  maxBatchSize: 5_000,
};

describe('a group writer', () => {
  let thread: SqliteThread;
  let batches: number[];
  let durabilities: Durability[];

  beforeEach(async () => {
    const file = newFile();
    mkdirSync(path.dirname(file), { recursive: true });
    thread = await SqliteThread.open({ path: file, role: 'writer', busyTimeoutMs: 1_000 });
    await thread.query('CREATE TABLE written (text TEXT UNIQUE)', []);
    batches = [];
    durabilities = [];
  });
  afterEach(() => thread.close());

  /** The real thread, with the number of units of each commit noted. */
  const writer = (limits: Partial<GroupWriterLimits> = {}) =>
    new GroupWriter(
      {
        batch: (sqls, units, durability) => {
          batches.push(units.length);
          durabilities.push(durability);
          return thread.batch(sqls, units, durability);
        },
      },
      { ...LIMITS, ...limits },
    );
  const unit = (text: string) => [{ sql: 'INSERT INTO written VALUES (?)', rows: [[text]] }];
  /** By the next turn of the event loop a commit of what was written in this one is under way. */
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  const count = async () => (await thread.query('SELECT count(*) FROM written', [])).rows[0]?.[0];

  it('waits for the disk when any unit of a commit has to survive a power cut', async () => {
    const group = writer();
    const first = group.write(unit('a'), 'crash');
    await nextTurn();
    await Promise.all([first, group.write(unit('b'), 'crash'), group.write(unit('c'))]);
    await group.write(unit('d'), 'crash');
    expect(durabilities).toEqual(['crash', 'power cut', 'crash']);
    expect(await count()).toBe(4);
  });

  const write = (group: GroupWriter, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => group.write(unit(`${from + index}`)));

  it('commits together what comes in one turn of the event loop, and what comes during a commit', async () => {
    const group = writer();
    const first = write(group, 0, 10);
    await nextTurn();
    const second = write(group, 10, 50);
    await nextTurn();
    await Promise.all([...first, ...second, ...write(group, 50, 90)]);
    expect(batches).toEqual([10, 80]);
    expect(await count()).toBe(90);
  });

  it('bounds a commit by number and by size', async () => {
    const group = writer();
    await Promise.all(write(group, 0, 250));
    expect(batches).toEqual([100, 100, 50]);

    batches = [];
    const large = (index: number) => `${index}`.repeat(2_000);
    await Promise.all([1, 2, 3, 4].map((index) => group.write(unit(large(index)))));
    expect(batches).toEqual([2, 2]);
  });

  it('refuses more than it may hold, and goes on once there is room', async () => {
    const group = writer({ maxQueuedUnits: 3 });
    const first = group.write(unit('0'));
    await nextTurn();
    const results = await Promise.allSettled([first, ...write(group, 1, 6)]);
    // The first is being committed, three wait.
    expect(results.map(({ status }) => status)).toEqual([
      ...Array(4).fill('fulfilled'),
      'rejected',
      'rejected',
    ]);
    expect(results[5]).toMatchObject({ reason: { code: 'OVERLOADED' } });
    await group.write(unit('later'));
    expect(await count()).toBe(5);

    const bySize = writer({ maxQueuedSize: 10 });
    const small = bySize.write(unit('a'));
    await nextTurn();
    const large = ['bbbbbb', 'cccccc'].map((text) => bySize.write(unit(text)));
    const sized = await Promise.allSettled([small, ...large]);
    expect(sized.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('takes a unit larger than the bound when nothing waits', async () => {
    const group = writer({ maxQueuedSize: 10, maxBatchSize: 10 });
    await group.write(unit('x'.repeat(1_000)));
    expect(await count()).toBe(1);
  });

  it('rejects every unit of a commit that fails as a whole', async () => {
    const group = writer();
    const first = group.write(unit('first'));
    await nextTurn();
    const begun = thread.query('BEGIN', []);
    const results = await Promise.allSettled([group.write(unit('a')), group.write(unit('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await Promise.all([first, begun]);
    await group.write(unit('c'));
    expect(await count()).toBe(2);
  });

  it('rejects what waits when the thread ends', async () => {
    const group = writer();
    const written = Promise.allSettled([group.write(unit('a')), group.write(unit('b'))]);
    await thread.close();
    const [, second] = await written;
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'CLOSED' } });
  });

  it('gives a session the connection to itself', async () => {
    const group = writer();
    const first = group.write(unit('a'));
    const release = await group.session();
    await first;
    const waiting = group.write(unit('b'));
    const turn = new AbortController();
    const another = group.session().then((releaseAnother) => {
      turn.abort();
      releaseAnother();
    });
    expect(await count()).toBe(1);
    expect(turn.signal.aborted).toBe(false);
    const aborted = once(turn.signal, 'abort');
    release();
    await Promise.all([aborted, another, waiting]);
    expect(await count()).toBe(2);
  });
});
