import { Allowance } from './allowance';
import type { Charge, Claim, Decision, LimitStore, Meter, Standing } from './types';

interface Kept {
  key: string;
  allowance: Allowance;
  /** The meter by which it was counted last: it says when the allowance can be forgotten. */
  meter: Meter;
}

/**
 * Every so many claims the store looks for allowances that are whole again and can be forgotten, at two for each
 * claim.
 */
const SWEEP_EVERY = 64;
const SWEPT = 2 * SWEEP_EVERY;

/** Allowances of one process. Decides at once; nothing is claimed ahead. */
export class MemoryStore implements LimitStore {
  readonly aheadMs = 0;
  private readonly kept = new Map<string, Kept>();
  private sweep = this.kept.values();
  private claims = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Keys that are remembered. */
  get size(): number {
    return this.kept.size;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] {
    return claims.map(({ charges }) => this.decide(charges));
  }

  decide(charges: readonly Charge[]): Decision {
    const now = this.now();
    this.forgetSome(now);
    const entries: (Kept | undefined)[] = [];
    let latest = now;
    let blocking = -1;
    for (const charge of charges) {
      const entry = this.known(charge);
      const at = entry?.allowance.readyAt(charge, now) ?? now;
      if (at > latest) {
        latest = at;
        blocking = entries.length;
      }
      entries.push(entry);
    }
    if (blocking >= 0) return { granted: false, charge: blocking, at: latest };
    const standings: Standing[] = [];
    let index = -1;
    for (const charge of charges) {
      index += 1;
      const entry = entries[index];
      // A gate counts nothing.
      if (!entry || charge.meter.kind === 'gate') continue;
      entry.allowance.take(charge, now);
      this.keep(entry, charge.meter);
      standings.push(entry.allowance.standing(charge, now));
    }
    return { granted: true, at: now, standings };
  }

  note(charges: readonly Charge[]): void {
    const now = this.now();
    for (const charge of charges) this.allowanceOf(charge).take(charge, now);
  }

  close(charges: readonly Charge[], forMs: number): void {
    const until = this.now() + forMs;
    for (const charge of charges) {
      const allowance = this.allowanceOf(charge);
      allowance.closedUntil = Math.max(allowance.closedUntil, until);
    }
  }

  calibrate(charge: Charge, used: number): void {
    this.allowanceOf(charge).calibrate(charge, used, this.now());
  }

  moved(charges: readonly Charge[], from: number, to: number): void {
    for (const charge of charges) this.kept.get(charge.key)?.allowance.move(charge, from, to);
  }

  refund(charges: readonly Charge[], at: number): void {
    const now = this.now();
    for (const charge of charges) this.kept.get(charge.key)?.allowance.giveBack(charge, at, now);
  }

  join(from: Charge, to: Charge): void {
    const joined = this.kept.get(from.key);
    if (!joined) return;
    this.kept.delete(from.key);
    this.allowanceOf(to).join(joined.allowance);
  }

  peek(charges: readonly Charge[]): readonly Standing[] {
    const now = this.now();
    return charges.map((charge) =>
      (this.kept.get(charge.key)?.allowance ?? new Allowance()).standing(charge, now),
    );
  }

  async stop(): Promise<void> {
    this.kept.clear();
  }

  /** An allowance to decide by; undefined for a gate that nobody closed, which most calls pass. */
  private known(charge: Charge): Kept | undefined {
    return this.kept.get(charge.key) ?? (charge.meter.kind === 'gate' ? undefined : unused(charge));
  }

  /** What is kept of a charge's key. */
  allowanceOf(charge: Charge): Allowance {
    const entry = this.kept.get(charge.key) ?? unused(charge);
    this.keep(entry, charge.meter);
    return entry.allowance;
  }

  /** The first string of a key is kept: otherwise the map would hold on to a new string for each call. */
  private keep(entry: Kept, meter: Meter): void {
    entry.meter = meter;
    this.kept.set(entry.key, entry);
  }

  private forgetSome(now: number): void {
    this.claims += 1;
    if (this.claims % SWEEP_EVERY !== 0) return;
    for (let count = 0; count < SWEPT; count += 1) {
      const next = this.sweep.next();
      if (next.done) {
        this.sweep = this.kept.values();
        return;
      }
      const { key, allowance, meter } = next.value;
      if (allowance.freeAt(meter) <= now) this.kept.delete(key);
    }
  }
}

function unused({ key, meter }: Charge): Kept {
  return { key, allowance: new Allowance(), meter };
}
