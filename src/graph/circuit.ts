import { GraphApiError, GraphTransportError } from './errors';
import { isTooLong, isTooMuchData } from './retry';

export interface CircuitOptions {
  /** How many of the newest calls are looked at, and how many of them have to fail. */
  calls?: number;
  failures?: number;
  /** Calls that ended longer ago than this no longer count. */
  rememberMs?: number;
  /** How long the circuit stays open the first time. Each further opening doubles the time, up to `maxOpenMs`. */
  openMs?: number;
  maxOpenMs?: number;
  now?: () => number;
}

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** Meta's codes for "the service is down". */
const DOWN_CODES = new Set([1, 2]);

/**
 * Stops calls to a Graph API that does not work: callers learn it at once instead of after a timeout each, and the
 * API is given time to recover. After a while one call is let through as a probe; when it succeeds, all are.
 */
export class Circuit {
  readonly #options: Required<CircuitOptions>;
  #outcomes: { at: number; failed: boolean }[] = [];
  #openUntil = 0;
  #openings = 0;
  #isProbing = false;

  constructor(options: CircuitOptions = {}) {
    this.#options = {
      calls: 20,
      failures: 10,
      rememberMs: 60_000,
      openMs: 1_000,
      maxOpenMs: 30_000,
      now: () => performance.now(),
      ...options,
    };
  }

  /**
   * `CLOSED`: calls are made. `OPEN`: they are refused. `HALF_OPEN`: one call, the next one or one under way, is the
   * probe.
   */
  get state(): CircuitState {
    if (!this.isOpen) return 'CLOSED';
    return this.#isProbing || this.#openUntil <= this.#options.now() ? 'HALF_OPEN' : 'OPEN';
  }

  /** Whether calls are being refused. */
  get isOpen(): boolean {
    return this.#openings > 0;
  }

  /** Why a call would be refused now; undefined when it would be made. */
  refusal(): GraphTransportError | undefined {
    if (!this.isOpen) return undefined;
    const leftMs = this.#openUntil - this.#options.now();
    if (leftMs <= 0 && !this.#isProbing) return undefined;
    return new GraphTransportError(
      'CIRCUIT_OPEN',
      'The Graph API has not been working for a while; it was not asked. It is tried again soon.',
      false,
      undefined,
      Math.max(Math.ceil(leftMs), 100),
    );
  }

  /**
   * Makes a call, unless the circuit is open.
   *
   * @param onEnd told what was thrown, or nothing
   * @throws GraphTransportError with the fault `CIRCUIT_OPEN`: nothing was sent.
   */
  run<T>(call: () => Promise<T>, onEnd?: (error?: unknown) => void): Promise<T> {
    let isProbe: boolean | undefined;
    const failed = (error: unknown): never => {
      if (isProbe !== undefined) this.#failed(isProbe, error);
      onEnd?.(error);
      throw error;
    };
    // Not async: every call passes here, and that would take a kilobyte of garbage for each.
    try {
      const probing = this.#admit();
      isProbe = probing;
      return call().then((result) => {
        this.#ended(probing, false);
        onEnd?.();
        return result;
      }, failed);
    } catch (error) {
      return Promise.reject(error).catch(failed);
    }
  }

  /** Returns whether the call is the probe. */
  #admit(): boolean {
    if (!this.isOpen) return false;
    const refusal = this.refusal();
    if (refusal) throw refusal;
    this.#isProbing = true;
    return true;
  }

  #failed(isProbe: boolean, error: unknown): void {
    // A caller who went away says nothing about the Graph API.
    if (isAborted(error)) this.#isProbing = isProbe ? false : this.#isProbing;
    else this.#ended(isProbe, isOutage(error));
  }

  #ended(isProbe: boolean, failed: boolean): void {
    if (isProbe) {
      this.#isProbing = false;
      if (failed) this.#open();
      else this.#close();
    } else if (!this.isOpen) {
      this.#remember(failed);
    }
  }

  #remember(failed: boolean): void {
    const { calls, failures, rememberMs, now } = this.#options;
    // While everything works there is nothing to keep.
    if (!failed && this.#outcomes.length === 0) return;
    const at = now();
    this.#outcomes.push({ at, failed });
    this.#outcomes = this.#outcomes.slice(-calls).filter((outcome) => outcome.at > at - rememberMs);
    const failing = this.#outcomes.filter((outcome) => outcome.failed).length;
    if (failing === 0) this.#outcomes = [];
    if (failing >= failures) this.#open();
  }

  #open(): void {
    const { openMs, maxOpenMs, now } = this.#options;
    this.#openUntil = now() + Math.min(openMs * 2 ** this.#openings, maxOpenMs);
    this.#openings += 1;
    this.#outcomes = [];
  }

  #close(): void {
    this.#openings = 0;
    this.#outcomes = [];
  }
}

function isAborted(error: unknown): boolean {
  return error instanceof GraphTransportError && error.fault === 'ABORTED';
}

/**
 * Whether an error is about the Graph API as a whole. An error of Meta's about the call itself shows that the API
 * works.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof GraphApiError) {
    // Meta uses the code of an outage also for a request that is too large. Splitting such a request would look like
    // a dozen outages.
    if (isTooMuchData(error)) return false;
    return error.meta.httpStatus >= 500 && DOWN_CODES.has(error.meta.code);
  }
  return error instanceof GraphTransportError && error.fault !== 'ABORTED' && !isTooLong(error);
}
