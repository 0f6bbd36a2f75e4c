import type { Gatekeeper, LimitedCall } from './gatekeeper';
import type { PolicyName } from './policies';
import type { Charge } from './types';

/** An attempt to make a call that ended in an error. */
export interface FailedAttempt {
  error: unknown;
  /** Whether the call had left for Meta. */
  hasLeft: boolean;
  /** What the call counts against, as far as is known by now. */
  charges: readonly Charge[];
  /** What the attempt took of the limits. */
  taken: readonly Charge[];
  /** When it took that; undefined where nothing is counted. */
  takenAt: number | undefined;
}

/**
 * Limits by which Meta counts what was done: a call that it refused does not count, since nobody was written to. The
 * throughput is not among them, as Meta counts that at its door, nor are the limits of calls: a refused call is a call.
 */
const REFUNDED: ReadonlySet<PolicyName> = new Set([
  'pair',
  'messagingLimit',
  'templateCreation',
  'templateEdits',
  'callPermissionRequests',
  'businessCalls',
]);

/**
 * Closes what Meta closed, and gives back what it did not count.
 *
 * @returns in how many milliseconds the call may be made again; undefined where that is not safe
 */
export async function settleFailure(
  gate: Gatekeeper,
  call: LimitedCall,
  attempt: FailedAttempt,
): Promise<number | undefined> {
  const { error, hasLeft } = attempt;
  const isUndone = gate.isUndone(error);
  if (hasLeft && isUndone) call.onUndone?.();
  const retryInMs = hasLeft ? await closeLimits(gate, call, attempt) : undefined;
  // Not before the limits are closed: whoever waits for what is given back asks for it at once.
  if (!hasLeft || isUndone) await giveBack(gate, call, attempt);
  return retryInMs;
}

async function closeLimits(
  gate: Gatekeeper,
  call: LimitedCall,
  { error, charges }: FailedAttempt,
): Promise<number | undefined> {
  const code = gate.codeOf(error);
  if (code === undefined) return undefined;
  const closure = gate.learning.refused(code, charges, gate.charges.beside(call));
  if (!closure) return undefined;
  if (closure.isNew) await gate.close(closure);
  // The caller is told when the same call could pass.
  if (error instanceof Error) Object.assign(error, { retryAfterMs: Math.round(closure.forMs) });
  return closure.isSafe ? closure.forMs : undefined;
}

async function giveBack(
  { limiter }: Gatekeeper,
  { consumption }: LimitedCall,
  { taken, takenAt }: FailedAttempt,
): Promise<void> {
  const refunded = taken.filter(({ policy }) => REFUNDED.has(policy));
  if (takenAt === undefined || refunded.length === 0) return;
  await limiter.refund(refunded, takenAt);
  consumption?.note(await limiter.peek(refunded));
}
