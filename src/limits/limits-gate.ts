import { CallCharges, type UpstreamCall } from './charges';
import { type Facts, NO_FACTS } from './facts';
import type { Gatekeeper, LimitedCall } from './gatekeeper';
import { Inbound } from './inbound';
import { type Closure, Learning } from './learning';
import { Limiter } from './limiter';
import type { LiveFacts } from './live-facts';
import { MemoryStore } from './memory-store';
import { MetasUsage, type UsageHeaders } from './metas-usage';
import { Passage } from './passage';
import { bindPolicies, type LimitSettings, POLICIES } from './policies';
import type { LimitStore, Standing } from './types';

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

/** A message that Meta had accepted, and that failed later. */
export interface LateFailure {
  phoneNumberId: string;
  /** All names of the person it was for. */
  people: readonly string[];
  code: number;
  agoMs: number;
}

/** Keeps Meta's limits for every call that passes, and learns from what Meta says about them. */
export class LimitsGate {
  readonly limiter: Limiter;
  readonly charges: CallCharges;
  readonly learning: Learning;
  private readonly facts: Facts;
  private readonly usage: MetasUsage;
  private readonly inbound: Inbound;
  private readonly gatekeeper: Gatekeeper;

  constructor({
    settings = {},
    store,
    facts,
    codeOf,
    isUndone,
    now = () => performance.now(),
  }: LimitsGateOptions) {
    this.limiter = new Limiter({ store: store ?? new MemoryStore(now), now });
    this.facts = facts ?? NO_FACTS;
    this.inbound = new Inbound(now);
    this.charges = new CallCharges(bindPolicies(settings), this.facts, this.inbound);
    if (facts) {
      facts.onLevel = (number) => this.remeter(number);
      facts.onAccount = (number, account) => void this.closeFor(account, number).catch(() => undefined);
      facts.onPortfolio = (countedFor, portfolio) => this.countFor(portfolio, countedFor);
    }
    this.learning = new Learning(now);
    const { limiter, charges, learning } = this;
    const { coexistencePerSecond, closeAtPercent } = numbersOf(settings);
    this.usage = new MetasUsage({ limiter, charges, learning, closeAppAt: closeAtPercent });
    this.gatekeeper = {
      limiter,
      charges,
      learning,
      facts: this.facts,
      leastThroughput: coexistencePerSecond,
      now,
      codeOf,
      isUndone,
      close: (closure) => this.close(closure),
    };
  }

  /**
   * Makes a call as soon as every limit that it touches has room. Refused by Meta all the same before anything was done,
   * it is made again in its old place, within its caller's patience.
   *
   * @throws LimitExceededError when the patience is not enough; the call was not made then.
   */
  async pass<T>(call: LimitedCall, make: (onDeparture?: () => void) => Promise<T>): Promise<T> {
    const charges = this.charges.of(call);
    if (charges.length > 0) return new Passage(this.gatekeeper, call, charges).make(make);
    await call.beforeLeaving?.();
    return make();
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

  /**
   * Counts messages that came in: they are part of a number's throughput. Only one of the replicas that share limits
   * may call this.
   */
  async noteInbound(phoneNumberId: string, count: number): Promise<void> {
    const charges = this.charges.throughput(phoneNumberId);
    await this.limiter.note(charges.map((charge) => ({ ...charge, cost: count })));
  }

  /** A customer has written to a number, whichever replica received it: room is kept free for more messages. */
  expectInbound(phoneNumberId: string): void {
    const before = this.charges.throughput(phoneNumberId);
    this.inbound.note(phoneNumberId);
    if (this.charges.throughput(phoneNumberId) !== before) this.remeter(phoneNumberId);
  }

  /**
   * A message that Meta had accepted failed later, as its status says. If that was because of a limit, the limit is
   * closed.
   */
  async sawFailure({ phoneNumberId, people, code, agoMs }: LateFailure): Promise<void> {
    const closure = this.learning.failed(code, this.charges.toPerson(phoneNumberId, people), agoMs);
    if (closure?.isNew) await this.close(closure);
  }

  /** Takes over what Meta itself counts. */
  sawUsage(headers: UsageHeaders, call: UpstreamCall): void {
    this.usage.saw(headers, call);
  }

  private remeter(phoneNumberId: string): void {
    for (const charge of this.charges.throughput(phoneNumberId)) this.limiter.remeter(charge);
  }

  /** Messages that Meta refused while nobody knew which account their number is of are those of the account. */
  private async closeFor(accountId: string, phoneNumberId: string): Promise<void> {
    const [closed] = await this.limiter.peek(this.charges.messagesOf(phoneNumberId));
    if (closed?.remaining === 0) await this.limiter.close(this.charges.messagesOf(accountId), closed.resetMs);
  }

  /** Customers that were counted for a number turn out to belong to a portfolio. */
  private countFor(portfolioId: string, countedFor: string): void {
    const [from] = this.charges.customersOf(countedFor);
    const [to] = this.charges.customersOf(portfolioId);
    if (from && to) void this.limiter.join(from, to);
  }

  stop(): Promise<void> {
    return this.limiter.stop();
  }

  private async close({ charges, forMs }: Closure): Promise<void> {
    for (const { policy, subject } of charges) {
      if (policy === 'throughput' && subject !== undefined) this.facts.doubt(subject);
    }
    await this.limiter.close(charges, forMs);
  }
}

/** The numbers of the limits that the gate itself needs. */
function numbersOf(settings: LimitSettings): { coexistencePerSecond: number; closeAtPercent: number } {
  const { throughput, platformCalls } = settings === 'off' ? OFF : settings;
  const { coexistencePerSecond } = POLICIES.throughput.numbers;
  const { closeAtPercent } = POLICIES.platformCalls.numbers;
  return {
    coexistencePerSecond:
      (throughput === 'off' ? undefined : throughput?.coexistencePerSecond) ?? coexistencePerSecond,
    closeAtPercent: platformCalls === 'off' ? Infinity : (platformCalls?.closeAtPercent ?? closeAtPercent),
  };
}

const OFF = { throughput: 'off', platformCalls: 'off' } as const;
