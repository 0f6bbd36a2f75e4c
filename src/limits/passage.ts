import type { Consumption } from '../common/consumption';
import type { Patience } from '../common/patience';
import type { Presence } from '../common/presence';
import { type CallCharges, targetOf, type UpstreamCall } from './charges';
import type { Facts } from './facts';
import { hold } from './hold';
import type { Closure, Learning } from './learning';
import { DEFAULT_WAIT_MS, type Limiter } from './limiter';
import type { PolicyName } from './policies';
import { type Charge, LimitExceededError, type Meter, type Permit, type Standing } from './types';

/** A call at the gate. */
export interface LimitedCall extends UpstreamCall {
  safety: 'read' | 'idempotent' | 'once';
  patience?: Patience | undefined;
  signal?: AbortSignal | undefined;
  presence?: Presence | undefined;
  consumption?: Consumption | undefined;
  /** Runs after the waiting, before the call is made. */
  beforeLeaving?: (() => Promise<void>) | undefined;
  /** Runs when the call was made and refused, and nothing of it was done. */
  onUndone?: (() => void) | undefined;
}

/** What all calls at a gate have in common. */
export interface Gatekeeper {
  readonly limiter: Limiter;
  readonly charges: CallCharges;
  readonly learning: Learning;
  readonly facts: Facts;
  /** What the slowest numbers may send a second. */
  readonly leastThroughput: number;
  readonly now: () => number;
  /** Meta's code, when this is a refusal of Meta's. */
  readonly codeOf: (error: unknown) => number | undefined;
  /** Whether an error proves that nothing was done of what was asked for. */
  readonly isUndone: (error: unknown) => boolean;
  readonly close: (closure: Closure) => Promise<void>;
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

/** What an attempt has of the limits. */
interface Holding {
  /** Its place; where it was late, the last one. */
  permit: Permit;
  /** All that it took, and when: to be given back where Meta did not count it. */
  taken: readonly Charge[];
  takenAt: number | undefined;
  hasLeft: boolean;
}

/** The way of one call through the gate. */
export class Passage {
  /** Its place in the order, and how long it waits at most. */
  private readonly ticket: number;
  private readonly patienceMs: number;
  private deadline: number;
  /** The number whose customers are counted, for a call that counts some. */
  private readonly sender: string | undefined;

  constructor(
    private readonly gate: Gatekeeper,
    private readonly call: LimitedCall,
    /** What it takes, as far as is known now. */
    private charges: readonly Charge[],
  ) {
    const { maxWaitMs = call.safety === 'read' ? READ_WAIT_MS : DEFAULT_WAIT_MS } = call.patience ?? {};
    this.ticket = gate.limiter.ticket();
    this.patienceMs = maxWaitMs;
    this.deadline = gate.now() + maxWaitMs;
    this.sender = charges.some(isOfCustomers) ? targetOf(call.path).id : undefined;
  }

  /** Makes the call as soon as all limits have room, and again where Meta refused it all the same before anything was done. */
  async make<T>(make: (onDeparture?: () => void) => Promise<T>): Promise<T> {
    const { call, gate, sender } = this;
    const placing = sender === undefined ? undefined : this.portfolioUnderWay(sender);
    if (placing) await this.awaitPortfolio(placing);
    for (;;) {
      const permit = gate.limiter.take(this.charges) ?? (await this.acquire(this.charges));
      const holding: Holding = { permit, taken: this.charges, takenAt: permit.at, hasLeft: false };
      try {
        this.lookAhead(permit.standings);
        call.consumption?.note(permit.standings);
        const underWay = this.levelUnderWay();
        if (underWay) await this.awaitLevel(underWay, holding);
        if (isCountedAlone(holding.taken, sender)) await this.countForPortfolio(holding);
        if (call.beforeLeaving) await this.prepare(call.beforeLeaving, holding);
        const { written } = gate.limiter;
        if (written) await written;
        holding.hasLeft = true;
        const leaving = this.charges;
        const answer = await make(() => this.left(leaving, holding.permit));
        gate.learning.passed(leaving);
        return answer;
      } catch (error) {
        const retryInMs = await this.comeBack(error, holding);
        // Whoever did not ask for patience hears what Meta said, at once.
        const isPatient = call.patience?.onLimit === 'WAIT' && gate.now() + (retryInMs ?? 0) <= this.deadline;
        if (retryInMs === undefined || !isPatient) throw error;
      }
    }
  }

  /** How many customers a number may write to is Meta's to say, and has to be known from the first of them on. */
  private portfolioUnderWay(sender: string): Promise<void> | undefined {
    this.gate.facts.want(sender);
    return this.gate.facts.portfolioUnderWay(sender);
  }

  private async awaitPortfolio(underWay: Promise<void>): Promise<void> {
    const { call, gate } = this;
    const isKnown = !isCountedAlone(this.charges, this.sender);
    const heldAt = gate.now();
    await hold(underWay, isKnown || call.patience?.onLimit === 'REJECT' ? 0 : this.patienceMs);
    // Its patience is for limits.
    this.deadline += gate.now() - heldAt;
    this.charges = gate.charges.of(call);
  }

