import { rateMeter } from '../meters/rate';
import { policy, remembering, SECOND } from './policy';

/** How fast Meta lets a number send (`throughput.level`), and numbers that are on the WhatsApp Business app too. */
export type ThroughputLevel = (typeof LEVELS)[number];

const LEVELS = ['standard', 'high', 'coexistence'] as const;

/** Whether this is the name of a level. */
export const isLevel = (level: unknown): level is ThroughputLevel => LEVELS.some((known) => known === level);

/** Messages of a phone number a second. */
export const throughput = policy({
  description:
    'Messages of a business phone number a second, in and out together. Inbound ones count when they arrive.',
  source: 'Meta, Cloud API, Throughput',
  codes: [130429, 131057],
  numbers: {
    standardPerSecond: 80,
    highPerSecond: 1_000,
    // Meta's pages disagree: 5 in 2025, 20 since November of that year.
    coexistencePerSecond: 5,
    // Between the gateway and Meta messages move closer together: the price of never being over the limit.
    marginMs: 46,
  },
  bind: ({ standardPerSecond, highPerSecond, coexistencePerSecond, marginMs }) => {
    const charged = (perSecond: number) => {
      const meter = rateMeter(perSecond, marginMs, SECOND);
      return remembering((phoneNumberId) => [
        { policy: 'throughput', key: `throughput:${phoneNumberId}`, subject: phoneNumberId, meter },
      ]);
    };
    const charges = {
      standard: charged(standardPerSecond),
      high: charged(highPerSecond),
      coexistence: charged(coexistencePerSecond),
    };
    return (phoneNumberId: string, level: ThroughputLevel) => charges[level](phoneNumberId);
  },
});
