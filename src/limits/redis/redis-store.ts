import type { Redis } from 'ioredis';
import type { AllowanceBook } from '../allowance-book';
import type { Charge, Claim, Decision, LimitStore, Standing } from '../types';
import { type AloneAllowances, isKept } from './alone-allowances';
import { firstConnection } from './connect';
import type { SilentName } from './encoding';
import { type Grant, Ledger } from './ledger';
import { PAUSE_MS } from './lua/moments';
import { Replicas } from './replicas';
import { SharedAllowances } from './shared-allowances';
import { Switchover } from './switchover';

export interface RedisStoreOptions {
  redis: Redis;
  /** The most replicas that ever run; without it, as many as were seen last. */
  replicas?: number | undefined;
  /** Where the replicas write down what Redis may forget; without it a Redis that lost its memory begins from nothing. */
  book?: AllowanceBook | undefined;
  /** Told when the book could not be written or read. */
  onBookError?: ((error: unknown) => void) | undefined;
  now?: () => number;
  /** Told when Redis is away, with the number of replicas that the limits are divided by meanwhile. */
  onAlone?: (reason: unknown, replicas: number) => void;
  /** Told when limits are shared again. */
  onShared?: () => void;
}

/** How far ahead places are given out: enough for the way to Redis and back, and for others to find room between. */
const AHEAD_MS = 250;
/** No place that was given out lies further ahead; by then the replicas have also written down what they were granted. */
const SETTLE_MS = AHEAD_MS + PAUSE_MS;
/** A smaller delay lies within the margin of a rate, and is not worth a message to Redis. */
const WORTH_MOVING_MS = 5;
/** How long a claim is put off while Redis is being told what was taken before. */
const REMIND_MS = 100;

/**
 * Allowances that all replicas share, in Redis. While it is away, each operation goes to this replica's own share
 * instead (see {@link Switchover}), also one that was under way when Redis went away.
 */
export class RedisStore implements LimitStore {
  private readonly now: () => number;
  private readonly shared: SharedAllowances;
  private readonly ledger: Ledger | undefined;
  private readonly switchover: Switchover;

  private constructor(private readonly options: RedisStoreOptions) {
    const { redis, book, onBookError, onAlone, onShared, now = () => performance.now() } = options;
    const replicas = new Replicas(redis, options.replicas);
    this.now = now;
    this.shared = new SharedAllowances({ redis, now, farthestMs: AHEAD_MS });
    this.ledger = book && new Ledger({ book, replica: replicas.id, onError: onBookError });
    this.switchover = new Switchover({
      redis,
      shared: this.shared,
      replicas,
      ledger: this.ledger,
      settleMs: SETTLE_MS,
      now,
      onBookError,
      onAlone,
      onShared,
    });
  }

  /** Opens the store; when Redis is away it begins alone. */
  static async open(options: RedisStoreOptions): Promise<RedisStore> {
    const store = new RedisStore(options);
    await firstConnection(options.redis);
    await store.switchover.start();
    return store;
  }

  get aheadMs(): number {
    return this.alone ? 0 : AHEAD_MS;
  }

  /** Whether limits are kept by this replica's share because Redis is away. */
  get isAlone(): boolean {
    return this.alone !== undefined;
  }

  /** How often Redis was away. */
  get fallbacks(): number {
    return this.switchover.fallbacks;
  }

  get written(): Promise<void> | undefined {
    return this.ledger?.written;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] | Promise<readonly Decision[]> {
    if (this.now() < this.switchover.ratesFrom) return this.acquireInPause(claims);
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
    return this.switchover.joinShared(from, to).catch((error: unknown) => this.goAlone(error).join(from, to));
  }

  peek(charges: readonly Charge[]): readonly Standing[] | Promise<readonly Standing[]> {
    if (this.alone) return this.alone.peek(charges);
    return this.shared.peek(charges).catch((error: unknown) => this.goAlone(error).peek(charges));
  }

  async stop(): Promise<void> {
    this.switchover.stop();
    await this.ledger?.stop();
    await this.options.redis.quit().catch(() => this.options.redis.disconnect());
  }

  private get alone(): AloneAllowances | undefined {
    return this.switchover.alone;
  }

  private goAlone(reason: unknown): AloneAllowances {
    return this.switchover.goAlone(reason);
  }

  /** Claims of a rate wait for the end of the pause; the others are decided as usual. */
  private async acquireInPause(claims: readonly Claim[]): Promise<readonly Decision[]> {
    const others = claims.filter(({ charges }) => !charges.some(isRate));
    const { alone } = this;
    const decided = alone ? alone.acquire(others) : await this.acquireShared(others);
    const rest = decided.values();
    return claims.map(({ charges }) => {
      const charge = charges.findIndex(isRate);
      if (charge >= 0) return { granted: false, charge, at: this.switchover.ratesFrom };
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

  private do(
    name: SilentName,
    charges: readonly Charge[],
    amount: number,
    instead: (alone: AloneAllowances) => void,
  ): void | Promise<void> {
    if (this.alone) return instead(this.alone);
    return this.shared.do(name, charges, amount).catch((error: unknown) => instead(this.goAlone(error)));
  }

  /** Redis does not know what was taken before: it is told, and the claim has to be made again. */
  private putOff(): Decision {
    this.switchover.remind();
    return { granted: false, charge: 0, at: this.now() + REMIND_MS };
  }
}

const isRate = ({ meter }: Charge) => meter.kind === 'rate';
