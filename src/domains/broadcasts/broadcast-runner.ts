import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../caller';
import { BroadcastRun, type BroadcastRunOptions } from './broadcast-run';

/** In whose name broadcasts go on: whether their sender may do so was asked when they were started. */
export const BROADCASTER: Caller = { name: 'broadcasts', scopes: new Set(['messages:send']) };

const LOOK_MS = 1_000;
/** How long answers are waited for when the gateway stops. */
const CLOSE_MS = 3_000;

/** Sends the broadcasts that nobody else is at. Every replica has one; what one leaves behind, another goes on with. */
export class BroadcastRunner {
  readonly #runs = new Map<string, { run: BroadcastRun; done: Promise<void> }>();
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  #isClosed = false;

  constructor(private readonly options: BroadcastRunOptions) {
    this.#timer = setInterval(() => this.wake(), LOOK_MS);
    this.#timer.unref();
    this.wake();
  }

  /** Looks whether there is something to be sent. */
  wake(): void {
    if (this.#isClosed) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  /** Lets what is on its way come to its end, for a moment, and leaves the rest to others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#looking;
    const runs = [...this.#runs.values()];
    for (const { run } of runs) run.stop();
    await Promise.race([
      Promise.all(runs.map(({ done }) => done)),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);
    const { work, onError } = this.options;
    for (const id of this.#runs.keys()) await work.release(id).catch(onError);
  }

  async #look(): Promise<void> {
    try {
      for (const broadcast of await this.options.work.acquire()) {
        const { id } = broadcast;
        // It had lost its lease, and goes on.
        if (this.#runs.has(id)) continue;
        const run = new BroadcastRun(broadcast, this.options);
        const done = run.run().finally(() => this.#runs.delete(id));
        this.#runs.set(id, { run, done });
      }
    } catch (error) {
      this.options.onError(error);
    }
  }
}
