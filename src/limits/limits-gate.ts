import type { Consumption } from '../common/consumption';
import type { Patience } from '../common/patience';
import type { Presence } from '../common/presence';
import { CallCharges, targetOf, type UpstreamCall } from './charges';
import { type Facts, NO_FACTS } from './facts';
import { hold } from './hold';
import { Inbound } from './inbound';
import { type Closure, Learning } from './learning';
import { DEFAULT_WAIT_MS, Limiter } from './limiter';
import type { LiveFacts } from './live-facts';
import { MemoryStore } from './memory-store';
import { MetasUsage, type UsageHeaders } from './metas-usage';
import { bindPolicies, type LimitSettings, POLICIES, type PolicyName } from './policies';
import {
  type Charge,
  LimitExceededError,
  type LimitStore,
  type Meter,
  type Permit,
  type Standing,
} from './types';

/** A call at the gate. */
export interface LimitedCall extends UpstreamCall {
  safety: 'read' | 'idempotent' | 'once';
  patience?: Patience | undefined;
  signal?: AbortSignal | undefined;
  presence?: Presence | undefined;
  consumption?: Consumption | undefined;
  /** Runs after the waiting, before the call is made. */
  beforeLeaving?: (() => Promise<void>) | undefined;
}

export interface LimitsGateOptions {
  settings?: LimitSettings | undefined;
  store?: LimitStore | undefined;
  facts?: LiveFacts | undefined;
  /** Meta's code, when this is a refusal of Meta's. */
  codeOf: (error: unknown) => number | undefined;
  /** Whether an error proves that nothing was done of what was asked for. */
  isUndone: (error: unknown) => boolean;
  now?: () => number;
}

/** How long a read waits when its caller does not say: a page should rather say why it is empty. */
const READ_WAIT_MS = 1_000;

/**
 * How long a call may take to be ready once its place has come. Its place moves along with it, which helps only as long
 * as nobody has the place that lies a whole limit behind: that is a second later.
 */
const LATEST_MS = 500;
/** How long it waits for another place then, also when its caller's patience is at its end: nothing stands in its way. */
const LATE_WAIT_MS = 5_000;
/** What a place is good for at its time only: the burst that it was part of may be over later. */
const TIMED: ReadonlySet<string> = new Set<Meter['kind']>(['rate', 'borrow']);
const JUST_RATES: ReadonlySet<string> = new Set(['rate']);
/** A call that leaves so much later than its place counts as having left then. */
const PUNCTUAL_MS = 2;

/**
 * What Meta does not count when it refuses the call: nobody was written to. The throughput it counts at its door, and
 * calls as calls.
 */
const REFUNDED: ReadonlySet<PolicyName> = new Set([
  'pair',
  'messagingLimit',
  'templateCreation',
  'templateEdits',
  'callPermissionRequests',
  'businessCalls',
]);

/** A refusal of Meta's that says when the same call could pass. */
interface RetryableLater {
  retryAfterMs?: number | undefined;
}

/** A message that Meta had taken, and that failed. */
export interface LateFailure {
  phoneNumberId: string;
  /** Whom it was for, by all that the person is called. */
  people: readonly string[];
  code: number;
  agoMs: number;
}

/** The place of a call in the order, and how long it waits at most. */
interface Wish {
  ticket: number;
  deadline: number;
}

/** Keeps Meta's limits for every call that passes, and learns from what Meta says about them. */
export class LimitsGate {
  readonly limiter: Limiter;
  readonly charges: CallCharges;
  readonly learning: Learning;
  private readonly now: () => number;
  private readonly facts: Facts;
  private readonly usage: MetasUsage;
  private readonly inbound: Inbound;
  /** What the slowest numbers may send a second. */
  private readonly leastThroughput: number;

