import { targetOf } from './charges';
import { settleFailure } from './failed-attempt';
import type { Gatekeeper, LimitedCall } from './gatekeeper';
import { hold } from './hold';
import { Holding, LATEST_MS } from './holding';
import { DEFAULT_WAIT_MS } from './limiter';
import { type Charge, LimitExceededError, type Meter, type Permit, type Standing } from './types';

/** How long a read waits when its caller does not say: it is better that a page says at once why it is empty. */
const READ_WAIT_MS = 1_000;
/** How long a call that is late waits for another place, even when its caller's patience is over: no limit was in its way. */
const LATE_WAIT_MS = 5_000;
/** Meters whose places are good at their time only: of a `borrow`, the burst may be over later. */
const TIMED: ReadonlySet<string> = new Set<Meter['kind']>(['rate', 'borrow']);
const JUST_RATES: ReadonlySet<string> = new Set<Meter['kind']>(['rate']);

/** The way of one call through the gate: it waits, leaves, and comes back when Meta refuses it. */
export class Passage {
  /** Its place in the order of calls, which it keeps when it comes back. */
  private readonly ticket: number;
  private readonly patienceMs: number;
  private deadline: number;
  /** The number that writes to a customer, for a call that counts against the limit of customers. */
  private readonly sender: string | undefined;

  constructor(
    private readonly gate: Gatekeeper,
    private readonly call: LimitedCall,
    /** What the call counts against, as far as is known by now. */
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
      const holding = new Holding(permit, this.charges);
      try {
        this.lookAhead(permit.standings);
        call.consumption?.note(permit.standings);
        const underWay = this.levelUnderWay();
        if (underWay) await this.awaitLevel(underWay, holding);
        if (isCountedAlone(holding.taken, sender)) await this.countForPortfolio(holding);
        if (call.beforeLeaving) await this.prepare(call.beforeLeaving, holding);
        const { written } = gate.limiter;
        if (written) await written;
        const answer = await this.leave(make, holding);
        gate.learning.passed(this.charges);
        return answer;
      } catch (error) {
        const { hasLeft, taken, takenAt } = holding;
        const attempt = { error, hasLeft, charges: this.charges, taken, takenAt };
        const retryInMs = await settleFailure(gate, call, attempt);
        // Whoever did not ask for patience hears what Meta said, at once.
        const isPatient = call.patience?.onLimit === 'WAIT' && gate.now() + (retryInMs ?? 0) <= this.deadline;
        if (retryInMs === undefined || !isPatient) throw error;
      }
    }
  }

  /** Meta says how many customers a portfolio may write to. That has to be known before the first of them is written to. */
  private portfolioUnderWay(sender: string): Promise<void> | undefined {
    this.gate.facts.want(sender);
    return this.gate.facts.portfolioUnderWay(sender);
  }

  private async awaitPortfolio(underWay: Promise<void>): Promise<void> {
    const { call, gate } = this;
    const isKnown = !isCountedAlone(this.charges, this.sender);
    const heldAt = gate.now();
    await hold(underWay, isKnown || call.patience?.onLimit === 'REJECT' ? 0 : this.patienceMs);
    // The caller's patience is for limits, and this was none.
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
   * A number that is used as well with the WhatsApp Business app may send less than the default. So Meta is asked for a
   * number's level before more leaves in a second than the slowest numbers may send, and again when much of it is used.
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

  /** While Meta is asked for the first time how fast a number may send, no more of its messages leave. */
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
    const isInTime = now() - (holding.permit.at ?? 0) <= LATEST_MS;
    // The number is as fast as was assumed, so the place is still one of its places.
    if (this.charges[0]?.meter === before?.meter && isInTime) return;
    holding.permit = await this.takeAgain(JUST_RATES);
  }

  /** Where it has become known meanwhile which portfolio the customers belong to, they are counted for that as well. */
  private async countForPortfolio(holding: Holding): Promise<void> {
    this.charges = this.gate.charges.of(this.call);
    const further = this.charges.filter(({ key }) => !holding.taken.some((charge) => charge.key === key));
    if (further.length === 0) return;
    const { standings } = await this.acquire(further);
    this.call.consumption?.note(standings);
    holding.taken = [...holding.taken, ...further];
  }

  /** A call that is not ready when its place comes would crowd those behind it, so it takes another place. */
  private async prepare(beforeLeaving: () => Promise<void>, holding: Holding): Promise<void> {
    const { now } = this.gate;
    const grantedAt = now();
    await beforeLeaving();
    if (now() - grantedAt > LATEST_MS) await this.exchangePlace(holding);
  }

  /** Takes another place, and gives back what the one that was missed had taken of a burst. */
  private async exchangePlace(holding: Holding): Promise<void> {
    const { limiter } = this.gate;
    const permit = await this.takeAgain(TIMED);
    if (holding.takenAt !== undefined) await limiter.refund(this.charges.filter(isBorrowed), holding.takenAt);
    holding.permit = permit;
    holding.takenAt = permit.at;
  }

  /** Takes other places of these kinds, for a call that was held up after it had been let through. */
  private takeAgain(kinds: ReadonlySet<string>): Promise<Permit> {
    const { limiter, now } = this.gate;
    return limiter.acquire(
      this.charges.filter(({ meter }) => kinds.has(meter.kind)),
      { maxWaitMs: Math.max(this.deadline - now(), LATE_WAIT_MS), ticket: this.ticket },
    );
  }

  /** Has the call made, with another place for as long as it would leave too late. */
  private async leave<T>(make: (onDeparture?: () => void) => Promise<T>, holding: Holding): Promise<T> {
    const { gate } = this;
    for (;;) {
      holding.hasLeft = true;
      try {
        return await make(() => holding.departs(gate.limiter, this.charges, gate.now()));
      } catch (error) {
        if (!holding.isTooLate) throw error;
        holding.hasLeft = false;
        holding.isTooLate = false;
        await this.exchangePlace(holding);
      }
    }
  }
}

const isOfCustomers = ({ policy }: Charge) => policy === 'messagingLimit';
const isBorrowed = ({ meter }: Charge) => meter.kind === 'borrow';

/** Whether customers are counted for the number that writes to them, because nobody knows yet which portfolio they belong to. */
function isCountedAlone(charges: readonly Charge[], sender: string | undefined): boolean {
  return sender !== undefined && charges.some((charge) => isOfCustomers(charge) && charge.subject === sender);
}
