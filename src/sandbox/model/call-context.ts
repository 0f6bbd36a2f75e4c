import type { Clock } from '../clock';
import type { Limits } from '../meta-limits/limits';
import type { Random } from '../random';
import type { ObjectBudget } from '../read/object-budget';
import type { Simulation } from './simulation';
import type { World } from './world';

/** What answering one call may need to know. */
export interface CallContext {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly simulation: Simulation;
  readonly limits: Limits;
  /** The version segment of the path, `v23.0`; what Meta would serve when there was none. */
  readonly version: string;
  /** Origin under which the caller reached the sandbox, for the URLs in answers. */
  readonly origin: string;
  readonly accessToken: string;
  readonly budget: ObjectBudget;
}