  constructor(private readonly options: LimitsGateOptions) {
    this.now = options.now ?? (() => performance.now());
    this.limiter = new Limiter({ store: options.store ?? new MemoryStore(this.now), now: this.now });
    this.facts = options.facts ?? NO_FACTS;
    this.inbound = new Inbound(this.now);
    this.charges = new CallCharges(bindPolicies(options.settings), this.facts, this.inbound);
    if (options.facts) {
      options.facts.onLevel = (number) => this.remeter(number);
      options.facts.onPortfolio = (countedFor, portfolio) => this.countFor(portfolio, countedFor);
    }
    this.learning = new Learning(this.now);
    const throughput = options.settings === 'off' ? 'off' : options.settings?.throughput;
    const { coexistencePerSecond } = POLICIES.throughput.numbers;
    this.leastThroughput =
      (throughput === 'off' ? undefined : throughput?.coexistencePerSecond) ?? coexistencePerSecond;
    const appSettings = options.settings === 'off' ? 'off' : options.settings?.platformCalls;
    const { closeAtPercent } = POLICIES.platformCalls.numbers;
    this.usage = new MetasUsage({
      limiter: this.limiter,
      charges: this.charges,
      learning: this.learning,
      closeAppAt: appSettings === 'off' ? Infinity : (appSettings?.closeAtPercent ?? closeAtPercent),
    });
  }

  /**
   * Makes a call as soon as every limit that it touches has room. Refused by Meta all the same before anything was done,
   * it is made again in its old place, within its caller's patience.
   *
   * @throws LimitExceededError when the patience is not enough; the call was not made then.
   */
  async pass<T>(call: LimitedCall, make: (onDeparture?: () => void) => Promise<T>): Promise<T> {
    let charges = this.charges.of(call);
    if (charges.length === 0) {
      await call.beforeLeaving?.();
      return make();
    }
    const { onLimit, maxWaitMs = call.safety === 'read' ? READ_WAIT_MS : DEFAULT_WAIT_MS } =
      call.patience ?? {};
    const wish = { ticket: this.limiter.ticket(), deadline: this.now() + maxWaitMs };
    const sender = charges.some(isOfCustomers) ? targetOf(call.path).id : undefined;
    const placing = sender === undefined ? undefined : this.portfolioUnderWay(sender);
    if (placing) {
      const isKnown = !isCountedAlone(charges, sender);
      const heldAt = this.now();
      await hold(placing, isKnown || onLimit === 'REJECT' ? 0 : maxWaitMs);
      // Its patience is for limits.
      wish.deadline += this.now() - heldAt;
      charges = this.charges.of(call);
    }
    for (;;) {
      let permit = this.limiter.take(charges) ?? (await this.acquire(charges, call, wish));
      const before = charges;
      let taken = charges;
      let takenAt = permit.at;
      let hasLeft = false;
      try {
        this.lookAhead(charges, permit.standings);
        call.consumption?.note(permit.standings);
        const underWay = this.levelUnderWay(charges);
        if (underWay) {
          await underWay;
          charges = this.charges.of(call);
          // As fast as was assumed: its place moves along with it, as for others who are late.
          const isGood = charges[0]?.meter === before[0]?.meter && this.now() - (permit.at ?? 0) <= LATEST_MS;
          if (!isGood) permit = await this.takeAgain(charges, JUST_RATES, wish);
        }
        if (isCountedAlone(before, sender)) {
          charges = this.charges.of(call);
          // Meanwhile it may have become known whose customers they are: they are counted there then.
          const further = charges.filter(({ key }) => !before.some((charge) => charge.key === key));
          const { standings } = await this.acquire(further, call, wish);
          call.consumption?.note(standings);
          if (further.length > 0) taken = [...before, ...further];
        }
        if (call.beforeLeaving) {
          const ready = await this.prepare(call.beforeLeaving, charges, { ...wish, permit });
          if (ready !== permit) {
            await this.giveBack(charges.filter(isBorrowed), takenAt);
            permit = ready;
            takenAt = ready.at;
          }
        }
        const { written } = this.limiter;
        if (written) await written;
        const leaving = charges;
        hasLeft = true;
        const answer = await make(() => this.left(leaving, permit));
        this.learning.passed(charges);
        return answer;
      } catch (error) {
        const retryInMs = hasLeft ? await this.learnFrom(error, call, charges) : undefined;
        if (!hasLeft || this.options.isUndone(error))
          await this.giveBack(taken.filter(isRefunded), takenAt, call.consumption);
        // Whoever did not ask for patience hears what Meta said, at once.
        const isPatient = onLimit === 'WAIT' && this.now() + (retryInMs ?? 0) <= wish.deadline;
        if (retryInMs === undefined || !isPatient) throw error;
      }
    }
  }

