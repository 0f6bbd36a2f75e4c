import { rateMeter } from '../meters/rate';
import { policy, remembering, SECOND } from './policy';

/** How fast Meta lets a number send (`throughput.level`), and numbers that are on the WhatsApp Business app too. */
export type ThroughputLevel = (typeof LEVELS)[number];

const LEVELS = ['standard', 'high', 'coexistence'] as const;

/** Whether this is the name of a level. */
export const isLevel = (level: unknown): level is ThroughputLevel => LEVELS.some((known) => known === level);

/** What is kept free of a limit for inbound messages: so many of these parts, so that it does not change all the time. */
const PARTS = 64;
const MOST_PARTS = PARTS / 4;

function reserveOf(places: number, perSecond: number): number {
  const parts = Math.min(MOST_PARTS, Math.ceil((places * PARTS) / perSecond));
  return Math.max(0, Math.min(Math.ceil((parts * perSecond) / PARTS), Math.floor(perSecond) - 1));
}

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
    const perSecond = { standard: standardPerSecond, high: highPerSecond, coexistence: coexistencePerSecond };
    const charged = (level: ThroughputLevel, reserve: number) => {
      const meter = rateMeter(perSecond[level], marginMs, SECOND, reserve);
      return remembering((phoneNumberId) => [
        { policy: 'throughput', key: `throughput:${phoneNumberId}`, subject: phoneNumberId, meter },
      ]);
    };
    const whole = {
      standard: charged('standard', 0),
      high: charged('high', 0),
      coexistence: charged('coexistence', 0),
    };
    const reserved = new Map<string, ReturnType<typeof charged>>();
    /** @param inboundSpread places that inbound messages may take before the gateway hears of them */
    return (phoneNumberId: string, level: ThroughputLevel, inboundSpread: number) => {
      if (inboundSpread === 0) return whole[level](phoneNumberId);
      const reserve = reserveOf(inboundSpread, perSecond[level]);
      const name = `${level} ${reserve}`;
      const charges = reserved.get(name) ?? charged(level, reserve);
      reserved.set(name, charges);
      return charges(phoneNumberId);
    };
  },
});
