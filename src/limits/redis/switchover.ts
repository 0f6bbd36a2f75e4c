import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Charge } from '../types';
import { AloneAllowances } from './alone-allowances';
import type { Ledger } from './ledger';
import { PAUSE_MS, RETURN_KEY } from './lua/moments';
import { RETURN_SCRIPT } from './lua/replica-scripts';
import { Reminder } from './reminder';
import type { Replicas } from './replicas';
import { Script } from './scripts';
import type { SharedAllowances } from './shared-allowances';

export interface SwitchoverOptions {
  redis: Redis;
  shared: SharedAllowances;
  replicas: Replicas;
  ledger: Ledger | undefined;
  /** How long after Redis went away the replicas may still use places that it gave out, and write them down. */
  settleMs: number;
  now: () => number;
  onBookError?: ((error: unknown) => void) | undefined;
  onAlone?: ((reason: unknown, replicas: number) => void) | undefined;
  onShared?: (() => void) | undefined;
}

const PRESENCE_EVERY_MS = 2_000;
const TRY_EVERY_MS = 500;
/** How long the first replica that finds Redis again waits for the others. */
const GATHER_MS = 2_000;

/**
 * Watches Redis and decides where this replica counts: in Redis with the others, or by its own share while Redis is away.
 * Neither change may let through more than the limits allow. So the share begins with what all replicas wrote down, all
 * replicas return at the same moment, and Redis hears what was taken before it decides again.
 */
export class Switchover {
  /** The share that is used while Redis is away; undefined while limits are shared. */
  alone: AloneAllowances | undefined;
  /** Rates may not be used before this time: the way of counting has just changed. */
  ratesFrom = Number.NEGATIVE_INFINITY;
  /** How often Redis was away. */
  fallbacks = 0;
  private readonly reminder: Reminder;
  private readonly gathering: Script;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly options: SwitchoverOptions) {
    this.reminder = new Reminder(options);
    this.gathering = new Script(options.redis, RETURN_SCRIPT);
  }

  /** Looks for Redis for the first time; where it is away, this replica begins alone. */
  async start(): Promise<void> {
    this.options.redis.on('ready', () => this.lookAgain());
    try {
      await this.look();
      this.later(() => this.keepPresent(), PRESENCE_EVERY_MS);
    } catch (error) {
      this.goAlone(error);
    }
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.reminder.stop();
  }

  /** Tells Redis what was taken before it lost its memory. It grants nothing until it knows. */
  remind(): void {
    void this.reminder.tell().catch((reason: unknown) => this.goAlone(reason));
  }

  /** Joins two allowances in Redis, once it knows what was taken before: until then it cannot say who was counted. */
  async joinShared(from: Charge, to: Charge): Promise<void> {
    const { shared, ledger } = this.options;
    let counted = await shared.join(from, to);
    while (!counted && !this.isStopped) {
      await this.reminder.tell();
      counted = await shared.join(from, to);
    }
    if (counted) ledger?.joined(to, counted);
  }

  /** Counts by this replica's share from now on, until Redis is back. */
  goAlone(reason: unknown): AloneAllowances {
    if (this.alone) return this.alone;
    const { now, ledger, replicas, settleMs, onAlone } = this.options;
    this.fallbacks += 1;
    const alone = new AloneAllowances({ now, ledger, replicas: () => replicas.count });
    this.alone = alone;
    void this.recollect(alone);
    // Places that Redis gave out may lie this far ahead, and are still being used.
    this.ratesFrom = now() + settleMs;
    onAlone?.(reason, replicas.count);
    this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    return alone;
  }

  /** Reads what all took before Redis went away, once the other replicas have had time to write it down. */
  private async recollect(alone: AloneAllowances): Promise<void> {
    const { settleMs, onBookError } = this.options;
    await sleep(settleMs, undefined, { ref: false });
    while (this.alone === alone && !this.isStopped && !alone.isReady) {
      try {
        await alone.recollect();
      } catch (error) {
        onBookError?.(error);
        await sleep(TRY_EVERY_MS, undefined, { ref: false });
      }
    }
  }

  /** Tells the other replicas that this one is there, and finds out whether Redis still knows what was taken. */
  private async look(): Promise<void> {
    const [toldAt] = await Promise.all([this.reminder.toldAt(), this.options.replicas.announce()]);
    if (toldAt === undefined) this.remind();
  }

  /** After a reconnect it may be another server, which must be told what was taken before it is asked for anything. */
  private lookAgain(): void {
    if (this.alone || this.isStopped) return;
    void this.look().catch((reason: unknown) => this.goAlone(reason));
  }

  private async keepPresent(): Promise<void> {
    try {
      await this.look();
      this.later(() => this.keepPresent(), PRESENCE_EVERY_MS);
    } catch (error) {
      this.goAlone(error);
    }
  }

  private async tryToReturn(): Promise<void> {
    try {
      const inMs = Number(await this.gathering.run({ keys: [RETURN_KEY], args: [GATHER_MS] }));
      this.later(() => this.return(), Math.max(0, inMs));
      // Told now, Redis is ready when all replicas return. Where that fails, the return tells it again.
      await this.remindIfNeeded().catch(() => undefined);
    } catch {
      this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    }
  }

  private async return(): Promise<void> {
    const { shared, replicas, now, onShared } = this.options;
    // All replicas stop using their shares at the same moment, however long the return takes here.
    this.ratesFrom = now() + 2 * PAUSE_MS;
    const { alone } = this;
    let taken: Charge[] = [];
    try {
      await replicas.announce();
      taken = alone?.takeTally(await this.toldAt()) ?? [];
      while (taken.length > 0) {
        await shared.do('note', taken);
        // More may have been taken while Redis was being told.
        taken = alone?.takeTally(Number.NEGATIVE_INFINITY) ?? [];
      }
      for (const { from, to } of alone?.joins ?? []) await this.joinShared(from, to);
      this.alone = undefined;
      this.ratesFrom = now() + PAUSE_MS;
      onShared?.();
      this.later(() => this.keepPresent(), PRESENCE_EVERY_MS);
    } catch {
      alone?.putBack(taken);
      this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    }
  }

  private async remindIfNeeded(): Promise<void> {
    if ((await this.reminder.toldAt()) === undefined) await this.reminder.tell();
  }

  /** The time, by this process's clock, up to which Redis was told what was taken. What was taken later it has yet to hear. */
  private async toldAt(): Promise<number> {
    const { shared, ledger } = this.options;
    await this.remindIfNeeded();
    const toldAt = (await this.reminder.toldAt()) ?? 0;
    // The answer says how far this clock and Redis's are apart.
    await shared.peek([]);
    return ledger ? shared.clock.toLocal(toldAt) - PAUSE_MS : Number.NEGATIVE_INFINITY;
  }

  private later(step: () => unknown, inMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(step, inMs);
    this.timer.unref();
  }
}
