import { standingOf } from '../allowance';
import type { Charge, Claim, Decision, Meter, Standing } from '../types';

/** Redis keys of one gateway share a slot, so that one script may touch several in a cluster too. */
export const PREFIX = '{limits}:';

/** What a script is given. */
export interface ScriptCall {
  keys: string[];
  args: (string | number)[];
}

/** Puts claims as the script reads them. */
export function encodeClaims(claims: readonly Claim[], farthestMs: number): ScriptCall {
  const call: ScriptCall = { keys: [], args: ['acquire', farthestMs] };
  for (const { charges, maxAheadMs } of claims) {
    call.args.push(Math.min(maxAheadMs, farthestMs), charges.length);
    for (const charge of charges) encodeCharge(charge, call);
  }
  return call;
}

/** Puts an operation on charges as the script reads it. */
export function encodeCharges(operation: string, charges: readonly Charge[], amount = 0): ScriptCall {
  const call: ScriptCall = { keys: [], args: [operation, 0, amount, charges.length] };
  for (const charge of charges) encodeCharge(charge, call);
  return call;
}

function encodeCharge({ key, meter, cost = 1, member = '' }: Charge, { keys, args }: ScriptCall): void {
  keys.push(PREFIX + key);
  args.push(...encodeMeter(meter), cost, member);
}

function encodeMeter(meter: Meter): readonly (string | number)[] {
  switch (meter.kind) {
    case 'rate':
      return ['r', meter.limit, meter.windowMs, meter.intervalMs, meter.toleranceMs];
    case 'borrow':
      return ['b', meter.burst, meter.intervalMs, meter.burstWindowMs, 0];
    case 'window':
      return ['w', meter.limit, meter.windowMs, 0, 0];
    case 'unique':
      return ['u', meter.limit, meter.windowMs, 0, 0];
    case 'gate':
      return ['g', 0, 0, 0, 0];
  }
}

/** Reads a script's answer from front to back. */
export class Answer {
  private place = 0;

  constructor(private readonly parts: readonly unknown[]) {}

  number(): number {
    const value = Number(this.parts[this.place]);
    this.place += 1;
    if (Number.isNaN(value)) throw new Error('Redis answered a limit with something that is not a number.');
    return value;
  }

  standings(charges: readonly Charge[]): Standing[] {
    return charges.map((charge) => {
      const remaining = this.number();
      const resetMs = this.number();
      return standingOf(charge, remaining < 0 ? undefined : remaining, resetMs);
    });
  }

  /** @param toLocal makes Redis's time that of this process */
  decision({ charges }: Claim, toLocal: (at: number) => number): Decision {
    const granted = this.number() === 1;
    if (granted) return { granted, at: toLocal(this.number()), standings: this.standings(charges) };
    const charge = this.number();
    const at = this.number();
    return { granted, charge, at: at < 0 ? Number.POSITIVE_INFINITY : toLocal(at) };
  }
}