  /** How the limits of a number stand, and how many calls wait for it here. */
  async capacityOf(phoneNumberId: string): Promise<{ standings: readonly Standing[]; waiting: number }> {
    const throughput = this.charges.throughput(phoneNumberId);
    this.facts.want(phoneNumberId);
    const standings = await this.limiter.peek([
      ...throughput,
      ...this.charges.messagingLimit(phoneNumberId, ''),
    ]);
    return { standings, waiting: throughput[0] ? this.limiter.waitingFor(throughput[0].key) : 0 };
  }

  /** How the limits of an account stand. */
  async usageOf(accountId: string): Promise<readonly Standing[]> {
    return this.limiter.peek([
      ...this.charges.management(accountId),
      ...this.charges.templateCreation(accountId),
    ]);
  }

  /** Messages that came in: they are part of a number's throughput. To be told once, by one of the replicas that share it. */
  async noteInbound(phoneNumberId: string, count: number): Promise<void> {
    const charges = this.charges.throughput(phoneNumberId);
    await this.limiter.note(charges.map((charge) => ({ ...charge, cost: count })));
  }

  /** Customers write to a number, whoever was told: room is kept for more of it. */
  expectInbound(phoneNumberId: string): void {
    const before = this.charges.throughput(phoneNumberId);
    this.inbound.note(phoneNumberId);
    if (this.charges.throughput(phoneNumberId) !== before) this.remeter(phoneNumberId);
  }

  /** A message that Meta had taken failed all the same, as its status says: over a limit, that is closed as well. */
  async sawFailure({ phoneNumberId, people, code, agoMs }: LateFailure): Promise<void> {
    const closure = this.learning.failed(code, this.charges.toPerson(phoneNumberId, people), agoMs);
    if (closure?.isNew) await this.close(closure);
  }

  /** Takes over what Meta itself counts. */
  sawUsage(headers: UsageHeaders, call: UpstreamCall): void {
    this.usage.saw(headers, call);
  }

  /** Waits for everything. Whoever is refused hears how all of it stands: what is used up, and when that ends. */
  private async acquire(
    charges: readonly Charge[],
    { patience, signal, presence, consumption }: LimitedCall,
    { ticket, deadline }: Wish,
  ): Promise<Permit> {
    try {
      return await this.limiter.acquire(charges, {
        onLimit: patience?.onLimit,
        priority: patience?.priority,
        maxWaitMs: Math.max(0, deadline - this.now()),
        ticket,
        presence: signal ? { signal } : presence,
      });
    } catch (error) {
      if (error instanceof LimitExceededError) consumption?.note(await this.limiter.peek(charges));
      throw error;
    }
  }

  private remeter(phoneNumberId: string): void {
    for (const charge of this.charges.throughput(phoneNumberId)) this.limiter.remeter(charge);
  }

  /** Customers turn out to be a portfolio's. */
  private countFor(portfolioId: string, countedFor: string): void {
    const [from] = this.charges.customersOf(countedFor);
    const [to] = this.charges.customersOf(portfolioId);
    if (from && to) void this.limiter.join(from, to);
  }

