import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Arrival } from './arrivals';

export interface RecorderOptions {
  /** How long every answer takes. */
  latencyMs?: number;
  /** The throughput level that it says its numbers have. */
  level?: 'STANDARD' | 'HIGH';
  /** Where a `sent` status goes for each message: to the first that answers. */
  webhookUrls?: readonly string[];
  appSecret?: string;
}

/** A process in the Graph API's place that remembers when each message came to it. */
export class MetaRecorder {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(options: RecorderOptions = {}): Promise<MetaRecorder> {
    const { latencyMs = 5, level = 'STANDARD', webhookUrls = [], appSecret = '' } = options;
    const child = spawn(process.execPath, [join(__dirname, 'recorder.js')], {
      env: {
        PATH: process.env.PATH,
        LATENCY_MS: String(latencyMs),
        LEVEL: level,
        WEBHOOK_URLS: webhookUrls.join(','),
        APP_SECRET: appSecret,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The recorder ended with ${String(code)}.`);
      }),
    ]);
    const { port } = JSON.parse(String(line)) as { port: number };
    return new MetaRecorder(child, `http://127.0.0.1:${port}`);
  }

  /** What has come so far, in order. */
  async arrivals(): Promise<Arrival[]> {
    const response = await fetch(`${this.url}/recording`);
    return (await response.json()) as Arrival[];
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