  /** Waits for everything. Whoever is refused hears how all of it stands: what is used up, and when that ends. */
  private async acquire(charges: readonly Charge[]): Promise<Permit> {
    const { limiter, now } = this.gate;
    const { patience, signal, presence, consumption } = this.call;
    try {
      return await limiter.acquire(charges, {
        onLimit: patience?.onLimit,
        priority: patience?.priority,
        maxWaitMs: Math.max(0, this.deadline - now()),
        ticket: this.ticket,
        presence: signal ? { signal } : presence,
      });
    } catch (error) {
      if (error instanceof LimitExceededError) consumption?.note(await limiter.peek(charges));
      throw error;
    }
  }

  /**
   * Whoever uses much of what a number may do by default had better know what it really may: less, when it is used with
   * the WhatsApp Business app as well. Before more leaves than that, it is asked.
   */
  private lookAhead([standing]: readonly Standing[]): void {
    const { facts, leastThroughput } = this.gate;
    const [first] = this.charges;
    if (first?.policy !== 'throughput' || !first.subject || !standing) return;
    const { limit = 0, remaining = limit } = standing;
    const matters = facts.knowsLevel(first.subject)
      ? remaining < limit / 2
      : limit - remaining >= leastThroughput;
    if (matters) facts.want(first.subject);
  }

  /** While a number is asked for the first time how fast it may send, nothing more of it leaves. */
  private levelUnderWay(): Promise<void> | undefined {
    const [first] = this.charges;
    return first?.policy === 'throughput' && first.subject
      ? this.gate.facts.levelUnderWay(first.subject)
      : undefined;
  }

  private async awaitLevel(underWay: Promise<void>, holding: Holding): Promise<void> {
    const { charges, now } = this.gate;
    const [before] = this.charges;
    await underWay;
    this.charges = charges.of(this.call);
    // As fast as was assumed: its place moves along with it, as for others who are late.
    const isInTime = now() - (holding.permit.at ?? 0) <= LATEST_MS;
    if (this.charges[0]?.meter === before?.meter && isInTime) return;
    holding.permit = await this.takeAgain(JUST_RATES);
  }

  /** Meanwhile it may have become known whose customers they are: they are counted there then. */
  private async countForPortfolio(holding: Holding): Promise<void> {
    this.charges = this.gate.charges.of(this.call);
    const further = this.charges.filter(({ key }) => !holding.taken.some((charge) => charge.key === key));
    if (further.length === 0) return;
    const { standings } = await this.acquire(further);
    this.call.consumption?.note(standings);
    holding.taken = [...holding.taken, ...further];
  }

  /** Whoever is not ready when its place comes crowds those behind: it takes another place. */
  private async prepare(beforeLeaving: () => Promise<void>, holding: Holding): Promise<void> {
    const { now } = this.gate;
    const grantedAt = now();
    await beforeLeaving();
    if (now() - grantedAt <= LATEST_MS) return;
    const permit = await this.takeAgain(TIMED);
    await this.giveBack(this.charges.filter(isBorrowed), holding.takenAt);
    holding.permit = permit;
    holding.takenAt = permit.at;
  }

  /** What counts by the time at which a call leaves, for one that was held up since it was let through. */
  private takeAgain(kinds: ReadonlySet<string>): Promise<Permit> {
    const { limiter, now } = this.gate;
    return limiter.acquire(
      this.charges.filter(({ meter }) => kinds.has(meter.kind)),
      { maxWaitMs: Math.max(this.deadline - now(), LATE_WAIT_MS), ticket: this.ticket },
    );
  }

  /** It leaves now. A busy process, or a connection that had to be opened first, may have kept it. */
  private left(charges: readonly Charge[], { at }: Permit): void {
    const now = this.gate.now();
    if (at !== undefined && now - at > PUNCTUAL_MS) void this.gate.limiter.moved(charges, at, now);
  }

  /** An attempt failed. Returns in how long the call may be made again, where that is safe. */
  private async comeBack(error: unknown, holding: Holding): Promise<number | undefined> {
    const { hasLeft, taken, takenAt } = holding;
    const isUndone = this.gate.isUndone(error);
    if (hasLeft && isUndone) this.call.onUndone?.();
    const retryInMs = hasLeft ? await this.learnFrom(error) : undefined;
    if (!hasLeft || isUndone) await this.giveBack(taken.filter(isRefunded), takenAt, this.call.consumption);
    return retryInMs;
  }

  /** Closes what Meta closed. */
  private async learnFrom(error: unknown): Promise<number | undefined> {
    const { charges, close, codeOf, learning } = this.gate;
    const code = codeOf(error);
    const closure =
      code === undefined ? undefined : learning.refused(code, this.charges, charges.beside(this.call));
    if (!closure) return undefined;
    if (closure.isNew) await close(closure);
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
    const { limiter } = this.gate;
    await limiter.refund(charges, at);
    consumption?.note(await limiter.peek(charges));
  }
}

const isOfCustomers = ({ policy }: Charge) => policy === 'messagingLimit';
const isRefunded = ({ policy }: Charge) => REFUNDED.has(policy);
const isBorrowed = ({ meter }: Charge) => meter.kind === 'borrow';

/** Whether customers are counted for the number that writes to them, as nobody knows whose they are. */
function isCountedAlone(charges: readonly Charge[], sender: string | undefined): boolean {
  return sender !== undefined && charges.some((charge) => isOfCustomers(charge) && charge.subject === sender);
}
