import { setTimeout as sleep } from 'node:timers/promises';
import { GraphApiError, GraphTransportError } from './errors';
import { FAULTS_OF_META } from './proof';
import type { CallSafety } from './session';

const TOO_MUCH_DATA = /reduce the amount of data/i;

/** Whether Meta asks for a smaller question, not for the same one again. */
export function isTooMuchData(error: GraphApiError): boolean {
  return TOO_MUCH_DATA.test(error.message);
}

/** What servers and proxies answer to an address that is longer than they read. */
const TOO_LONG: ReadonlySet<number | undefined> = new Set([413, 414, 431]);

/** Whether the request itself is longer than Graph accepts. That says nothing about the state of Graph. */
export function isTooLong(error: unknown): boolean {
  return error instanceof GraphTransportError && TOO_LONG.has(error.httpStatus);
}

/** Whether the same call may be made again after this failure. */
export function mayRetry(error: unknown, safety: CallSafety): boolean {
  if (error instanceof GraphTransportError) {
    if (error.fault === 'CONNECT') return true;
    if (safety === 'once') return false;
    // A timeout has already cost the caller its patience.
    return error.fault === 'RESET' || (error.httpStatus !== undefined && error.httpStatus >= 500);
  }
  if (error instanceof GraphApiError && safety !== 'once') {
    if (isTooMuchData(error)) return false;
    // What broke passes by itself. Limits are not among the faults.
    return error.meta.isTransient || FAULTS_OF_META.has(error.meta.code);
  }
  return false;
}

/** Full-jitter backoff before the attempt after `attempt`. */
export async function pause(attempt: number, signal?: AbortSignal): Promise<void> {
  const ceilingMs = 100 * 4 ** (attempt - 1);
  await sleep(Math.random() * ceilingMs, undefined, signal ? { signal } : {}).catch(() => {
    throw new GraphTransportError(
      'ABORTED',
      'The caller went away while a call was waiting to be repeated.',
      true,
    );
  });
}

/** Keeps retries a fraction of the traffic, so that an ailing Graph API is not hit harder for being ill. */
export class RetryBudget {
  private tokens: number;

  constructor(
    private readonly ratio = 0.2,
    private readonly most = 50,
  ) {
    this.tokens = most;
  }

  /** A call was made: it earns a fraction of a retry. */
  earn(): void {
    this.tokens = Math.min(this.most, this.tokens + this.ratio);
  }

  /** Takes one retry out of the budget, if there is one. */
  spend(): boolean {
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
