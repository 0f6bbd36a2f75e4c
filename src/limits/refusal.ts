import { type Charge, LimitExceededError } from './types';

/** Why a call is refused, for its caller. */
export function refusalOf(charge: Charge | undefined, waitMs: number): LimitExceededError {
  const policy = charge?.policy ?? 'throughput';
  const isEver = Number.isFinite(waitMs);
  const when = isEver ? `It can pass in ${Math.ceil(waitMs)} ms.` : 'As the limit is set, it can never pass.';
  return new LimitExceededError(
    policy,
    isEver ? Math.max(1, Math.ceil(waitMs)) : undefined,
    `The limit \`${policy}\` is used up, and the call was not made. ${when}`,
  );
}
