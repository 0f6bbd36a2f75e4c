import { Agent, request } from 'undici';
import type { Scheduler } from '../simulation/scheduler';
import { signatureOf } from './encode';

/** How long after each failure a webhook is tried again. Meta goes on for days; a sandbox need not. */
export const REDELIVERY_DELAYS_MS: readonly number[] = [1_000, 3_000, 10_000, 30_000, 60_000, 300_000];

/** Meta gives a receiver this long to answer. */
const TIMEOUT_MS = 10_000;

/** What may go wrong with an attempt on purpose. */
export type AttemptFault =
  /** It never reaches the receiver. */
  | 'lost'
  /** It arrives, but the answer does not come back. */
  | 'unacknowledged';

export interface PosterOptions {
  readonly appSecret: string;
  readonly scheduler: Scheduler;
  readonly redeliveryDelaysMs: readonly number[];
  readonly log: (line: string) => void;
  /** Asked before every attempt but the last, so that nothing is lost for good. */
  readonly faultOf: () => AttemptFault | undefined;
}

/** Posts webhooks, signed, and again after a while when the receiver does not answer 200. */
export class WebhookPoster {
  private readonly agent = new Agent({
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connections: 32,
  });
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly options: PosterOptions) {}

  /** Delivery goes on by itself; resolves when the first attempt has ended, well or not. */
  post(url: string, bytes: Buffer, label: string): Promise<void> {
    return this.attempt(url, bytes, label, 0);
  }

  /** Resolves when no attempt is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private attempt(url: string, bytes: Buffer, label: string, failures: number): Promise<void> {
    const attempt = this.tryOnce(url, bytes, label, failures).finally(() => this.underWay.delete(attempt));
    this.underWay.add(attempt);
    return attempt;
  }

  private async tryOnce(url: string, bytes: Buffer, label: string, failures: number): Promise<void> {
    const { log, redeliveryDelaysMs, scheduler, faultOf } = this.options;
    const delay = redeliveryDelaysMs[failures];
    const intended = delay === undefined ? undefined : faultOf();
    const actual = intended === 'lost' ? undefined : await this.faultWhenPosted(url, bytes);
    const fault = intended ?? actual;
    if (fault === undefined) {
      log(`webhook ${label} -> 200`);
    } else if (delay === undefined) {
      log(`webhook ${label} -> ${fault}; given up`);
    } else {
      log(`webhook ${label} -> ${fault}; again in ${delay} ms`);
      scheduler.after(delay, () => void this.attempt(url, bytes, label, failures + 1));
    }
  }

  private async faultWhenPosted(url: string, bytes: Buffer): Promise<string | undefined> {
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
