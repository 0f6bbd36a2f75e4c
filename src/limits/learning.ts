import type { PolicyName } from './policies';
import type { Charge } from './types';

/** Which limit a refusal closes, and for how long, given how many refusals in a row came before it. */
interface Closing {
  policy: PolicyName;
  forMs: (refusals: number) => number;
}

/** What one of Meta's refusals says. */
interface Lesson extends Closing {
  /** What it closes instead, where the call does not count against the policy: the endpoint that was called. */
  elsewhere?: Closing;
  /** Whether Meta refused before it did anything, so that the same call may be made again. */
  isSafe: boolean;
  /** How long a refusal holds that comes late, in a status: the limit is closed for what is left of this time. */
  goodForMs?: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How old a failure in a status may be to count at all, where Meta names no time. */
const OLD_MS = 5 * MINUTE;

const growing = (firstMs: number, factor: number, mostMs: number) => (refusals: number) =>
  Math.min(mostMs, firstMs * factor ** Math.min(refusals, 32));

/** For refusals in which Meta says neither which limit it is nor how long it is closed. */
const ENDPOINT: Closing = { policy: 'endpointCalls', forMs: growing(MINUTE, 2, HOUR) };

/** Meta's codes for "over a limit", as its error reference and its pages on limits advise. */
const LESSONS: Readonly<Record<number, Lesson>> = {
  130429: { policy: 'throughput', forMs: growing(SECOND, 2, MINUTE), isSafe: true },
  131057: { policy: 'throughput', forMs: growing(5 * SECOND, 2, MINUTE), isSafe: true },
  // "Retry after 4^X seconds, X beginning with 0, until it succeeds."
  131056: { policy: 'pair', forMs: growing(SECOND, 4, HOUR), isSafe: true },
  80007: { policy: 'managementCalls', forMs: growing(MINUTE, 2, HOUR), elsewhere: ENDPOINT, isSafe: true },
  80008: { policy: 'managementCalls', forMs: growing(MINUTE, 2, HOUR), elsewhere: ENDPOINT, isSafe: true },
  4: { policy: 'platformCalls', forMs: growing(MINUTE, 2, HOUR), isSafe: true },
  32: { policy: 'platformCalls', forMs: growing(MINUTE, 2, HOUR), isSafe: false },
  17: { policy: 'userCalls', forMs: growing(MINUTE, 2, HOUR), isSafe: false },
  613: {
    policy: 'callPermissionReads',
    forMs: growing(SECOND, 2, MINUTE),
    elsewhere: ENDPOINT,
    isSafe: false,
  },
  131048: { policy: 'spamRate', forMs: growing(5 * MINUTE, 2, 24 * HOUR), isSafe: false },
  // Only messages to customers who have not written count against this limit; other messages are not held back.
  131064: { policy: 'messagingLimit', forMs: growing(HOUR, 2, 24 * HOUR), isSafe: false },
  // "Wait at least 24 hours": the person has had enough marketing of all businesses together.
  131049: { policy: 'userMarketing', forMs: () => 24 * HOUR, isSafe: false, goodForMs: 24 * HOUR },
  133016: { policy: 'registration', forMs: () => 72 * HOUR, isSafe: false },
  138009: { policy: 'callPermissionRequests', forMs: () => 24 * HOUR, isSafe: false },
  138012: { policy: 'businessCalls', forMs: growing(HOUR, 2, 24 * HOUR), isSafe: false },
};

/** Whether a code of Meta's is about limits. */
export function isOfLimits(code: number): boolean {
  return LESSONS[code] !== undefined;
}

/** What a refusal means for the calls that follow. */
export interface Closure {
  /** What is closed. */
  charges: readonly Charge[];
  /** For how long from now. */
  forMs: number;
  /** Whether the refused call itself may be made again. */
  isSafe: boolean;
  /** Whether this refusal is the first. Refusals of calls that were under way at the same time say nothing new. */
  isNew: boolean;
}

interface Refusals {
  refusals: number;
  closedUntil: number;
}

/** Keys with refusals that are remembered; the oldest are forgotten. */
const MOST_RECORDS = 10_000;

/** Learns from Meta's refusals how long to leave a limit alone. */
export class Learning {
  private readonly records = new Map<string, Refusals>();
  /** Until when keys are closed according to Meta's headers. */
  private readonly statedUntil = new Map<string, number>();
  private readonly closures = new Map<PolicyName, number>();

