import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { AllowanceBook } from '../allowance-book';
import type { Charge, Claim, Decision, LimitStore, Standing } from '../types';
import { AloneAllowances, isKept } from './alone-allowances';
import { firstConnection } from './connect';
import type { SilentName } from './encoding';
import { type Grant, Ledger } from './ledger';
import { PAUSE_MS, RETURN_KEY } from './lua/moments';
import { RETURN_SCRIPT } from './lua/replica-scripts';
import { Reminder } from './reminder';
import { Replicas } from './replicas';
import { Script } from './scripts';
import { SharedAllowances } from './shared-allowances';

export interface RedisStoreOptions {
  redis: Redis;
  /** How many replicas there are at most; as many as were last seen, when absent. */
  replicas?: number | undefined;
  /** Where the replicas write down what Redis may forget; without it a Redis that lost its memory begins from nothing. */
  book?: AllowanceBook | undefined;
  /** Told when it could not be written down or read. */
  onBookError?: ((error: unknown) => void) | undefined;
  now?: () => number;
  /** Told when Redis is away, and with what share of the limits this replica goes on. */
  onAlone?: (reason: unknown, replicas: number) => void;
  /** Told when limits are shared again. */
  onShared?: () => void;
}

/** How far ahead places are given out: enough for the way to Redis and back, and for others to find room between. */
const AHEAD_MS = 250;
const WORTH_MOVING_MS = 5;
const PRESENCE_EVERY_MS = 2_000;
const TRY_EVERY_MS = 500;
/** How long the replicas have to write down what they were granted last: no place given out lies beyond it. */
const SETTLE_MS = AHEAD_MS + PAUSE_MS;
/** How long a claim is put off while Redis is being told what was taken before. */
const REMIND_MS = 100;
/** How long the first replica that finds Redis again waits for the others. */
const GATHER_MS = 2_000;

/**
 * Allowances that all replicas share, in Redis. While it is away each replica keeps its share of the limits by itself,
 * beginning with what all wrote down. A Redis that comes back without its memory is told the same before it decides.
 */
export class RedisStore implements LimitStore {
  private readonly now: () => number;
  private readonly shared: SharedAllowances;
  private readonly replicas: Replicas;
  private readonly gathering: Script;
  private readonly reminder: Reminder;
  private readonly ledger: Ledger | undefined;
  private alone: AloneAllowances | undefined;
  /** From when on rates may be used, since counting changed. */
  private ratesFrom = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  /** How often Redis was away. */
  fallbacks = 0;

  private constructor(private readonly options: RedisStoreOptions) {
    const { redis, book, onBookError: onError, now = () => performance.now() } = options;
    this.now = now;
    this.shared = new SharedAllowances({ redis, now, farthestMs: AHEAD_MS });
    this.replicas = new Replicas(redis, options.replicas);
    this.gathering = new Script(redis, RETURN_SCRIPT);
    this.ledger = book && new Ledger({ book, replica: this.replicas.id, onError });
    this.reminder = new Reminder({ redis, ledger: this.ledger, settleMs: SETTLE_MS, now });
  }

  /** Opens the store; when Redis is away it begins alone. */
  static async open(options: RedisStoreOptions): Promise<RedisStore> {
    const store = new RedisStore(options);
    await firstConnection(options.redis);
    options.redis.on('ready', () => store.lookAgain());
    try {
      await store.look();
      store.later(() => store.keepPresent(), PRESENCE_EVERY_MS);
    } catch (error) {
      store.goAlone(error);
    }
    return store;
  }

  get aheadMs(): number {
    return this.alone ? 0 : AHEAD_MS;
  }

  /** Whether limits are kept by this replica's share because Redis is away. */
  get isAlone(): boolean {
    return this.alone !== undefined;
  }

  get written(): Promise<void> | undefined {
    return this.ledger?.written;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] | Promise<readonly Decision[]> {
    if (this.now() < this.ratesFrom) return this.acquireInPause(claims);
    return this.alone ? this.alone.acquire(claims) : this.acquireShared(claims);
  }

  note(charges: readonly Charge[]): void | Promise<void> {
    if (charges.some(isKept)) this.ledger?.granted([{ charges, standings: [] }]);
    return this.do('note', charges, 0, (alone) => alone.note(charges));
  }

  close(charges: readonly Charge[], forMs: number): void | Promise<void> {
    this.ledger?.closed(charges, forMs);
    return this.do('close', charges, forMs, (alone) => alone.close(charges, forMs));
  }

  calibrate(charge: Charge, used: number): void | Promise<void> {
    return this.do('calibrate', [charge], used, (alone) => alone.calibrate(charge, used));
  }

  moved(charges: readonly Charge[], from: number, to: number): void | Promise<void> {
    const rates = charges.filter(isRate);
    if (this.alone) return this.alone.moved(rates, from, to);
    // So little lies within the margin, and is not worth a way to Redis.
    if (to - from < WORTH_MOVING_MS || rates.length === 0) return undefined;
    return this.shared.moved(rates, from, to).catch((error: unknown) => void this.goAlone(error));
  }

  refund(charges: readonly Charge[], at: number): void | Promise<void> {
    if (this.alone) return this.alone.refund(charges, at);
    return this.shared.refund(charges, at).then(
      (standings) => this.ledger?.refunded(charges, standings),
      (error: unknown) => void this.goAlone(error),
    );
  }

  join(from: Charge, to: Charge): void | Promise<void> {
    if (this.alone) return this.alone.join(from, to);
    return this.joinShared(from, to).catch((error: unknown) => this.goAlone(error).join(from, to));
  }

