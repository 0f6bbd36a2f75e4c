import type { Charge } from '../types';

/** Entries that are kept; what goes beyond is lost, and Meta's own count has to correct it. */
const MOST_ENTRIES = 20_000;

/** What was taken while Redis was away, to be told when it is back. A rate is over by then. */
export class Tally {
  private entries = new Map<string, Charge>();

  add(charges: readonly Charge[]): void {
    for (const charge of charges) {
      const { kind } = charge.meter;
      if (kind === 'rate' || kind === 'gate') continue;
      const key = `${charge.key}\n${charge.member ?? ''}`;
      const known = this.entries.get(key);
      if (!known && this.entries.size >= MOST_ENTRIES) continue;
      this.entries.set(key, { ...charge, cost: (known?.cost ?? 0) + (charge.cost ?? 1) });
    }
  }

  take(): Charge[] {
    const taken = [...this.entries.values()];
    this.entries = new Map();
    return taken;
  }
}
