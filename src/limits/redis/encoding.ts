import { standingOf } from '../allowance';
import type { Charge, Claim, Decision, Meter, Standing } from '../types';

/** Redis keys of one gateway share a slot, so that one script may touch several in a cluster too. */
export const PREFIX = '{limits}:';

/** What a script is given. */
export interface ScriptCall {
  keys: string[];
  args: (string | number)[];
}

/** What is done with charges that are not claimed. */
export type OperationName = SilentName | 'move' | 'refund' | 'peek' | 'join';

/** Those that nothing more has to be said to, and that say nothing. */
export type SilentName = 'note' | 'close' | 'calibrate';

/** Operations as the script reads them: what several have in common stands in it once. */
export class Encoded {
  private readonly keys = new Map<string, number>();
  private readonly meters = new Map<Meter, number>();
  private readonly operations: (string | number)[][] = [];

  /** @param farthestMs how far ahead a place may lie at most */
  constructor(private readonly farthestMs: number) {}

  get size(): number {
    return this.operations.length;
  }

  claim({ charges, maxAheadMs }: Claim): void {
    this.add('acquire', charges, Math.min(maxAheadMs, this.farthestMs));
  }

  /** @param member stands for the charges' own: when a place was, for `move` */
  add(name: OperationName | 'acquire', charges: readonly Charge[], amount: number, member?: number): void {
    const operation: (string | number)[] = [name, amount];
    for (const charge of charges) {
      const { key, meter, cost = 1 } = charge;
      operation.push(
        placeOf(this.keys, key),
        placeOf(this.meters, meter),
        cost,
        member ?? charge.member ?? '',
      );
    }
    this.operations.push(operation);
  }

  get call(): ScriptCall {
    const keys: string[] = [];
    for (const key of this.keys.keys()) keys.push(PREFIX + key);
    const meters = [...this.meters.keys()].map(encodeMeter);
    return { keys, args: [JSON.stringify([this.farthestMs, meters, this.operations])] };
  }
}

/** The place, from 1 on, of what may stand in the list already. */
function placeOf<T>(list: Map<T, number>, item: T): number {
  const known = list.get(item);
  if (known !== undefined) return known;
  list.set(item, list.size + 1);
  return list.size;
}

function encodeMeter(meter: Meter): readonly (string | number)[] {
  switch (meter.kind) {
    case 'rate':
      return ['r', meter.limit - meter.reserve, meter.windowMs, meter.intervalMs, meter.toleranceMs];
    case 'borrow':
      return ['b', meter.burst, meter.intervalMs, meter.burstWindowMs];
    case 'window':
    case 'unique':
      return [meter.kind === 'window' ? 'w' : 'u', meter.limit, meter.windowMs];
    case 'gate':
      return ['g'];
  }
}

const FORGOTTEN = 2;

/** Somebody who was counted, and how long ago. */
export interface Counted {
  member: string;
  agoMs: number;
}

/** Reads the script's answer from front to back. Times in it count from when it was given. */
export class Answer {
  private place = 0;

  constructor(
    private readonly values: readonly unknown[],
    /** When it was given, by the clock of this process. */
    private readonly givenAt: number,
  ) {}

  standings(charges: readonly Charge[]): Standing[] {
    return charges.map((charge) => this.standing(charge));
  }

  /** Undefined when Redis does not know what was taken before. */
  decision({ charges }: Claim): Decision | undefined {
    const verdict = this.number();
    if (verdict === FORGOTTEN) return undefined;
    if (verdict === 0) {
      const charge = this.number();
      const inMs = this.number();
      return { granted: false, charge, at: inMs < 0 ? Number.POSITIVE_INFINITY : this.givenAt + inMs };
    }
    const at = this.givenAt + this.number();
    const standings: Standing[] = [];
    for (const charge of charges) if (charge.meter.kind !== 'gate') standings.push(this.standing(charge));
    return { granted: true, at, standings };
  }

  /** Who was counted for what was joined; undefined when Redis does not know what was taken before. */
  joined(): Counted[] | undefined {
    if (this.number() === FORGOTTEN) return undefined;
    return Array.from({ length: this.number() }, () => ({ member: this.text(), agoMs: this.number() }));
  }

  private standing(charge: Charge): Standing {
    const remaining = this.number();
    return standingOf(charge, remaining < 0 ? undefined : remaining, this.number());
  }

  private text(): string {
    return String(this.next());
  }

  private number(): number {
    const value = this.next();
    if (typeof value !== 'number')
      throw new Error('Redis answered a limit with something that is not a number.');
    return value;
  }

  private next(): unknown {
    const value = this.values[this.place];
    this.place += 1;
    return value;
  }
}
