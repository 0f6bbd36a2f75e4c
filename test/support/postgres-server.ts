import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port';

/** Where `initdb` and `postgres` are; undefined where PostgreSQL's server is not installed. */
export function postgresBinaries(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...packaged.map((version) => join(versions, version, 'bin')),
    '/usr/local/pgsql/bin',
  ];
  return places.find((place) => ['initdb', 'postgres'].every((name) => existsSync(join(place, name))));
}

/** PostgreSQL refuses to run as root. */
const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(what: '-u' | '-g'): number {
  return Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
}

/** Waits for the end of this process, whatever ends it: that closes the pipe. Then it ends the server and removes its folder. */
const CLEAN_UP = `cat > /dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null) && kill -INT "$pid" && while kill -0 "$pid"; do sleep 0.05; done
rm -rf "$@"`;

/** A PostgreSQL server of a test's own, that can be made to fail as servers do. */
export class PostgresServer {
  readonly #cleaner: ChildProcess;

  private constructor(
    private readonly binaries: string,
    private readonly folder: string,
    private readonly port: number,
    alsoRemove: string[],
  ) {
    // In a group of its own: what ends the tests' whole group must not end it before it has cleaned up.
    this.#cleaner = spawn('sh', ['-c', CLEAN_UP, 'sh', folder, ...alsoRemove], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    unref(this.#cleaner);
  }

  /** Makes a new, empty server and starts it. What is named goes with it in the end. */
  static async create(...alsoRemove: string[]): Promise<PostgresServer> {
    const binaries = postgresBinaries();
    if (binaries === undefined) throw new Error('PostgreSQL is not installed.');
    const folder = mkdtempSync(join(tmpdir(), 'gateway-postgres-'));
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const server = new PostgresServer(binaries, folder, await freePort(), alsoRemove);
    const settings = ['--no-sync', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C'];
    const command = join(binaries, 'initdb');
    execFileSync(command, ['-D', server.#data, ...settings], { ...owner, cwd: folder, stdio: 'ignore' });
    await server.start();
    return server;
  }

  url(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it, also after it was killed, and waits until it answers. */
  async start(): Promise<void> {
    // After a kill the memory of the former server may be in use for a moment: then a start fails, and is tried again.
    while (!(await this.#startOnce()));
  }

  /** Ends it as a crash would: what was committed is on disk, everything else is gone. */
  async kill(): Promise<void> {
    process.kill(this.#pid(), 'SIGKILL');
    while (await canConnect(this.url('postgres'))) await sleep(20);
  }

  /** Stops it as a hanging machine would: connections stay, and nothing is answered. */
  pause(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGCONT');
  }

  /** Ends it for good and removes what it stored. */
  async remove(): Promise<void> {
    const exited = once(this.#cleaner, 'exit');
    this.#cleaner.stdin?.end();
    await exited;
  }

  get #data(): string {
    return join(this.folder, 'data');
  }

  async #startOnce(): Promise<boolean> {
    // No wait for the disk: a test may kill the server, but not the machine.
    const settings = ['listen_addresses=127.0.0.1', `port=${this.port}`, 'fsync=off', 'max_connections=200'];
    const options = [...settings, `unix_socket_directories=${this.folder}`].flatMap((one) => ['-c', one]);
    const child = spawn(join(this.binaries, 'postgres'), ['-D', this.#data, ...options], {
      ...owner,
      cwd: this.folder,
      stdio: 'ignore',
    });
    unref(child);
    while (child.exitCode === null) {
      if (await canConnect(this.url('postgres'))) return true;
      await sleep(20);
    }
    return false;
  }

  /** The first process of the server. */
  #pid(): number {
    return Number(readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  }

  #processes(): number[] {
    const pid = this.#pid();
    const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
    return [pid, ...children.trim().split('\n').map(Number)];
  }
}

/** The test run does not wait for the process. */
function unref(child: ChildProcess): void {
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
}

async function canConnect(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
