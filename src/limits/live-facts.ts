import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import type { AccountFacts, Facts, NumberFacts } from './facts';
import type { ThroughputLevel } from './policies/throughput';

/** Where facts are read. */
export interface FactSource {
  /** Accounts to look through for a number. */
  accountIds(): Promise<readonly string[]>;
  /** An account's node with its owner, its messaging limit and its numbers. */
  readAccount(accountId: string): Promise<JsonObject>;
  /** A number's node with its throughput. */
  readNumber(phoneNumberId: string): Promise<JsonObject>;
}

interface KnownNumber extends NumberFacts {
  /** Digits of the number itself: some webhooks name it by them alone. */
  digits: string | undefined;
  /** Whether Meta has said what its level is. */
  hasLevel: boolean;
  readAt: number;
}

interface KnownAccount extends AccountFacts {
  readAt: number;
}

/** How long what was read counts, and how soon a failed read is tried again. */
const GOOD_FOR_MS = 3_600_000;
const RETRY_MS = 60_000;
/** How soon what Meta's refusals put in doubt is read again. */
const DOUBT_MS = 5_000;
/** How long nothing more of a number leaves while it is asked for the first time how fast it may send. */
const LONGEST_HOLD_MS = 1_000;
const MOST_ACCOUNTS_SEARCHED = 20;
const MOST_CUSTOMERS = 200_000;
const WINDOW_MS = 24 * 3_600_000;
const MOST_TEMPLATES = 10_000;

/** What the limits know of numbers and accounts: read when it matters, put right by webhooks at once. */
export class LiveFacts implements Facts {
  private readonly numbers = new Map<string, KnownNumber>();
  private readonly accounts = new Map<string, KnownAccount>();
  private readonly windows = new Remembered<string, true>(WINDOW_MS, MOST_CUSTOMERS);
  private readonly freeTemplates = new Remembered<string, true>(30 * WINDOW_MS, MOST_TEMPLATES);
  private readonly askedAt = new Map<string, number>();
  private readonly asking = new Map<string, Promise<void>>();
  private source: FactSource | undefined;
  /** Told when a number may send faster or slower than before. */
  onLevel: (phoneNumberId: string) => void = () => undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  readFrom(source: FactSource): void {
    this.source = source;
  }

  number(phoneNumberId: string): NumberFacts {
    return this.numbers.get(phoneNumberId) ?? UNKNOWN_NUMBER;
  }

  account(accountId: string): AccountFacts {
    return this.accounts.get(accountId) ?? UNKNOWN_ACCOUNT;
  }

  accountOfNode(id: string): string | undefined {
    return this.accounts.has(id) ? id : this.numbers.get(id)?.accountId;
  }

  isTemplateLimited(templateId: string): boolean {
    return !this.freeTemplates.get(templateId);
  }

  isWindowOpen(phoneNumberId: string, person: string): boolean {
    return this.windows.get(`${phoneNumberId}:${person}`) === true;
  }

  /** A number comes near its limit, or an account does: what is not known of them is worth a read now. */
  want(phoneNumberId: string): void {
    const known = this.numbers.get(phoneNumberId);
    if (known && this.now() - known.readAt < GOOD_FOR_MS) return;
    const isFirst = !this.askedAt.has(phoneNumberId);
    if (!this.mayAsk(phoneNumberId, RETRY_MS)) return;
    const found = this.find(phoneNumberId).catch(() => undefined);
    // Whose customers are counted has to be known before they are.
    if (this.knowsLevel(phoneNumberId) && !(isFirst && known?.accountId === undefined)) return;
    const longest = sleep(LONGEST_HOLD_MS, undefined, { ref: false });
    this.asking.set(
      phoneNumberId,
      Promise.race([found, longest]).finally(() => this.asking.delete(phoneNumberId)),
    );
  }

  knowsLevel(phoneNumberId: string): boolean {
    return this.numbers.get(phoneNumberId)?.hasLevel === true;
  }

  levelUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.asking.get(phoneNumberId);
  }

  /** Meta refuses what should have passed: the number may have been moved to a lower level, which no webhook tells. */
  doubt(phoneNumberId: string): void {
    if (this.mayAsk(phoneNumberId, DOUBT_MS)) void this.find(phoneNumberId).catch(() => undefined);
  }

  /** An account that is known to be one of ours. */
  learnAccount(accountId: string): void {
    if (!this.accounts.has(accountId))
      this.accounts.set(accountId, { ...UNKNOWN_ACCOUNT, readAt: Number.NEGATIVE_INFINITY });
  }

  learnAccounts(accountIds: readonly string[]): void {
    for (const id of accountIds) this.learnAccount(id);
  }

  /** A customer has written: for a day, messages to them are answers. */
  customerWrote(accountId: string, phoneNumberId: string, people: readonly string[]): void {
    this.learnAccount(accountId);
    if (!this.numbers.has(phoneNumberId)) {
      this.numbers.set(phoneNumberId, {
        ...UNKNOWN_NUMBER,
        accountId,
        digits: undefined,
        hasLevel: false,
        readAt: Number.NEGATIVE_INFINITY,
      });
    }
    for (const person of people) this.windows.set(`${phoneNumberId}:${person}`, true);
  }

  /** A number's node, as somebody read it. */
  sawNumber(id: string, node: JsonObject): void {
    if (node.throughput === undefined) return;
    const known = this.numbers.get(id);
    const level = levelOf(node);
    if (known) this.setNumber(id, { ...known, level, hasLevel: true });
    else this.setNumber(id, { level, hasLevel: true, digits: undefined, readAt: Number.NEGATIVE_INFINITY });
  }

  /** A webhook says that a number was upgraded. */
  upgraded(accountId: string, displayPhoneNumber: string | undefined): void {
    const digits = digitsOf(displayPhoneNumber);
    for (const [id, number] of this.numbers) {
      if (number.accountId !== accountId || number.digits === undefined || number.digits !== digits) continue;
      this.setNumber(id, { ...number, level: 'high', hasLevel: true });
      return;
    }
    this.refresh(accountId);
  }

  /** A webhook says how many customers the portfolio of an account may write to. */
  granted(accountId: string, value: JsonValue | undefined): void {
    const messagingLimit = readMessagingLimit(value);
    if (messagingLimit === undefined) return;
    this.learnAccount(accountId);
    const { portfolioId } = this.account(accountId);
    for (const [id, account] of this.accounts) {
      const isMeant = id === accountId || (portfolioId !== undefined && account.portfolioId === portfolioId);
      if (isMeant) this.accounts.set(id, { ...account, messagingLimit });
    }
  }

  /** Something about an account changed: what was read of it counts no more. */
  refresh(accountId: string): void {
    if (!this.accounts.has(accountId) || !this.source) return;
    void this.readAccount(accountId, this.source).catch(() => undefined);
  }

  templateStatus(templateId: string, status: string): void {
    if (status === 'REJECTED' || status === 'PAUSED') this.freeTemplates.set(templateId, true);
    else this.freeTemplates.delete(templateId);
  }

  private mayAsk(id: string, againAfterMs: number): boolean {
    const last = this.askedAt.get(id);
    if (!this.source || (last !== undefined && this.now() - last < againAfterMs)) return false;
    this.askedAt.set(id, this.now());
    return true;
  }

  /** Finds a number among the accounts, which tells most; else reads the number alone. */
  private async find(phoneNumberId: string): Promise<void> {
    const { source } = this;
    if (!source) return;
    const accountId = this.number(phoneNumberId).accountId;
    const listed = accountId === undefined ? await source.accountIds().catch(() => []) : [accountId];
    const fresh = listed.slice(0, MOST_ACCOUNTS_SEARCHED);
    await Promise.all(fresh.map((id) => this.readAccount(id, source).catch(() => undefined)));
    const found = this.numbers.get(phoneNumberId);
    if (found && this.now() - found.readAt < RETRY_MS) return;
    this.noteNumber(phoneNumberId, await source.readNumber(phoneNumberId), accountId);
  }

  private async readAccount(accountId: string, source: FactSource): Promise<void> {
    const node = await source.readAccount(accountId);
    const numbers = numbersOf(node);
    this.accounts.set(accountId, {
      isActive: numbers.length === 0 || numbers.some(isRegistered),
      portfolioId: textOf(objectOf(node.owner_business_info).id),
      messagingLimit: readMessagingLimit(node.whatsapp_business_manager_messaging_limit),
      readAt: this.now(),
    });
    for (const number of numbers) {
      const id = textOf(number.id);
      if (id !== undefined) this.noteNumber(id, number, accountId);
    }
  }

  private noteNumber(id: string, node: JsonObject, accountId: string | undefined): void {
    const level = levelOf(node);
    this.setNumber(id, {
      level,
      accountId,
      digits: digitsOf(textOf(node.display_phone_number)),
      hasLevel: true,
      readAt: this.now(),
    });
  }

  private setNumber(id: string, number: KnownNumber): void {
    const before = this.number(id).level;
    this.numbers.set(id, number);
    if (before !== number.level) this.onLevel(id);
  }
}

const UNKNOWN_NUMBER: NumberFacts = { level: 'standard' };
/** Most accounts have a number; for one that has none, Meta's own count puts it right. */
const UNKNOWN_ACCOUNT: AccountFacts = { isActive: true };

function levelOf(node: JsonObject): ThroughputLevel {
  // Numbers that are on the WhatsApp Business app as well have a throughput of their own, whatever the field says.
  if (node.is_on_biz_app === true && node.platform_type === 'CLOUD_API') return 'coexistence';
  return textOf(objectOf(node.throughput).level) === 'HIGH' ? 'high' : 'standard';
}

function numbersOf(node: JsonObject): JsonObject[] {
  // What was asked with a limit stands under a key that says so; under the bare name nothing is left.
  const edge = Object.entries(node).find(([key, value]) => key.startsWith('phone_numbers') && value);
  return objectsOf(objectOf(edge?.[1]).data);
}

/** Numbers whose state Meta does not tell count as registered. */
function isRegistered({ status }: JsonObject): boolean {
  return status === undefined || status === 'CONNECTED';
}

const TIERS: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
};

/** A messaging limit as Meta writes it: `TIER_2K`, `2000`, or -1 for none. */
export function readMessagingLimit(value: JsonValue | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const number = TIERS[text] ?? Number(text);
  if (number === -1) return Number.POSITIVE_INFINITY;
  return number > 0 ? number : undefined;
}

function digitsOf(phoneNumber: string | undefined): string | undefined {
  return phoneNumber?.replaceAll(/\D/g, '');
}
