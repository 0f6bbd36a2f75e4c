import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootId } from '../../src/outbox/departures/boot-id';
import { Departures } from '../../src/outbox/departures/departures';

const folder = mkdtempSync(join(tmpdir(), 'departures-'));
const start = join(folder, 'gateway.db-sends-');
const open: Departures[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const departures of open.splice(0)) await (await departures.close()).forget();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function opened(): Promise<Departures> {
  const departures = await Departures.open(start);
  if (!departures) throw new Error('this system cannot tell when it was started');
  open.push(departures);
  return departures;
}

/** What a process has written, which shows that it is there until it is killed. */
async function another(owner: string, ids: readonly string[], boot = bootId()): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(process.argv[1], () => console.log('there'))`,
    `${start}${owner}.alive`,
  ]);
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  writeFileSync(start + owner, `${[boot, ...ids].join('\n')}\n`);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await end;
}

(bootId() === undefined ? describe.skip : describe)('departures', () => {
  it('of a process that was killed are told until they are forgotten', async () => {
    await killed(await another('a1', ['one', 'two']));
    const departures = await opened();
    departures.leaves('three');
    const [left, ...others] = await departures.ofOthers();
    expect(others).toEqual([]);
    expect(left?.owner).toBe('a1');
    expect(['one', 'two', 'three'].map((id) => left?.hasLeft(id))).toEqual([true, true, false]);
    await left?.forget();
    expect(await departures.ofOthers()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('a1'))).toEqual([]);
  });

  it('are taken back when Meta has nothing of them, and hold again when they leave again', async () => {
    const departures = await opened();
    for (const id of ['refused', 'again', 'taken']) departures.leaves(id);
    for (const id of ['refused', 'again']) departures.isUndone(id);
    departures.leaves('again');
    const [, ...lines] = readFileSync(start + departures.owner, 'utf8')
      .trimEnd()
      .split('\n');
    await killed(await another('d1', lines));
    const [left] = await departures.ofOthers();
    expect(['refused', 'again', 'taken'].map((id) => left?.hasLeft(id))).toEqual([false, true, true]);
    await left?.forget();
  });

  it('of a process that is there prove nothing, also when it stands still', async () => {
    const child = await another('b1', []);
    child.kill('SIGSTOP');
    expect(await (await opened()).ofOthers()).toEqual([]);
    expect(existsSync(`${start}b1`)).toBe(true);
    child.kill('SIGCONT');
    await killed(child);
    rmSync(`${start}b1`);
  });

  it('prove nothing once the system was started anew: the last of them may be lost', async () => {
    await killed(await another('c1', ['one'], 'before'));
    expect(await (await opened()).ofOthers()).toEqual([]);
    expect(existsSync(`${start}c1`)).toBe(false);
  });

  it('are kept until what came of them is stored, however many there are', async () => {
    const departures = await opened();
    const file = start + departures.owner;
    departures.leaves('kept');
    for (let index = 0; index < 100_000; index += 1) {
      departures.leaves(`b0123456789abcdef.${index}~1`);
      departures.ended(`b0123456789abcdef.${index}~1`);
    }
    expect(statSync(file).size).toBeLessThan(2 << 20);
    expect(readFileSync(file, 'utf8').split('\n')).toContain('kept');
    const left = await departures.close();
    expect([left.hasLeft('kept'), left.hasLeft('b0123456789abcdef.1~1')]).toEqual([true, false]);
    expect(() => departures.leaves('late')).toThrow();
  });
});
