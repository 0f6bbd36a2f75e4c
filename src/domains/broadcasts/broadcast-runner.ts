import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../caller';
import { BroadcastRun, type BroadcastRunOptions } from './broadcast-run';

/**
 * The caller in whose name broadcasts are sent. Whether the real caller may send was checked when the broadcast was
 * started.
 */
export const BROADCASTER: Caller = { name: 'broadcasts', scopes: new Set(['messages:send']) };

const LOOK_MS = 1_000;
/** How long answers are waited for when the gateway stops. */
const CLOSE_MS = 3_000;

/**
 * Sends the broadcasts that no other process works on. Every replica has a runner, and goes on with what another one
 * left behind.
 */
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

  /** Waits a moment for messages that are on their way, and leaves the rest to other replicas. */
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
