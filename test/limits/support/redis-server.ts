import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis for tests: the one that `TEST_REDIS_URL` names, or one of its own. */
export interface TestRedis {
  url: string;
  /** Ends it as a power cut would; only one of its own. */
  kill(): Promise<void>;
  /** Starts it again at the same place, with what was saved in it, or nothing. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const HOW_TO =
  'Redis was not found: these tests are skipped. Install it (apt-get install redis-server) or set TEST_REDIS_URL.';

/** `describe` where there is a Redis; else skipped, saying why, so that the suite runs where nothing is installed. */
export const describeRedis = hasRedis() ? describe : describe.skip;
/** For tests that end Redis: only with one of their own. */
export const describeOwnRedis = hasOwnRedis() ? describe : describe.skip;

function hasOwnRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

function hasRedis(): boolean {
  if (process.env.TEST_REDIS_URL || hasOwnRedis()) return true;
  process.stderr.write(`${HOW_TO}\n`);
  return false;
}

/** @param own never the one that `TEST_REDIS_URL` names */
export async function startRedis({ own = false } = {}): Promise<TestRedis> {
  const given = process.env.TEST_REDIS_URL;
  if (given && !own) return { url: given, kill: refuse, restart: refuse, stop: async () => undefined };
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-redis-'));
  let server = await launch(port, url, folder);
  const kill = () => end(server);
  return {
    url,
    kill,
    restart: async () => {
      server = await launch(port, url, folder);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Forgets everything, between tests. */
export async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys('{limits}:*');
  if (keys.length > 0) await redis.del(...keys);
  // Long ago enough that no place is held back for what a Redis before may have given out.
  await redis.set('{limits}:born', '1');
  await redis.set('{limits}:memory', '1');
  const [, server = ''] = /run_id:(\w+)/.exec(await redis.info('server')) ?? [];
  await redis.set('{limits}:server', server);
  await redis.quit();
}

async function refuse(): Promise<void> {
  throw new Error('The Redis of TEST_REDIS_URL is not ours to end.');
}

async function launch(port: number, url: string, folder: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const probe = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  probe.on('error', () => undefined);
  await probe.ping();
  probe.disconnect();
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill('SIGKILL');
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
