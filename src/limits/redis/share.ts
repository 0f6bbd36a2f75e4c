import type { Charge, Meter } from '../types';

/** A charge as one of so many replicas counts it when they cannot count together: each has its part of the limit. */
export function shareOf(charge: Charge, replicas: number): Charge {
  return { ...charge, meter: meterShare(charge.meter, replicas) };
}

function meterShare(meter: Meter, replicas: number): Meter {
  switch (meter.kind) {
    case 'rate': {
      const limit = Math.floor(meter.limit / replicas);
      const intervalMs = meter.intervalMs * replicas;
      const reserve = Math.ceil(meter.reserve / replicas);
      // Less than one in the window: one in a longer one.
      return limit >= 1
        ? { ...meter, limit, reserve: Math.min(reserve, limit - 1), intervalMs, toleranceMs: 0 }
        : { ...meter, limit: 1, reserve: 0, intervalMs, windowMs: intervalMs * meter.limit, toleranceMs: 0 };
    }
    case 'borrow':
      return {
        ...meter,
        burst: Math.max(1, Math.floor(meter.burst / replicas)),
        intervalMs: meter.intervalMs * replicas,
      };
    case 'window':
    case 'unique':
      return { ...meter, limit: Math.floor(meter.limit / replicas) };
    case 'gate':
      return meter;
  }
}
