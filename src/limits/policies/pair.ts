import type { BorrowMeter } from '../types';
import { policy, SECOND } from './policy';

/** Messages to one person. */
export const pair = policy({
  description:
    'Messages from one number to one person: one in 6 seconds, or a burst of 45 that is paid back before the next.',
  source: 'Meta, Cloud API, Throughput, "Pair rate limits"',
  codes: [131056],
  // Meta's burst is one of 6 seconds. What leaves late in it could arrive after its end, and be one too many there.
  numbers: { burst: 45, intervalSeconds: 6, burstWindowSeconds: 4.5, marginMs: 50 },
  bind: ({ burst, intervalSeconds, burstWindowSeconds, marginMs }) => {
    const meter: BorrowMeter = {
      kind: 'borrow',
      burst,
      // A message can be slower on its way than the one after it, in either direction of the window's end.
      intervalMs: intervalSeconds * SECOND + marginMs,
      burstWindowMs: Math.max(0, burstWindowSeconds * SECOND - marginMs),
    };
    return (phoneNumberId: string, person: string) => [
      { policy: 'pair', key: `pair:${phoneNumberId}:${person}`, subject: phoneNumberId, meter },
    ];
  },
});