  constructor(private readonly now: () => number) {}

  /** How often Meta closed each limit. */
  get counts(): ReadonlyMap<PolicyName, number> {
    return this.closures;
  }

  /** Meta's header states in how long these are open again. It is seen before the refusal that it belongs to. */
  stated(charges: readonly Charge[], forMs: number): void {
    const until = this.now() + forMs;
    for (const { key } of charges) {
      const known = this.statedUntil.get(key) ?? until;
      this.statedUntil.delete(key);
      const [oldest] = this.statedUntil.size >= MOST_RECORDS ? this.statedUntil.keys() : [];
      if (oldest !== undefined) this.statedUntil.delete(oldest);
      this.statedUntil.set(key, Math.max(known, until));
    }
  }

  /**
   * Meta refused a call with this code. Undefined where the code is not about limits, or about one that is off.
   *
   * @param beside limits that the refusal may be about as well, though the call does not count against them
   */
  refused(code: number, charges: readonly Charge[], beside: readonly Charge[] = []): Closure | undefined {
    const lesson = LESSONS[code];
    if (!lesson) return undefined;
    const of = ({ policy }: Closing, among: readonly Charge[]) =>
      among.filter((charge) => charge.policy === policy);
    const own = of(lesson, charges);
    const { elsewhere } = lesson;
    const isElsewhere = own.length === 0 && elsewhere !== undefined;
    const further = of(lesson, beside).filter(({ key }) => !own.some((charge) => charge.key === key));
    const closed = [...(isElsewhere ? of(elsewhere, charges) : own), ...further];
    const [first] = closed;
    if (!first) return undefined;
    const { forMs } = isElsewhere ? elsewhere : lesson;
    const now = this.now();
    const record = this.records.get(first.key) ?? { refusals: 0, closedUntil: 0 };
    const isNew = record.closedUntil <= now;
    if (isNew) {
      record.closedUntil = now + forMs(record.refusals);
      record.refusals += 1;
      this.remember(first.key, record);
      this.closures.set(first.policy, (this.closures.get(first.policy) ?? 0) + 1);
    }
    const until = Math.max(record.closedUntil, ...closed.map(({ key }) => this.statedUntil.get(key) ?? 0));
    return { charges: closed, forMs: until - now, isSafe: lesson.isSafe, isNew };
  }

  /**
   * A message that Meta had accepted failed, as its status says, this long ago. Undefined also where that is too long
   * ago to count.
   */
  failed(code: number, charges: readonly Charge[], agoMs: number): Closure | undefined {
    const { goodForMs } = LESSONS[code] ?? {};
    if (agoMs >= (goodForMs ?? OLD_MS)) return undefined;
    const closure = this.refused(code, charges);
    return closure && goodForMs !== undefined ? { ...closure, forMs: closure.forMs - agoMs } : closure;
  }

  /** A call passed at Meta, so its limits are open again, and the next refusal counts as the first one. */
  passed(charges: readonly Charge[]): void {
    if (this.records.size === 0) return;
    const now = this.now();
    for (const { key } of charges) {
      const record = this.records.get(key);
      if (record && record.closedUntil <= now) this.records.delete(key);
    }
  }

  private remember(key: string, record: Refusals): void {
    this.records.delete(key);
    const [oldest] = this.records.size >= MOST_RECORDS ? this.records.keys() : [];
    if (oldest !== undefined) this.records.delete(oldest);
    this.records.set(key, record);
  }
}
