import type { LimitStanding } from '../common/consumption';
import type { CallPriority, OnLimit } from '../common/patience';
import type { Presence } from '../common/presence';
import type { PolicyName } from './policies';

/** So many in any stretch of `windowMs`, spaced: a place every `intervalMs`, and a little catching up for the late. */
export interface RateMeter {
  kind: 'rate';
  limit: number;
  /** Places of it that calls leave free. What is counted without being asked for takes them. */
  reserve: number;
  windowMs: number;
  intervalMs: number;
  toleranceMs: number;
  /** For how long a call may be held only to space it, even when its caller does not wait. */
  smoothingMs: number;
}

/**
 * One every `intervalMs`, or a burst: up to `burst` within `burstWindowMs`, all of which is borrowed and paid back at
 * `intervalMs` each before anything else may follow.
 */
export interface BorrowMeter {
  kind: 'borrow';
  intervalMs: number;
  burst: number;
  burstWindowMs: number;
}

/** So many in any stretch of `windowMs`. */
export interface WindowMeter {
  kind: 'window';
  limit: number;
  windowMs: number;
}

/** So many different members in any stretch of `windowMs`; the same one again is free. */
export interface UniqueMeter {
  kind: 'unique';
  limit: number;
  windowMs: number;
}

/** Nothing that could be counted here: only what Meta said closes it. */
export interface GateMeter {
  kind: 'gate';
}

/** How a limit counts. Meters are plain numbers and the same for every key of a policy, or nearly. */
export type Meter = RateMeter | BorrowMeter | WindowMeter | UniqueMeter | GateMeter;

/** What one call takes from one limit. */
export interface Charge {
  policy: PolicyName;
  /** Whose allowance: `throughput:106540352242922`. People stand in it as hashes only. */
  key: string;
  /** Whose allowance it is, where that is no person: an id of Meta's. */
  subject?: string | undefined;
  meter: Meter;
  /** Places that the call takes: 1 when absent. */
  cost?: number;
  /** Who is counted, for `unique`. */
  member?: string;
}

/** How much of an allowance is left. */
export interface Standing extends LimitStanding {
  policy: PolicyName;
}

/** What a store is asked: all charges at once, or none. */
export interface Claim {
  charges: readonly Charge[];
  /** For how long a place in a `rate` may lie ahead. */
  maxAheadMs: number;
}

/** What a store says to a claim. Times are of the store's user's clock. */
export type Decision =
  /** All is taken; the call may be made at `at`, which can lie a little ahead. */
  | { granted: true; at: number; standings: readonly Standing[] }
  /** Nothing is taken: the charge at this index could be from `at` on (`Infinity`: never). */
  | { granted: false; charge: number; at: number };

/** Where allowances are kept. Decisions come in the order of the claims, each seeing what the ones before took. */
export interface LimitStore {
  acquire(claims: readonly Claim[]): readonly Decision[] | Promise<readonly Decision[]>;
  /** Decides a single claim, at once; absent where that takes time. */
  decide?(charges: readonly Charge[]): Decision;
  /** Counts what has happened without being asked for, such as inbound messages. */
  note(charges: readonly Charge[]): void | Promise<void>;
  /** Nothing passes these keys for so long. */
  close(charges: readonly Charge[], forMs: number): void | Promise<void>;
  /** Corrects a window by what Meta counted itself. */
  calibrate(charge: Charge, used: number): void | Promise<void>;
  /** Says that a call left later than the place it was given: what it took of a rate counts from then on. */
  moved?(charges: readonly Charge[], from: number, to: number): void | Promise<void>;
  /**
   * Gives back what a call took that Meta did not count; never somebody whom another call counted too.
   *
   * @param at when the call was let through: its place
   */
  refund(charges: readonly Charge[], at: number): void | Promise<void>;
  /** Counts the members of the one for the other, from when they were counted on; the one is empty then. */
  join(from: Charge, to: Charge): void | Promise<void>;
  /** How the allowances stand, taking nothing. */
  peek(charges: readonly Charge[]): readonly Standing[] | Promise<readonly Standing[]>;
  /** Resolves when all that was granted is written down; undefined where nobody has to wait for that. */
  readonly written?: Promise<void> | undefined;
  /** Most places of a rate that are claimed at a time, in milliseconds of it; 0: none lies ahead. */
  readonly aheadMs: number;
  stop(): Promise<void>;
}

/** A call as the limiter is asked for it. */
export interface AcquireOptions {
  onLimit?: OnLimit | undefined;
  maxWaitMs?: number | undefined;
  priority?: CallPriority | undefined;
  /** Ends the waiting: whoever asked has gone. */
  presence?: Presence | undefined;
  /** A place in the order, from `Limiter.ticket`: for a call that is made again and must not lose its turn. */
  ticket?: number | undefined;
}

/** A call may be made now: all that it consumes has been taken. */
export interface Permit {
  /** The place that was taken in time; absent where nothing was. */
  at?: number;
  standings: readonly Standing[];
}

/** A call over a limit, refused: nothing was taken, nothing was sent. */
export class LimitExceededError extends Error {
  override readonly name = 'LimitExceededError';

  constructor(
    readonly policy: PolicyName,
    /** When the same call could pass; rounded up. `undefined`: never, as the limits are set. */
    readonly retryAfterMs: number | undefined,
    message: string,
  ) {
    super(message);
  }
}
