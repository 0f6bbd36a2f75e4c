import { Agent, request } from 'undici';
import type { Scheduler } from '../simulation/scheduler';
import { encodeWebhook, signatureOf } from './encode';

/** How long after each failure a webhook is tried again. Meta goes on for days; a sandbox need not. */
export const REDELIVERY_DELAYS_MS: readonly number[] = [1_000, 3_000, 10_000, 30_000, 60_000, 300_000];

/** Meta gives a receiver this long to answer. */
const TIMEOUT_MS = 10_000;

export interface PosterOptions {
  readonly appSecret: string;
  readonly scheduler: Scheduler;
  readonly redeliveryDelaysMs: readonly number[];
  readonly log: (line: string) => void;
}

/** Posts webhooks, signed, and again after a while when the receiver does not answer 200. */
export class WebhookPoster {
  private readonly agent = new Agent({
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connections: 32,
  });

  constructor(private readonly options: PosterOptions) {}

  /** Returns at once; delivery goes on by itself. */
  post(url: string, payload: unknown, label: string): void {
    const bytes = encodeWebhook(payload);
    void this.attempt(url, bytes, label, 0);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async attempt(url: string, bytes: Buffer, label: string, failures: number): Promise<void> {
    const fault = await this.faultOf(url, bytes);
    if (fault === undefined) {
      this.options.log(`webhook ${label} -> 200`);
      return;
    }
    const delay = this.options.redeliveryDelaysMs[failures];
    if (delay === undefined) {
      this.options.log(`webhook ${label} -> ${fault}; given up`);
      return;
    }
    this.options.log(`webhook ${label} -> ${fault}; again in ${delay} ms`);
    this.options.scheduler.after(delay, () => void this.attempt(url, bytes, label, failures + 1));
  }

  private async faultOf(url: string, bytes: Buffer): Promise<string | undefined> {
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signatureOf(bytes, this.options.appSecret),
        },
        body: bytes,
      });
      await body.dump();
      return statusCode === 200 ? undefined : String(statusCode);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
