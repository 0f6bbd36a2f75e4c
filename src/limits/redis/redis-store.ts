import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { AllowanceBook } from '../allowance-book';
import { MemoryStore } from '../memory-store';
import type { Charge, Claim, Decision, LimitStore, Standing } from '../types';
import { firstConnection } from './connect';
import { Answer, encodeCharges, encodeClaims, type ScriptCall } from './encoding';
import { Ledger, type Remembered } from './ledger';
import { Reminder } from './reminder';
import { FORGOTTEN, LIMITS_SCRIPT, PAUSE_MS, PRESENCE_SCRIPT, RETURN_KEY, RETURN_SCRIPT } from './script';
import { Script } from './scripts';
import { recall } from './seed';
import { ServerClock } from './server-clock';
import { shareOf } from './share';
import { Tally } from './tally';

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
/** Replicas that are assumed where none was ever counted and none configured. */
const ASSUMED_REPLICAS = 10;
const WORTH_MOVING_MS = 5;
const PRESENCE_EVERY_MS = 2_000;
const PRESENT_FOR_MS = 10_000;
const TRY_EVERY_MS = 500;
/** How long the replicas have to write down what they were granted last: no place given out lies beyond it. */
const SETTLE_MS = AHEAD_MS + PAUSE_MS;
/** How long a claim is put off while what was taken before is being read. */
const RECALL_MS = 100;
/** How long the first replica that finds Redis again waits for the others. */
const GATHER_MS = 2_000;

const REPLICAS_KEY = '{limits}:replicas';

/**
 * Allowances that all replicas share, in Redis. While it is away each replica keeps its share of the limits by itself,
 * beginning with what all wrote down. A Redis that comes back without its memory is told the same before it decides.
 */
export class RedisStore implements LimitStore {
  private readonly id = randomUUID();
  private readonly now: () => number;
  private readonly clock = new ServerClock();
  private readonly limits: Script;
  private readonly presence: Script;
  private readonly gathering: Script;
  private readonly reminder: Reminder;
  private readonly tally = new Tally();
  private readonly ledger: Ledger | undefined;
  /** What was taken before, as this replica read it to go on alone; undefined while it is being read. */
  private remembered: Map<string, Remembered> | undefined;
  private alone: MemoryStore | undefined;
  /** From when on rates may be used, since counting changed. */
  private ratesFrom = Number.NEGATIVE_INFINITY;
  private seen: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  /** How often Redis was away. */
  fallbacks = 0;

  private constructor(private readonly options: RedisStoreOptions) {
    this.now = options.now ?? (() => performance.now());
    this.limits = new Script(options.redis, LIMITS_SCRIPT);
    this.presence = new Script(options.redis, PRESENCE_SCRIPT);
    this.gathering = new Script(options.redis, RETURN_SCRIPT);
    const { redis, book, onBookError: onError } = options;
    this.ledger = book && new Ledger({ book, replica: this.id, onError });
    this.reminder = new Reminder({ redis, ledger: this.ledger, settleMs: SETTLE_MS, now: this.now });
  }

  /** Opens the store; when Redis is away it begins alone. */
  static async open(options: RedisStoreOptions): Promise<RedisStore> {
    const store = new RedisStore(options);
    await firstConnection(options.redis);
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

  acquire(claims: readonly Claim[]): readonly Decision[] | Promise<readonly Decision[]> {
    if (this.now() < this.ratesFrom) return this.acquireInPause(claims);
    return this.alone ? this.acquireAlone(this.alone, claims) : this.acquireShared(claims);
  }

  note(charges: readonly Charge[]): void | Promise<void> {
    const isSlow = charges.some(isKept);
    if (isSlow) this.ledger?.granted(charges, []);
    return this.do('note', charges, (alone, shares) => {
      alone.note(shares);
      this.tally.add(charges, this.now());
    });
  }

  close(charges: readonly Charge[], forMs: number): void | Promise<void> {
    this.ledger?.closed(charges, forMs);
    return this.do('close', charges, (alone, shares) => alone.close(shares, forMs), forMs);
  }

  calibrate(charge: Charge, used: number): void | Promise<void> {
    const usedShare = used / this.replicas;
    return this.do(
      'calibrate',
      [charge],
      (alone, [share]) => share && alone.calibrate(share, usedShare),
      used,
    );
  }

  moved(charges: readonly Charge[], from: number, to: number): void | Promise<void> {
    const rates = charges.filter(isRate);
    if (this.alone) return this.alone.moved(this.sharesOf(rates), from, to);
    // So little lies within the margin, and is not worth a way to Redis.
    if (to - from < WORTH_MOVING_MS || rates.length === 0) return undefined;
    const member = this.clock.toServer(from).toFixed(3);
    const placed = rates.map((charge) => ({ ...charge, member }));
    return this.do('move', placed, () => undefined, to - from);
  }

  refund(charges: readonly Charge[]): void | Promise<void> {
    this.ledger?.refunded(charges);
    return this.do('refund', charges, (alone, shares) => alone.refund(shares));
  }

  peek(charges: readonly Charge[]): readonly Standing[] | Promise<readonly Standing[]> {
    const { alone } = this;
    if (alone) return alone.peek(this.sharesOf(charges));
    return this.run(encodeCharges('peek', charges)).then(
      (answer) => answer.standings(charges),
      (error: unknown) => this.goAlone(error).peek(this.sharesOf(charges)),
    );
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.reminder.stop();
    await this.ledger?.stop();
    await this.options.redis.quit().catch(() => this.options.redis.disconnect());
  }

  /** As many as could be there: who counts too few would give each too much. */
  private get replicas(): number {
    const { replicas } = this.options;
    return Math.max(1, replicas ?? 0, this.seen ?? (replicas === undefined ? ASSUMED_REPLICAS : 0));
  }

  /** What needs a rate waits for the end of the pause; the rest is decided as ever. */
  private async acquireInPause(claims: readonly Claim[]): Promise<readonly Decision[]> {
    const others = claims.filter(({ charges }) => !charges.some(isRate));
    const { alone } = this;
    const decided = alone ? this.acquireAlone(alone, others) : await this.acquireShared(others);
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
    try {
      const answer = await this.run(encodeClaims(claims, AHEAD_MS));
      return claims.map((claim) => {
        const decision = answer.decision(claim, this.clock.toLocal);
        if (decision.granted) this.ledger?.granted(claim.charges, decision.standings);
        return decision;
      });
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(FORGOTTEN)) {
        this.remindSoon();
        return claims.map(() => this.putOff(0));
      }
      this.goAlone(error);
      return this.acquire(claims);
    }
  }

