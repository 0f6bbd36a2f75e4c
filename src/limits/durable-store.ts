import { setTimeout as sleep } from 'node:timers/promises';
import type { AllowanceBook, SavedAllowance } from './allowance-book';
import { MemoryStore } from './memory-store';
import { REPLICA_MARK } from './redis/replica-mark';
import { restoreAllowance, saveAllowance } from './saved-allowance';
import type { Charge, Claim, Decision, LimitStore, Standing } from './types';

export interface DurableStoreOptions {
  book: AllowanceBook;
  now?: () => number;
  /** Told when what was used could not be written down; it is tried again. */
  onError?: (error: unknown) => void;
}

const RETRY_MS = 1_000;
const FORGET_EVERY_MS = 60_000;

/**
 * Allowances of one process that outlive it: Meta does not forget a burst, or a day, because a gateway starts anew.
 * Decided in memory, at once, and written down right after. One write is under way at a time, and what changes meanwhile
 * goes with the next: a process that is killed takes with it what left in its last few milliseconds, and no more.
 */
export class DurableStore implements LimitStore {
  readonly aheadMs = 0;
  private readonly memory: MemoryStore;
  private readonly now: () => number;
  /** What earlier processes left of keys that nobody has asked for yet: only a charge says how it is measured. */
  private readonly saved = new Map<string, SavedAllowance[]>();
  private readonly changed = new Map<string, Charge>();
  private writing: Promise<void> | undefined;
  private isStopped = false;
  private readonly forgetting: NodeJS.Timeout;

  private constructor(private readonly options: DurableStoreOptions) {
    this.now = options.now ?? (() => performance.now());
    this.memory = new MemoryStore(this.now);
    this.forgetting = setInterval(() => void this.forget(), FORGET_EVERY_MS);
    this.forgetting.unref();
  }

  /** Opens the store with what earlier processes used. */
  static async open(options: DurableStoreOptions): Promise<DurableStore> {
    const store = new DurableStore(options);
    const rows = (await options.book.load()).sort((one, other) => one.keptUntil - other.keptUntil);
    for (const row of rows) {
      // How replicas write it down is theirs: they shared it in Redis.
      if (row.member.startsWith(REPLICA_MARK)) continue;
      const others = store.saved.get(row.key);
      if (others) others.push(row);
      else store.saved.set(row.key, [row]);
    }
    return store;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] {
    for (const { charges } of claims) this.recall(charges);
    const decisions = this.memory.acquire(claims);
    for (const [index, { charges }] of claims.entries()) {
      if (decisions[index]?.granted) this.keep(charges);
    }
    return decisions;
  }

  note(charges: readonly Charge[]): void {
    this.recall(charges);
    this.memory.note(charges);
    this.keep(charges);
  }

  close(charges: readonly Charge[], forMs: number): void {
    this.recall(charges);
    this.memory.close(charges, forMs);
    // All of a key is closed, whoever the call was about.
    for (const { member: _, ...charge } of charges) this.keepOne(charge);
  }

  calibrate(charge: Charge, used: number): void {
    this.recall([charge]);
    this.memory.calibrate(charge, used);
    this.keep([charge]);
  }

  moved(charges: readonly Charge[], from: number, to: number): void {
    this.memory.moved(charges, from, to);
    this.keep(charges.filter(({ meter }) => meter.kind === 'rate'));
  }

  refund(charges: readonly Charge[]): void {
    this.recall(charges);
    this.memory.refund(charges);
    this.keep(charges.filter(({ meter }) => meter.kind === 'window'));
  }

  peek(charges: readonly Charge[]): readonly Standing[] {
    this.recall(charges);
    return this.memory.peek(charges);
  }

  /** Writes out what is not written yet. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.forgetting);
    await this.writing;
  }

  private recall(charges: readonly Charge[]): void {
    if (this.saved.size === 0) return;
    for (const charge of charges) {
      const rows = this.saved.get(charge.key);
      if (!rows) continue;
      this.saved.delete(charge.key);
      restoreAllowance(this.memory, charge, rows, this.toEpoch);
    }
  }

  private keep(charges: readonly Charge[]): void {
    // A gate holds nothing but what closes it.
    for (const charge of charges) if (charge.meter.kind !== 'gate') this.keepOne(charge);
  }

  private keepOne(charge: Charge): void {
    this.changed.set(charge.member === undefined ? charge.key : `${charge.key}\n${charge.member}`, charge);
    this.writing ??= this.write();
  }

  private async write(): Promise<void> {
    // Whatever else happens in this turn goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.changed.size > 0) {
      const charges = [...this.changed];
      this.changed.clear();
      try {
        await this.options.book.keep(
          charges.map(([, charge]) => saveAllowance(this.memory, charge, this.toEpoch)),
        );
      } catch (error) {
        this.options.onError?.(error);
        if (this.isStopped) break;
        for (const [name, charge] of charges) if (!this.changed.has(name)) this.changed.set(name, charge);
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
    this.writing = undefined;
  }

  private async forget(): Promise<void> {
    const now = Date.now();
    for (const [key, rows] of this.saved) {
      if (rows.every(({ keptUntil }) => keptUntil <= now)) this.saved.delete(key);
    }
    await this.options.book.forget().catch((error: unknown) => this.options.onError?.(error));
  }

  private get toEpoch(): number {
    return Date.now() - this.now();
  }
}
