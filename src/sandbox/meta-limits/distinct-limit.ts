import type { Clock } from '../clock';
import { Limit, type LimitSpec, type Numbers, type Used } from './limit';

export interface DistinctLimitSpec<N extends Numbers, Use> extends LimitSpec<N, Use> {
  /** What is counted once however often it comes. */
  memberOf(use: Use): string;
  /** How many different ones; Infinity: there is no limit. */
  most(numbers: N, use: Use): number;
  /** After so long without coming again, one counts no more. */
  windowMs(numbers: N): number;
}

interface Counter {
  /** When each came last, the longest ago first. */
  readonly members: Map<string, number>;
  most: number;
}

/** A limit on how many different ones come in a while. Who has been counted can come again. */
export class DistinctLimit<N extends Numbers, Use> extends Limit<N, Use> {
  private readonly counters = new Map<string, Counter>();

  constructor(
    protected override readonly spec: DistinctLimitSpec<N, Use>,
    clock: Clock,
  ) {
    super(spec, clock);
  }

  protected override fits(key: string, use: Use, now: number): boolean {
    const most = this.spec.most(this.numbers, use);
    if (most === Number.POSITIVE_INFINITY) return true;
    const counter = this.counters.get(key) ?? { members: new Map(), most };
    this.counters.set(key, counter);
    counter.most = most;
    this.prune(counter, now);
    const member = this.spec.memberOf(use);
    if (!counter.members.delete(member) && counter.members.size >= most) return false;
    counter.members.set(member, now);
    return true;
  }

  protected override clear(): void {
    this.counters.clear();
  }

  protected override counted(most: number, now: number): [string, Used][] {
    return [...this.counters].slice(-most).map(([key, counter]) => {
      this.prune(counter, now);
      return [key, { used: counter.members.size, of: counter.most }];
    });
  }

  private prune({ members }: Counter, now: number): void {
    const since = now - this.spec.windowMs(this.numbers);
    for (const [member, at] of members) {
      if (at > since) return;
      members.delete(member);
    }
  }
}
