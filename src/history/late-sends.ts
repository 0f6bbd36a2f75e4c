import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal, StoreError } from '../store/errors';
import type { SentMessage } from './types';

interface LateSend {
  message: SentMessage;
  payloadJson: string | undefined;
  size: number;
}

export interface LateSendsOptions {
  record: (message: SentMessage, payloadJson: string | undefined) => Promise<void>;
  /** Told what is lost, once in each outage: what there was no room for, what the database refuses, what is left at the end. */
  onError: (error: unknown) => void;
  /** How many are kept, and how many characters of their payloads. */
  maxCount?: number;
  maxSize?: number;
  retryMs?: number;
}

/**
 * What was sent while the database was away, kept in memory until it is back: Meta has these messages, and nothing else
 * knows what was in them. While the database answers it costs nothing.
 */
export class LateSends {
  readonly #kept = new Set<LateSend>();
  #size = 0;
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(private readonly options: LateSendsOptions) {}

  /** Keeps a message that could not be recorded for this reason, if it may be later. */
  keep(message: SentMessage, payloadJson: string | undefined, reason: unknown): void {
    if (this.#isClosed || !passes(reason)) return;
    const size = (payloadJson ?? JSON.stringify(message.payload)).length;
    this.#kept.add({ message, payloadJson, size });
    this.#size += size;
    const { maxCount = 10_000, maxSize = 16 * 1024 * 1024 } = this.options;
    for (const oldest of this.#kept) {
      if (this.#kept.size <= maxCount && this.#size <= maxSize) break;
      this.#forget(oldest);
      this.#lost++;
      if (this.#lost === 1) this.options.onError(new Error(FULL));
    }
    this.#later();
  }

  /** Records what it can at once; what is left then is lost. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    // A database that does not answer must not keep the process.
    if (this.#kept.size > 0)
      await Promise.race([this.#recordAll(), sleep(CLOSE_MS, undefined, { ref: false })]);
    this.#lost += this.#kept.size;
    this.#tellLost();
  }

  #later(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(async () => {
      await this.#recordAll();
      this.#timer = undefined;
      if (this.#kept.size > 0) this.#later();
      else this.#tellLost();
    }, this.options.retryMs ?? 1_000);
    this.#timer.unref();
  }

  /** In their order, until the database is away again. */
  async #recordAll(): Promise<void> {
    for (const late of this.#kept) {
      try {
        await this.options.record(late.message, late.payloadJson);
      } catch (error) {
        if (passes(error)) return;
        this.options.onError(error);
      }
      this.#forget(late);
    }
  }

  #forget(late: LateSend): void {
    if (this.#kept.delete(late)) this.#size -= late.size;
  }

  #tellLost(): void {
    if (this.#lost > 0) {
      const what = 'messages that were sent while the database was away are not in the history';
      this.options.onError(new Error(`${this.#lost} ${what}.`));
    }
    this.#lost = 0;
  }
}

const CLOSE_MS = 2_000;
const FULL =
  'More messages were sent while the database is away than are kept in memory: the oldest will not be in the history.';

/** Whether what went wrong may go right later: the database is away or full, and does not refuse the message itself. */
function passes(error: unknown): boolean {
  if (!(error instanceof StoreError) || isRefusal(error)) return false;
  const { code, databaseCode } = error;
  return code === 'UNAVAILABLE' || code === 'OVERLOADED' || (code === 'FAILED' && databaseCode !== undefined);
}
