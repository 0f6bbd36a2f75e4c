import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port';

/** A gateway running as `npm start` runs it. */
export interface GatewayProcess {
  url: string;
  sandboxUrl: string;
  /** What it has printed so far, on both streams. */
  output(): string;
  /** Ends it as an operator would; the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Sends it a signal, and waits until it has ended; the exit code. */
  endedBy(signal: NodeJS.Signals): Promise<number | null>;
}

/** A folder for a gateway's database that outlives the process. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts the compiled gateway in a process of its own; nothing of this process's environment reaches it. */
export async function startGatewayProcess(
  folder: string,
  environment: Record<string, string> = {},
): Promise<GatewayProcess> {
  const [port, sandboxPort] = [environment.PORT ?? String(await freePort()), String(await freePort())];
  const child = spawn(process.execPath, [join(__dirname, '../../../src/main.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      // What it writes there goes with the folder, also when it is killed.
      TMPDIR: folder,
      PORT: port,
      SANDBOX_PORT: sandboxPort,
      DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
      ...environment,
    },
  });
  let output = '';
  const keep = (text: Buffer) => {
    output += text.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output.includes('is running')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
    endedBy: (signal) => end(child, signal),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
