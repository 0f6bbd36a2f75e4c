import type { Charge } from '../types';

interface Entry {
  charge: Charge;
  lastAt: number;
}

/** Entries that are kept; what goes beyond is lost, and Meta's own count has to correct it. */
const MOST_ENTRIES = 20_000;

/** What was taken while Redis was away, to be told when it is back. A rate is over by then. */
export class Tally {
  private entries = new Map<string, Entry>();

  add(charges: readonly Charge[], now: number): void {
    for (const charge of charges) {
      const { kind } = charge.meter;
      if (kind === 'rate' || kind === 'gate') continue;
      const key = nameOf(charge);
      const known = this.entries.get(key);
      if (!known && this.entries.size >= MOST_ENTRIES) continue;
      const cost = (known?.charge.cost ?? 0) + (charge.cost ?? 1);
      this.entries.set(key, { charge: { ...charge, cost }, lastAt: now });
    }
  }

  /** Meta did not count these. */
  remove(charges: readonly Charge[]): void {
    for (const charge of charges) {
      const key = nameOf(charge);
      const known = this.entries.get(key);
      if (!known) continue;
      const cost = (known.charge.cost ?? 1) - (charge.cost ?? 1);
      if (cost > 0) this.entries.set(key, { ...known, charge: { ...known.charge, cost } });
      else this.entries.delete(key);
    }
  }

  /** All of what was taken, where any of it was after that time. */
  take(since: number): Charge[] {
    const taken = [...this.entries.values()].flatMap(({ charge, lastAt }) =>
      lastAt >= since ? [charge] : [],
    );
    this.entries = new Map();
    return taken;
  }
}

function nameOf({ key, member = '' }: Charge): string {
  return `${key}\n${member}`;
}