  /**
   * Whoever uses much of what a number may do by default had better know what it really may: less, when it is used with
   * the WhatsApp Business app as well. Before more leaves than that, it is asked.
   */
  private lookAhead(charges: readonly Charge[], [standing]: readonly Standing[]): void {
    const [first] = charges;
    if (first?.policy !== 'throughput' || !first.subject || !standing) return;
    const { limit = 0, remaining = limit } = standing;
    const matters = this.facts.knowsLevel(first.subject)
      ? remaining < limit / 2
      : limit - remaining >= this.leastThroughput;
    if (matters) this.facts.want(first.subject);
  }

  /** How many customers a number may write to is Meta's to say, and has to be known from the first of them on. */
  private portfolioUnderWay(sender: string): Promise<void> | undefined {
    this.facts.want(sender);
    return this.facts.portfolioUnderWay(sender);
  }

  /** While a number is asked for the first time how fast it may send, nothing more of it leaves. */
  private levelUnderWay([first]: readonly Charge[]): Promise<void> | undefined {
    return first?.policy === 'throughput' && first.subject
      ? this.facts.levelUnderWay(first.subject)
      : undefined;
  }

  stop(): Promise<void> {
    return this.limiter.stop();
  }

  /** A call leaves now. A busy process, or a connection that had to be opened first, may have kept it. */
  private left(charges: readonly Charge[], { at }: Permit): void {
    const now = this.now();
    if (at !== undefined && now - at > PUNCTUAL_MS) void this.limiter.moved(charges, at, now);
  }

  /** Whoever is not ready when its place comes crowds those behind: it takes another place. */
  private async prepare(
    beforeLeaving: () => Promise<void>,
    charges: readonly Charge[],
    { permit, ...wish }: Wish & { permit: Permit },
  ): Promise<Permit> {
    const grantedAt = this.now();
    await beforeLeaving();
    if (this.now() - grantedAt <= LATEST_MS) return permit;
    return this.takeAgain(charges, TIMED, wish);
  }

  /** What counts by the time at which a call leaves, for one that was held up since it was let through. */
  private takeAgain(
    charges: readonly Charge[],
    kinds: ReadonlySet<string>,
    { ticket, deadline }: Wish,
  ): Promise<Permit> {
    return this.limiter.acquire(
      charges.filter(({ meter }) => kinds.has(meter.kind)),
      { maxWaitMs: Math.max(deadline - this.now(), LATE_WAIT_MS), ticket },
    );
  }

  private async close({ charges, forMs }: Closure): Promise<void> {
    for (const { policy, subject } of charges) {
      if (policy === 'throughput' && subject !== undefined) this.facts.doubt(subject);
    }
    await this.limiter.close(charges, forMs);
  }

  /** Closes what Meta closed. Returns in how long the call may be made again, where that is safe. */
  private async learnFrom(
    error: unknown,
    call: LimitedCall,
    charges: readonly Charge[],
  ): Promise<number | undefined> {
    const code = this.options.codeOf(error);
    const closure =
      code === undefined ? undefined : this.learning.refused(code, charges, this.charges.beside(call));
    if (!closure) return undefined;
    if (closure.isNew) await this.close(closure);
    (error as RetryableLater).retryAfterMs = Math.round(closure.forMs);
    return closure.isSafe ? closure.forMs : undefined;
  }

  /** Gives back what Meta did not count, once what it closed is closed: whoever waits asks again at once. */
  private async giveBack(
    charges: readonly Charge[],
    at: number | undefined,
    consumption?: Consumption,
  ): Promise<void> {
    if (at === undefined || charges.length === 0) return;
    await this.limiter.refund(charges, at);
    consumption?.note(await this.limiter.peek(charges));
  }
}

const isOfCustomers = ({ policy }: Charge) => policy === 'messagingLimit';
const isRefunded = ({ policy }: Charge) => REFUNDED.has(policy);
const isBorrowed = ({ meter }: Charge) => meter.kind === 'borrow';

/** Whether customers are counted for the number that writes to them, as nobody knows whose they are. */
function isCountedAlone(charges: readonly Charge[], sender: string | undefined): boolean {
  return sender !== undefined && charges.some((charge) => isOfCustomers(charge) && charge.subject === sender);
}