  peek(charges: readonly Charge[]): readonly Standing[] | Promise<readonly Standing[]> {
    if (this.alone) return this.alone.peek(charges);
    return this.shared.peek(charges).catch((error: unknown) => this.goAlone(error).peek(charges));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.reminder.stop();
    await this.ledger?.stop();
    await this.options.redis.quit().catch(() => this.options.redis.disconnect());
  }

  /** What needs a rate waits for the end of the pause; the rest is decided as ever. */
  private async acquireInPause(claims: readonly Claim[]): Promise<readonly Decision[]> {
    const others = claims.filter(({ charges }) => !charges.some(isRate));
    const { alone } = this;
    const decided = alone ? alone.acquire(others) : await this.acquireShared(others);
    const rest = decided.values();
    return claims.map(({ charges }) => {
      const charge = charges.findIndex(isRate);
      if (charge >= 0) return { granted: false, charge, at: this.ratesFrom };
      const decision = rest.next().value;
      if (!decision) throw new Error('A claim was not decided.');
      return decision;
    });
  }

  private async acquireShared(claims: readonly Claim[]): Promise<readonly Decision[]> {
    let decided: readonly (Decision | undefined)[];
    try {
      decided = await this.shared.acquire(claims);
    } catch (error) {
      this.goAlone(error);
      return this.acquire(claims);
    }
    const grants: Grant[] = [];
    const decisions = claims.map(({ charges }, index) => {
      const decision = decided[index];
      if (decision?.granted) grants.push({ charges, standings: decision.standings });
      return decision ?? this.putOff();
    });
    if (this.ledger && grants.length > 0) this.ledger.granted(grants);
    return decisions;
  }

  /** Once Redis knows what was taken before: only then it knows who was counted. */
  private async joinShared(from: Charge, to: Charge): Promise<void> {
    let counted = await this.shared.join(from, to);
    while (!counted && !this.isStopped) {
      await this.reminder.tell();
      counted = await this.shared.join(from, to);
    }
    if (counted) this.ledger?.joined(to, counted);
  }

  private do(
    name: SilentName,
    charges: readonly Charge[],
    amount: number,
    instead: (alone: AloneAllowances) => void,
  ): void | Promise<void> {
    if (this.alone) return instead(this.alone);
    return this.shared.do(name, charges, amount).catch((error: unknown) => instead(this.goAlone(error)));
  }

  /** Redis has to be told first. */
  private putOff(): Decision {
    void this.reminder.tell().catch((reason: unknown) => this.goAlone(reason));
    return { granted: false, charge: 0, at: this.now() + REMIND_MS };
  }

  private goAlone(reason: unknown): AloneAllowances {
    if (this.alone) return this.alone;
    this.fallbacks += 1;
    const { now, ledger } = this;
    const alone = new AloneAllowances({ now, ledger, replicas: () => this.replicas.count });
    this.alone = alone;
    void this.recollect(alone);
    // Places that were given out lie so far ahead.
    this.ratesFrom = this.now() + SETTLE_MS;
    this.options.onAlone?.(reason, this.replicas.count);
    this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    return alone;
  }

  /** Reads what all took before Redis went away, once the others have had time to write it down. */
  private async recollect(alone: AloneAllowances): Promise<void> {
    await sleep(SETTLE_MS, undefined, { ref: false });
    while (this.alone === alone && !this.isStopped && !alone.isReady) {
      try {
        await alone.recollect();
      } catch (error) {
        this.options.onBookError?.(error);
        await sleep(TRY_EVERY_MS, undefined, { ref: false });
      }
    }
  }

  /** Says that it is there, and sees whether Redis still knows what was taken. */
  private async look(): Promise<void> {
    const [toldAt] = await Promise.all([this.reminder.toldAt(), this.replicas.announce()]);
    if (toldAt === undefined) this.putOff();
  }

  /** It is connected anew: to another server perhaps, which must not be asked for anything before that is known. */
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
      // Told meanwhile, it is ready when the others are; what fails is done again at the return.
      await this.remindIfNeeded().catch(() => undefined);
    } catch {
      this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    }
  }

  private async return(): Promise<void> {
    // From the common moment on shares are no longer used, however long it takes.
    this.ratesFrom = this.now() + 2 * PAUSE_MS;
    const { alone } = this;
    let taken: Charge[] = [];
    try {
      await this.replicas.announce();
      taken = alone?.takeTally(await this.toldAt()) ?? [];
      while (taken.length > 0) {
        await this.shared.do('note', taken);
        // Something may have been taken on the way.
        taken = alone?.takeTally(Number.NEGATIVE_INFINITY) ?? [];
      }
      for (const { from, to } of alone?.joins ?? []) await this.joinShared(from, to);
      this.alone = undefined;
      this.ratesFrom = this.now() + PAUSE_MS;
      this.options.onShared?.();
      this.later(() => this.keepPresent(), PRESENCE_EVERY_MS);
    } catch {
      alone?.putBack(taken);
      this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    }
  }

  private async remindIfNeeded(): Promise<void> {
    if ((await this.reminder.toldAt()) === undefined) await this.reminder.tell();
  }

  /** When Redis was told what was taken, some time before included: what was taken later it has to hear now. */
  private async toldAt(): Promise<number> {
    await this.remindIfNeeded();
    const toldAt = (await this.reminder.toldAt()) ?? 0;
    // Says how far the clocks are apart.
    await this.shared.peek([]);
    return this.ledger ? this.shared.clock.toLocal(toldAt) - PAUSE_MS : Number.NEGATIVE_INFINITY;
  }

  private later(step: () => unknown, inMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(step, inMs);
    this.timer.unref();
  }
}

const isRate = ({ meter }: Charge) => meter.kind === 'rate';
