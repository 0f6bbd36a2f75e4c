import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, type JsonValue, objectOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import { digitsOf, isRegistered, levelOf, numbersOf, readMessagingLimit } from './account-node';
import type { FactBook, SavedAccount } from './fact-book';
import type { AccountFacts, Facts, NumberFacts } from './facts';

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

/** When what was told by others only was read. */
const NEVER = Number.NEGATIVE_INFINITY;
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
  /** Numbers that are asked how fast they may send, for so long as others are held for it. */
  private readonly leveling = new Map<string, Promise<void>>();
  /** Numbers that are looked for among the accounts for the first time. */
  private readonly placing = new Map<string, Promise<void>>();
  private source: FactSource | undefined;
  private book: FactBook | undefined;
  /** Told when a number may send faster or slower than before. */
  onLevel: (phoneNumberId: string) => void = () => undefined;
  /** Told when customers that were counted for a number or an account by itself turn out to be this portfolio's. */
  onPortfolio: (countedFor: string, portfolioId: string) => void = () => undefined;

  /** Told when what is known could not be written down, or what others know not be read. */
  onBookError: (error: unknown) => void = () => undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Goes on from what was known before, and writes down what it learns. */
  async keepIn(book: FactBook): Promise<void> {
    this.book = book;
    await this.recall();
  }

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

  /** A number comes near its limit, or its customers are to be counted: what is not known of it is worth a read now. */
  want(phoneNumberId: string): void {
    const known = this.numbers.get(phoneNumberId);
    if (known && this.now() - known.readAt < GOOD_FOR_MS) return;
    const isFirst = !this.askedAt.has(phoneNumberId);
    if (!this.mayAsk(phoneNumberId, RETRY_MS)) return;
    const found = this.find(phoneNumberId).catch(() => undefined);
    if (isFirst) hold(this.placing, phoneNumberId, found);
    if (this.knowsLevel(phoneNumberId)) return;
    const longest = sleep(LONGEST_HOLD_MS, undefined, { ref: false });
    hold(this.leveling, phoneNumberId, Promise.race([found, longest]));
  }

  knowsLevel(phoneNumberId: string): boolean {
    return this.numbers.get(phoneNumberId)?.hasLevel === true;
  }

  levelUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.leveling.get(phoneNumberId);
  }

  portfolioUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.placing.get(phoneNumberId);
  }

  /** Meta refuses what should have passed: the number may have been moved to a lower level, which no webhook tells. */
  doubt(phoneNumberId: string): void {
    if (this.mayAsk(phoneNumberId, DOUBT_MS)) void this.find(phoneNumberId).catch(() => undefined);
  }

  /** An account that is known to be one of ours. */
  learnAccount(accountId: string): void {
    if (!this.accounts.has(accountId)) this.accounts.set(accountId, { ...UNKNOWN_ACCOUNT, readAt: NEVER });
  }

  learnAccounts(accountIds: readonly string[]): void {
    for (const id of accountIds) this.learnAccount(id);
  }

  /** A customer has written: for a day, messages to them are answers. */
  customerWrote(accountId: string, phoneNumberId: string, people: readonly string[]): void {
    this.learnAccount(accountId);
    const known = this.numbers.get(phoneNumberId) ?? NEW_NUMBER;
    if (known.accountId === undefined) {
      const { portfolioId } = this.account(accountId);
      this.setNumber(phoneNumberId, { ...known, accountId, portfolioId, readAt: NEVER });
    }
    for (const person of people) this.windows.set(`${phoneNumberId}:${person}`, true);
  }

  /** A number's node, as somebody read it. */
  sawNumber(id: string, node: JsonObject): void {
    if (node.throughput === undefined) return;
    const known = this.numbers.get(id) ?? NEW_NUMBER;
    this.setNumber(id, { ...known, level: levelOf(node), hasLevel: true });
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
      if (!isMeant) continue;
      this.accounts.set(id, { ...account, messagingLimit });
      void this.keep(id);
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
    // Another replica may have found it, and Meta may take its time.
    if (this.number(phoneNumberId).portfolioId === undefined) await this.recall().catch(this.onBookError);
    const { accountId } = this.number(phoneNumberId);
    const listed = accountId === undefined ? source.accountIds() : [accountId];
    const isWhole = await this.readAccounts(listed, source);
    const found = this.numbers.get(phoneNumberId);
    if (found && this.now() - found.readAt < RETRY_MS) return;
    const node = await source.readNumber(phoneNumberId);
    // What an account would have told, had it been read, is asked for again soon.
    this.noteNumber(phoneNumberId, node, isWhole ? this.now() : NEVER);
  }

  /** Whether all of them could be read. */
  private async readAccounts(
    listed: readonly string[] | Promise<readonly string[]>,
    source: FactSource,
  ): Promise<boolean> {
    try {
      const ids = (await listed).slice(0, MOST_ACCOUNTS_SEARCHED);
      const reads = await Promise.allSettled(ids.map((id) => this.readAccount(id, source)));
      return reads.every(({ status }) => status === 'fulfilled');
    } catch {
      return false;
    }
  }

  /** What Meta does not tell this time stays as it was. */
  private async readAccount(accountId: string, source: FactSource): Promise<void> {
    const node = await source.readAccount(accountId);
    const numbers = numbersOf(node);
    const known = this.account(accountId);
    this.accounts.set(accountId, {
      isActive: numbers.length === 0 || numbers.some(isRegistered),
      // One whose owner nobody tells is one of its own.
      portfolioId: textOf(objectOf(node.owner_business_info).id) ?? known.portfolioId ?? accountId,
      messagingLimit:
        readMessagingLimit(node.whatsapp_business_manager_messaging_limit) ?? known.messagingLimit,
      readAt: this.now(),
    });
    for (const number of numbers) {
      const id = textOf(number.id);
      if (id !== undefined) this.noteNumber(id, number, this.now(), accountId);
    }
    await this.keep(accountId);
  }

  /** Writes down what is known of an account, once it is known whose it is. */
  private async keep(accountId: string): Promise<void> {
    const { isActive, portfolioId, messagingLimit } = this.account(accountId);
    if (!this.book || portfolioId === undefined) return;
    const numbers = [...this.numbers].flatMap(([id, { level, accountId: owner }]) =>
      owner === accountId ? [{ id, level }] : [],
    );
    await this.book
      .keep({ accountId, isActive, portfolioId, messagingLimit, numbers })
      .catch((error: unknown) => this.onBookError(error));
  }

  private async recall(): Promise<void> {
    for (const account of (await this.book?.load()) ?? []) this.restore(account);
  }

  /** What was known before holds until it is read. */
  private restore({ accountId, numbers, ...saved }: SavedAccount): void {
    const account = this.account(accountId);
    const { portfolioId = saved.portfolioId, messagingLimit = saved.messagingLimit } = account;
    if (account.portfolioId === undefined)
      this.accounts.set(accountId, { ...saved, portfolioId, messagingLimit, readAt: NEVER });
    for (const { id, level } of numbers) {
      const known = this.numbers.get(id) ?? NEW_NUMBER;
      if (known.portfolioId !== undefined) continue;
      this.setNumber(id, { ...known, level: known.hasLevel ? known.level : level, accountId, portfolioId });
    }
  }

  private noteNumber(
    id: string,
    node: JsonObject,
    readAt: number,
    accountId = this.number(id).accountId,
  ): void {
    this.setNumber(id, {
      level: levelOf(node),
      accountId,
      portfolioId: accountId === undefined ? undefined : this.account(accountId).portfolioId,
      digits: digitsOf(textOf(node.display_phone_number)),
      hasLevel: true,
      readAt,
    });
  }

  private setNumber(id: string, number: KnownNumber): void {
    const { level, portfolioId: countedFor = id } = this.number(id);
    this.numbers.set(id, number);
    if (level !== number.level) this.onLevel(id);
    const { accountId, portfolioId = id } = number;
    // From one portfolio to another nobody goes along: others of its numbers wrote to them too.
    if (portfolioId !== countedFor && (countedFor === id || countedFor === accountId))
      this.onPortfolio(countedFor, portfolioId);
  }
}

const UNKNOWN_NUMBER: NumberFacts = { level: 'standard' };
const NEW_NUMBER: KnownNumber = { ...UNKNOWN_NUMBER, digits: undefined, hasLevel: false, readAt: NEVER };
/** Most accounts have a number; for one that has none, Meta's own count puts it right. */
const UNKNOWN_ACCOUNT: AccountFacts = { isActive: true };

/** Keeps a question among those that are under way, until it is answered. */
function hold(questions: Map<string, Promise<void>>, id: string, question: Promise<void>): void {
  const held = question.finally(() => questions.delete(id));
  questions.set(id, held);
}
