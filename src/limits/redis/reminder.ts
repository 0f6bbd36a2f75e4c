import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Ledger } from './ledger';
import { MEMORY_KEY } from './lua/moments';
import { SEED_SCRIPT } from './lua/replica-scripts';
import { Script } from './scripts';
import { seedCalls } from './seed';

export interface ReminderOptions {
  redis: Redis;
  ledger: Ledger | undefined;
  /** How long the replicas have to write down what they were granted last. */
  settleMs: number;
  now: () => number;
}

/** Tells a Redis that lost its memory what was taken before it did. */
export class Reminder {
  private readonly script: Script;
  private telling: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly options: ReminderOptions) {
    this.script = new Script(options.redis, SEED_SCRIPT);
  }

  /** When Redis was told, in milliseconds of its own clock; undefined when it knows nothing. */
  async toldAt(): Promise<number | undefined> {
    const mark = await this.script.run({ keys: [MEMORY_KEY], args: ['ask', 0] });
    return mark === '' ? undefined : Number(mark);
  }

  /** Tells it; nothing is granted until it knows. */
  tell(): Promise<void> {
    this.telling ??= this.tellAll().finally(() => {
      this.telling = undefined;
    });
    return this.telling;
  }

  stop(): void {
    this.isStopped = true;
  }

  private async tellAll(): Promise<void> {
    const { ledger, settleMs, now } = this.options;
    let began = now();
    if (ledger) {
      await sleep(settleMs, undefined, { ref: false });
      if (this.isStopped) return;
      began = now();
      for (const call of seedCalls(MEMORY_KEY, await ledger.load())) await this.script.run(call);
    }
    await this.script.run({ keys: [MEMORY_KEY], args: ['mark', now() - began] });
  }
}
