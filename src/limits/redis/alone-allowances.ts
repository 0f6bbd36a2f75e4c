import { MemoryStore } from '../memory-store';
import type { Charge, Claim, Decision, Standing } from '../types';
import type { Ledger, Remembered } from './ledger';
import { recall } from './seed';
import { shareOf } from './share';
import { Tally } from './tally';

export interface AloneAllowancesOptions {
  now: () => number;
  /** How many replicas have a share. */
  replicas: () => number;
  ledger: Ledger | undefined;
}

/** How long a claim is put off while what was taken before is being read. */
const RECALL_MS = 100;

/** A replica's share of the limits, which it keeps by itself while Redis is away. */
export class AloneAllowances {
  private readonly memory: MemoryStore;
  private readonly tally = new Tally();
  /** What Redis has to join when it is back. */
  readonly joins: { from: Charge; to: Charge }[] = [];
  /** What all replicas took before; undefined while it is being read. */
  private remembered: Map<string, Remembered> | undefined;

  private readonly since: number;

  constructor(private readonly options: AloneAllowancesOptions) {
    this.since = options.now();
    this.memory = new MemoryStore(options.now);
  }

  /** Whether it may be used already: not before it is known what was taken. */
  get isReady(): boolean {
    return this.options.ledger === undefined || this.remembered !== undefined;
  }

  /** Reads what all replicas took before Redis went away. */
  async recollect(): Promise<void> {
    this.remembered = await this.options.ledger?.load();
    for (const { from, to } of this.joins) this.joinShares(from, to);
  }

  acquire(claims: readonly Claim[]): readonly Decision[] {
    return claims.map((claim) => {
      const slow = this.isReady ? -1 : claim.charges.findIndex(isKept);
      if (slow >= 0) return { granted: false, charge: slow, at: this.options.now() + RECALL_MS };
      const decision = this.memory.decide(this.sharesOf(claim.charges));
      if (decision.granted) {
        this.tally.add(claim.charges, this.options.now());
        this.options.ledger?.granted([{ charges: claim.charges, standings: decision.standings }]);
      }
      return decision;
    });
  }

  note(charges: readonly Charge[]): void {
    this.memory.note(this.sharesOf(charges));
    this.tally.add(charges, this.options.now());
  }

  close(charges: readonly Charge[], forMs: number): void {
    this.memory.close(this.sharesOf(charges), forMs);
  }

  calibrate(charge: Charge, used: number): void {
    for (const share of this.sharesOf([charge])) this.memory.calibrate(share, used / this.options.replicas());
  }

  moved(charges: readonly Charge[], from: number, to: number): void {
    this.memory.moved(this.sharesOf(charges), from, to);
  }

  /** What was taken before Redis went away is not known well enough to be given back. */
  refund(charges: readonly Charge[], at: number): void {
    if (at < this.since) return;
    const shares = this.sharesOf(charges);
    this.memory.refund(shares, at);
    this.tally.remove(charges);
    this.options.ledger?.refunded(charges, this.memory.peek(shares));
  }

  join(from: Charge, to: Charge): void {
    this.joins.push({ from, to });
    if (this.isReady) this.joinShares(from, to);
  }

  peek(charges: readonly Charge[]): readonly Standing[] {
    return this.memory.peek(this.sharesOf(charges));
  }

  /** What Redis has to hear of when it is back: all of what was taken, where any of it was after that time. */
  takeTally(since: number): Charge[] {
    return this.tally.take(since);
  }

  /** Redis could not be told. */
  putBack(charges: readonly Charge[]): void {
    this.tally.add(charges, this.options.now());
  }

  private joinShares(from: Charge, to: Charge): void {
    const [own, joined] = this.sharesOf([from, to]);
    if (own && joined) this.memory.join(own, joined);
  }

  private sharesOf(charges: readonly Charge[]): Charge[] {
    const replicas = this.options.replicas();
    return charges.map((charge) => {
      const share = shareOf(charge, replicas);
      const known = this.remembered?.get(charge.key);
      if (known) {
        this.remembered?.delete(charge.key);
        recall(this.memory, share, known, replicas, Date.now() - this.options.now());
      }
      return share;
    });
  }
}

/** What outlives a second, and is written down. */
export const isKept = ({ meter }: Charge) => meter.kind !== 'rate' && meter.kind !== 'gate';
