import type { Consumption } from '../common/consumption';
import type { Presence } from '../common/presence';
import type { GraphCall } from './session';

/** A call at the gate. */
export interface GatedCall extends GraphCall {
  signal?: AbortSignal | undefined;
  /** The caller's presence, for a call that may be given up while it waits, but not once it has begun. */
  presence?: Presence | undefined;
  /** Where it is noted what the call took. */
  consumption?: Consumption | undefined;
}

/** Meta's headers that say how much of its limits is used. */
export interface UsageHeaders {
  /** `X-App-Usage` */
  app?: string | undefined;
  /** `X-Business-Use-Case-Usage` */
  business?: string | undefined;
}

/** What every request to the Graph API passes: it keeps Meta's limits. */
export interface CallGate {
  /**
   * Makes a call as soon as it may be made, or throws why it may not; its `beforeLeaving` runs after the waiting.
   *
   * @param make is given what wants to be told when the request is written
   */
  pass<T>(call: GatedCall, make: (onDeparture?: () => void) => Promise<T>): Promise<T>;
  /** Told what Meta itself counts, with its answer to a call. */
  sawUsage(headers: UsageHeaders, call: Pick<GatedCall, 'method' | 'path' | 'query' | 'body'>): void;
}
