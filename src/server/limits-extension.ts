import type { LimitStanding } from '../common/consumption';
import { isoTime } from '../common/iso-time';
import type { GatewayContext } from '../domains/context';

/** An entry of `extensions.limits`: a limit of Meta's that the operation consumed. */
export interface LimitEntry extends Omit<LimitStanding, 'resetMs'> {
  /** When all of the allowance is there again, if nothing else is taken: RFC 3339. */
  reset: string;
}

/** `extensions.limits` of an operation; undefined when it consumed nothing. */
export function limitsOf({ consumption }: GatewayContext): LimitEntry[] | undefined {
  const standings = consumption?.standings;
  if (!standings) return undefined;
  const now = Date.now();
  return standings.map(({ policy, subject, limit, windowMs, remaining, resetMs }) => ({
    policy,
    subject,
    limit,
    windowMs,
    remaining,
    reset: isoTime(now + resetMs),
  }));
}