  private acquireAlone(alone: MemoryStore, claims: readonly Claim[]): readonly Decision[] {
    return claims.map((claim) => {
      const slow = this.ledger && !this.remembered ? claim.charges.findIndex(isKept) : -1;
      if (slow >= 0) return this.putOff(slow);
      const [decision] = alone.acquire([{ ...claim, charges: this.sharesOf(claim.charges) }]);
      if (!decision) throw new Error('A claim was not decided.');
      if (decision.granted) {
        this.tally.add(claim.charges, this.now());
        this.ledger?.granted(claim.charges, decision.standings);
      }
      return decision;
    });
  }

  private do(
    operation: string,
    charges: readonly Charge[],
    instead: (alone: MemoryStore, shares: readonly Charge[]) => void,
    amount?: number,
  ): void | Promise<void> {
    const { alone } = this;
    if (alone) return instead(alone, this.sharesOf(charges));
    return this.run(encodeCharges(operation, charges, amount)).then(
      () => undefined,
      (error: unknown) => instead(this.goAlone(error), this.sharesOf(charges)),
    );
  }

  private async run(call: ScriptCall): Promise<Answer> {
    const parts = await this.limits.run(call);
    const answer = new Answer(Array.isArray(parts) ? parts : []);
    this.clock.saw(answer.number(), this.now());
    return answer;
  }

  private sharesOf(charges: readonly Charge[]): Charge[] {
    const { replicas } = this;
    return charges.map((charge) => {
      const share = shareOf(charge, replicas);
      const known = this.remembered?.get(charge.key);
      if (known && this.alone) {
        this.remembered?.delete(charge.key);
        recall(this.alone, share, known, replicas, Date.now() - this.now());
      }
      return share;
    });
  }

  private putOff(charge: number): Decision {
    return { granted: false, charge, at: this.now() + RECALL_MS };
  }

  /** Reads what all took before Redis went away, once the others have had time to write it down. */
  private async recollect(ledger: Ledger): Promise<void> {
    await sleep(SETTLE_MS, undefined, { ref: false });
    while (this.alone && !this.isStopped && !this.remembered) {
      try {
        this.remembered = await ledger.load();
      } catch (error) {
        this.options.onBookError?.(error);
        await sleep(TRY_EVERY_MS, undefined, { ref: false });
      }
    }
  }

  private async remindIfNeeded(): Promise<void> {
    if ((await this.reminder.toldAt()) === undefined) await this.reminder.tell();
  }

  private remindSoon(): void {
    void this.reminder.tell().catch((reason: unknown) => this.goAlone(reason));
  }

  private goAlone(reason: unknown): MemoryStore {
    if (this.alone) return this.alone;
    this.fallbacks += 1;
    this.alone = new MemoryStore(this.now);
    this.remembered = undefined;
    if (this.ledger) void this.recollect(this.ledger);
    // Places that were given out lie so far ahead.
    this.ratesFrom = this.now() + SETTLE_MS;
    this.options.onAlone?.(reason, this.replicas);
    this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    return this.alone;
  }

  private async announce(): Promise<void> {
    const count = await this.presence.run({ keys: [REPLICAS_KEY], args: [this.id, PRESENT_FOR_MS] });
    this.seen = Math.max(1, Number(count) || 1);
  }

  /** Says that it is there, and sees whether Redis still knows what was taken. */
  private async look(): Promise<void> {
    await this.announce();
    if ((await this.reminder.toldAt()) === undefined) this.remindSoon();
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
    try {
      await this.announce();
      let taken = this.tally.take(await this.toldAt());
      while (taken.length > 0) {
        await this.run(encodeCharges('note', taken));
        // Something may have been taken on the way.
        taken = this.tally.take(Number.NEGATIVE_INFINITY);
      }
      this.alone = undefined;
      this.remembered = undefined;
      this.ratesFrom = this.now() + PAUSE_MS;
      this.options.onShared?.();
      this.later(() => this.keepPresent(), PRESENCE_EVERY_MS);
    } catch {
      this.later(() => this.tryToReturn(), TRY_EVERY_MS);
    }
  }

  /** When Redis was told what was taken, some time before included: what was taken later it has to hear now. */
  private async toldAt(): Promise<number> {
    await this.remindIfNeeded();
    const toldAt = (await this.reminder.toldAt()) ?? 0;
    // Says how far the clocks are apart.
    await this.run(encodeCharges('peek', []));
    return this.ledger ? this.clock.toLocal(toldAt) - PAUSE_MS : Number.NEGATIVE_INFINITY;
  }

  private later(step: () => unknown, inMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(step, inMs);
    this.timer.unref();
  }
}

/** What outlives a second, and is written down. */
const isKept = ({ meter }: Charge) => meter.kind !== 'rate' && meter.kind !== 'gate';
const isRate = ({ meter }: Charge) => meter.kind === 'rate';
