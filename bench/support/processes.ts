import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const children = new Set<ChildProcess>();
const folders = new Set<string>();

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

/** Starts a compiled script as a process of its own and waits until it says that it listens. */
export async function startProcess(
  script: string,
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [...flags, join(__dirname, '../..', script)], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/listening|running/.test(text.toString())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      children.delete(child);
    },
  };
}

/** A folder for a database; it goes when the benchmarks end. */
export async function benchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  folders.add(folder);
  return folder;
}

/** The gateway itself, as `npm start` runs it, in front of a stub. */
export async function startGatewayProcess(graphUrl: string, environment: Record<string, string> = {}) {
  const folder = await benchFolder();
  const settings = {
    GRAPH_API_URL: graphUrl,
    WHATSAPP_ACCESS_TOKEN: 'EAAbench',
    LIMITS: 'off',
    LOG_LEVEL: 'error',
    DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
    ...environment,
  };
  return startProcess('src/main.js', settings, await flagsOfStart());
}

/** The flags that `npm start` gives Node.js. */
async function flagsOfStart(): Promise<string[]> {
  const { scripts }: { scripts: { start: string } } = JSON.parse(
    await readFile(join(__dirname, '../../../package.json'), 'utf8'),
  );
  return scripts.start.match(/--\S+/g) ?? [];
}

/** Ends what is still running and removes what it wrote. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
