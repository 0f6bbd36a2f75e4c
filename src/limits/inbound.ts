/**
 * How many standard deviations are kept free: what is on its way to us, and what we count a moment too long, vary like
 * the square root of what comes in a second. Meta's webhooks take a quarter of a second: this is three of theirs.
 */
const DEVIATIONS = 2.5;
/** Over how long inbound messages are averaged: bursts are to be noticed at once, single ones not to be forgotten. */
const SECONDS = { burst: 1, usual: 10 };
/** Fewer a second are none. */
const LEAST_PER_SECOND = 0.01;
/** Phone numbers that are remembered at most. */
const MOST_NUMBERS = 10_000;

/** Messages that came lately, each counting less the longer ago it came. */
interface Counted {
  burst: number;
  usual: number;
  at: number;
}

/**
 * What customers write counts for a number's throughput when it reaches Meta; the gateway hears of it by webhook, a moment
 * later. A limit that was used up until then would be exceeded by it, so some of it is kept free while customers write.
 */
export class Inbound {
  private readonly counted = new Map<string, Counted>();

  constructor(private readonly now: () => number) {}

  /** A message has come for a number. */
  note(phoneNumberId: string): void {
    const { burst, usual } = this.countedOf(phoneNumberId);
    if (this.counted.size >= MOST_NUMBERS) this.counted.clear();
    this.counted.set(phoneNumberId, { burst: burst + 1, usual: usual + 1, at: this.now() });
  }

  /** How many more than we know of may have come for a number in the second that Meta looks at; 0 for most numbers. */
  spreadOf(phoneNumberId: string): number {
    if (this.counted.size === 0) return 0;
    const { burst, usual } = this.countedOf(phoneNumberId);
    const perSecond = Math.max(burst / SECONDS.burst, usual / SECONDS.usual);
    return perSecond < LEAST_PER_SECOND ? 0 : Math.ceil(DEVIATIONS * Math.sqrt(perSecond));
  }

  private countedOf(phoneNumberId: string): Counted {
    const at = this.now();
    const before = this.counted.get(phoneNumberId);
    if (!before) return { burst: 0, usual: 0, at };
    const seconds = (at - before.at) / 1_000;
    return {
      burst: before.burst * Math.exp(-seconds / SECONDS.burst),
      usual: before.usual * Math.exp(-seconds / SECONDS.usual),
      at,
    };
  }
}
