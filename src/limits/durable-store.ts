import { type AllowanceBook, nameOf, type SavedAllowance } from './allowance-book';
import { BookWriter } from './book-writer';
import { MemoryStore } from './memory-store';
import { REPLICA_MARK } from './redis/replica-mark';
import { RATE_AHEAD_MS, restoreAllowance, saveAllowance } from './saved-allowance';
import type { Charge, Claim, Decision, LimitStore, Standing } from './types';

export interface DurableStoreOptions {
  book: AllowanceBook;
  now?: () => number;
  /** Told when what was used could not be written down; it is tried again. */
  onError?: (error: unknown) => void;
}

/**
 * Allowances of a single process, which outlive it: Meta does not forget a burst, or the use of a day, because a
 * gateway is restarted. Decisions are made in memory, at once, and written down.
 */
export class DurableStore implements LimitStore {
  readonly aheadMs = 0;
  private readonly memory: MemoryStore;
  private readonly now: () => number;
  private readonly writer: BookWriter<Charge>;
  /** Until when a rate is written down as used. */
  private readonly ratesUntil = new Map<string, number>();

  private constructor(
    { book, onError, now = () => performance.now() }: DurableStoreOptions,
    /**
     * Rows from earlier processes, until a charge for their key comes: only the charge says by which meter to read
     * them.
     */
    private readonly saved: Map<string, SavedAllowance[]>,
  ) {
    this.now = now;
    this.memory = new MemoryStore(now);
    this.writer = new BookWriter({
      book,
      nameOf: ({ key, member = '' }) => nameOf({ key, member }),
      rowOf: (charge) => saveAllowance(this.memory, charge, this.toEpoch),
      onError,
    });
  }

  /** Opens the store with what earlier processes used. */
  static async open(options: DurableStoreOptions): Promise<DurableStore> {
    const saved = new Map<string, SavedAllowance[]>();
    const rows = (await options.book.load()).sort((one, other) => one.keptUntil - other.keptUntil);
    for (const row of rows) {
      // Rows of replicas that share limits in Redis have another form.
      if (row.member.startsWith(REPLICA_MARK)) continue;
      const others = saved.get(row.key);
      if (others) others.push(row);
      else saved.set(row.key, [row]);
    }
    return new DurableStore(options, saved);
  }

  get written(): Promise<void> | undefined {
    return this.writer.written;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] {
    return claims.map(({ charges }) => this.decide(charges));
  }

  decide(charges: readonly Charge[]): Decision {
    this.recall(charges);
    const decision = this.memory.decide(charges);
    if (decision.granted) this.keep(charges);
    return decision;
  }

  note(charges: readonly Charge[]): void {
    this.recall(charges);
    this.memory.note(charges);
    this.keep(charges);
  }

  close(charges: readonly Charge[], forMs: number): void {
    this.recall(charges);
    this.memory.close(charges, forMs);
    // Without the member, since the whole key is closed.
    for (const { member: _, ...charge } of charges) this.writer.note(charge);
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

  refund(charges: readonly Charge[], at: number): void {
    this.recall(charges);
    this.memory.refund(charges, at);
    this.keep(charges);
  }

  join(from: Charge, to: Charge): void {
    this.recall([from, to]);
    const { members } = this.memory.allowanceOf(from);
    this.memory.join(from, to);
    for (const member of members) {
      this.writer.note({ ...to, member });
      this.writer.note({ ...from, member });
    }
    if (this.memory.allowanceOf(to).closedUntil <= this.now()) return;
    const { member: _, ...closure } = to;
    this.writer.note(closure);
  }

  peek(charges: readonly Charge[]): readonly Standing[] {
    this.recall(charges);
    return this.memory.peek(charges);
  }

  /** Writes out what is not written yet. */
  stop(): Promise<void> {
    return this.writer.stop();
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
    for (const charge of charges) {
      // A gate holds nothing but what closes it.
      if (charge.meter.kind === 'gate' || (charge.meter.kind === 'rate' && this.isWritten(charge))) continue;
      this.writer.note(charge);
    }
  }

  /** Whether the rate is written down as used for now; if not, notes that it will be. */
  private isWritten({ key }: Charge): boolean {
    const now = this.now();
    if (now < (this.ratesUntil.get(key) ?? Number.NEGATIVE_INFINITY)) return true;
    this.ratesUntil.set(key, now + RATE_AHEAD_MS);
    return false;
  }

  private get toEpoch(): number {
    return Date.now() - this.now();
  }
}
