import type { Consumption } from '../common/consumption';
import type { Patience } from '../common/patience';
import type { Presence } from '../common/presence';
import type { CallCharges, UpstreamCall } from './charges';
import type { Facts } from './facts';
import type { Closure, Learning } from './learning';
import type { Limiter } from './limiter';

/** A call at the gate. */
export interface LimitedCall extends UpstreamCall {
  safety: 'read' | 'idempotent' | 'once';
  patience?: Patience | undefined;
  signal?: AbortSignal | undefined;
  presence?: Presence | undefined;
  consumption?: Consumption | undefined;
  /** Runs after the waiting, before the call is made. */
  beforeLeaving?: (() => Promise<void>) | undefined;
  /** Runs when the call was made and refused, and nothing of it was done. */
  onUndone?: (() => void) | undefined;
}

/** What all calls at a gate have in common. */
export interface Gatekeeper {
  readonly limiter: Limiter;
  readonly charges: CallCharges;
  readonly learning: Learning;
  readonly facts: Facts;
  /** What the slowest numbers may send a second. */
  readonly leastThroughput: number;
  readonly now: () => number;
  /** Meta's code, when the error is a refusal of Meta's. */
  readonly codeOf: (error: unknown) => number | undefined;
  /** Whether an error proves that nothing was done of what was asked for. */
  readonly isUndone: (error: unknown) => boolean;
  readonly close: (closure: Closure) => Promise<void>;
}
