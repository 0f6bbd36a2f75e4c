/**
 * How many standard deviations are kept free. The messages that are still on their way to us, and those that we count
 * a moment too long, vary with the square root of the messages per second.
 */
const DEVIATIONS = 2.5;
/**
 * Over how many seconds inbound messages are averaged: `burst` to notice a burst at once, `usual` to remember single
 * messages.
 */
const SECONDS = { burst: 1, usual: 10 };
/** Fewer messages a second count as none. */
const LEAST_PER_SECOND = 0.01;
/** Phone numbers that are remembered at most. */
const MOST_NUMBERS = 10_000;

/** The number of recent messages, in which each counts less the older it is. */
interface Counted {
  burst: number;
  usual: number;
  at: number;
}

/**
 * A customer's message counts against the throughput of a number as soon as it reaches Meta, but the gateway hears of
 * it only a moment later, by webhook. If the limit were used up at that moment, it would be exceeded. So some of it
 * is kept free while customers write.
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

  /**
   * How many messages may have come for a number in the second that Meta looks at, beyond those that we know of; 0
   * for most numbers.
   */
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
