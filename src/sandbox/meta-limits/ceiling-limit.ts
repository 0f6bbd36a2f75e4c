import type { Clock } from '../clock';
import { Limit, type LimitSpec, type Numbers, type Used } from './limit';

export interface CeilingLimitSpec<N extends Numbers, Use> extends LimitSpec<N, Use> {
  /** How many there would be. */
  countOf(use: Use): number;
  most(numbers: N, use: Use): number;
}

/** A limit on how many there are at a time: what is there is counted elsewhere. */
export class CeilingLimit<N extends Numbers, Use> extends Limit<N, Use> {
  constructor(
    protected override readonly spec: CeilingLimitSpec<N, Use>,
    clock: Clock,
  ) {
    super(spec, clock);
  }

  mostFor(use: Use): number {
    return this.spec.most(this.numbers, use);
  }

  protected override fits(_key: string, use: Use): boolean {
    return this.spec.countOf(use) <= this.mostFor(use);
  }

  protected override clear(): void {}

  protected override counted(): [string, Used][] {
    return [];
  }
}
