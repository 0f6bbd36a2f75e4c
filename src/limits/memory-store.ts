import { Allowance } from './allowance';
import type { Charge, Claim, Decision, LimitStore, Standing } from './types';

interface Kept {
  allowance: Allowance;
  /** How it was counted last: says when it can be forgotten. */
  charge: Charge;
}

/** Allowances that are looked at for each claim, to forget those that are whole again. */
const SWEPT_PER_CLAIM = 2;

/** Allowances of one process. Decides at once; nothing is claimed ahead. */
export class MemoryStore implements LimitStore {
  readonly aheadMs = 0;
  private readonly kept = new Map<string, Kept>();
  private sweep = this.kept.entries();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Keys that are remembered. */
  get size(): number {
    return this.kept.size;
  }

  acquire(claims: readonly Claim[]): readonly Decision[] {
    const now = this.now();
    return claims.map(({ charges }) => this.decide(charges, now));
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

  refund(charges: readonly Charge[]): void {
    for (const charge of charges) this.kept.get(charge.key)?.allowance.giveBack(charge);
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

  private decide(charges: readonly Charge[], now: number): Decision {
    this.forgetSome(now);
    const allowances = charges.map((charge) => this.known(charge));
    let latest = now;
    let blocking = -1;
    charges.forEach((charge, index) => {
      const at = allowances[index]?.readyAt(charge, now) ?? now;
      if (at <= latest) return;
      latest = at;
      blocking = index;
    });
    if (blocking >= 0) return { granted: false, charge: blocking, at: latest };
    const standings: Standing[] = [];
    charges.forEach((charge, index) => {
      const allowance = allowances[index];
      if (!allowance) return;
      allowance.take(charge, now);
      this.keep(charge, allowance);
      standings.push(allowance.standing(charge, now));
    });
    return { granted: true, at: now, standings };
  }

  /** An allowance to decide by; undefined for a gate that nobody closed, which most calls pass. */
  private known({ key, meter }: Charge): Allowance | undefined {
    const known = this.kept.get(key)?.allowance;
    return known ?? (meter.kind === 'gate' ? undefined : new Allowance());
  }

  private keep(charge: Charge, allowance: Allowance): void {
    const known = this.kept.get(charge.key);
    if (known) known.charge = charge;
    else this.kept.set(charge.key, { allowance, charge });
  }

  /** What is kept of a charge's key. */
  allowanceOf(charge: Charge): Allowance {
    const allowance = this.kept.get(charge.key)?.allowance ?? new Allowance();
    this.keep(charge, allowance);
    return allowance;
  }

  private forgetSome(now: number): void {
    for (let count = 0; count < SWEPT_PER_CLAIM; count += 1) {
      const next = this.sweep.next();
      if (next.done) {
        this.sweep = this.kept.entries();
        return;
      }
      const [key, { allowance, charge }] = next.value;
      if (allowance.freeAt(charge.meter) <= now) this.kept.delete(key);
    }
  }
}
