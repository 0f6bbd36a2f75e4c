import { type JsonObject, type JsonValue, objectOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import { digitsOf, isRegistered, levelOf, numbersOf, readMessagingLimit } from './account-node';
import type { FactBook, SavedAccount } from './fact-book';
import type { AccountFacts, Facts, NumberFacts } from './facts';
import { type FactSource, type Findings, NumberSearch } from './number-search';

interface KnownNumber extends NumberFacts {
  /** Digits of the number itself: some webhooks name it by them alone. */
  digits: string | undefined;
  /** Whether Meta has said what its level is. */
  hasLevel: boolean;
  readAt: number;
}

/** The time of reading for facts that came from elsewhere and were never read from Meta. */
const NEVER = Number.NEGATIVE_INFINITY;
const MOST_CUSTOMERS = 200_000;
const WINDOW_MS = 24 * 3_600_000;
const MOST_TEMPLATES = 10_000;

/** What the limits know of numbers and accounts: read when it matters, put right by webhooks at once. */
export class LiveFacts implements Facts, Findings {
  private readonly numbers = new Map<string, KnownNumber>();
  private readonly accounts = new Map<string, AccountFacts>();
  private readonly windows = new Remembered<string, true>(WINDOW_MS, MOST_CUSTOMERS);
  private readonly freeTemplates = new Remembered<string, true>(30 * WINDOW_MS, MOST_TEMPLATES);
  private readonly search: NumberSearch;
  private book: FactBook | undefined;
  /** Told when a number may send faster or slower than before. */
  onLevel: (phoneNumberId: string) => void = () => undefined;
  /** Told when it turns out which account a number is of. */
  onAccount: (phoneNumberId: string, accountId: string) => void = () => undefined;
  /** Told when customers that were counted for a number or an account by itself turn out to be this portfolio's. */
  onPortfolio: (countedFor: string, portfolioId: string) => void = () => undefined;
  /** Told when facts could not be written to the book, or read from it. */
  onBookError: (error: unknown) => void = () => undefined;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.search = new NumberSearch(this, now);
  }

  /** Starts from what earlier processes knew, and writes down what it learns. */
  async keepIn(book: FactBook): Promise<void> {
    this.book = book;
    await this.recall();
  }

  readFrom(source: FactSource): void {
    this.search.readFrom(source);
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

  want(phoneNumberId: string): void {
    this.search.want(phoneNumberId);
  }

  knowsLevel(phoneNumberId: string): boolean {
    return this.numbers.get(phoneNumberId)?.hasLevel === true;
  }

  levelUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.search.levelUnderWay(phoneNumberId);
  }

  portfolioUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.search.portfolioUnderWay(phoneNumberId);
  }

  doubt(phoneNumberId: string): void {
    this.search.doubt(phoneNumberId);
  }

  /** An account that is known to be one of ours. */
  learnAccount(accountId: string): void {
    if (!this.accounts.has(accountId)) this.accounts.set(accountId, UNKNOWN_ACCOUNT);
  }

  learnAccounts(accountIds: readonly string[]): void {
    for (const id of accountIds) this.learnAccount(id);
  }

  /** A customer has written: for a day, messages to them are answers. */
  customerWrote(accountId: string, phoneNumberId: string, people: readonly string[]): void {
    this.learnAccount(accountId);
    const known = this.numbers.get(phoneNumberId) ?? NEW_NUMBER;
    if (known.accountId !== accountId) {
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
    const id = this.numberWritten(accountId, displayPhoneNumber ?? '');
    const known = id === undefined ? undefined : this.numbers.get(id);
    if (id !== undefined && known) this.setNumber(id, { ...known, level: 'high', hasLevel: true });
    else this.refresh(accountId);
  }

  /** The id of an account's number that is written like this, if the account was read. Asks nobody. */
  numberWritten(accountId: string, displayPhoneNumber: string): string | undefined {
    const digits = digitsOf(displayPhoneNumber);
    if (digits === '') return undefined;
    for (const [id, number] of this.numbers) {
      if (number.accountId === accountId && number.digits === digits) return id;
    }
    return undefined;
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

  /** Something about an account has changed, so what was read of it is out of date. */
  refresh(accountId: string): void {
    if (this.accounts.has(accountId)) this.search.refresh(accountId);
  }

  templateStatus(templateId: string, status: string): void {
    if (status === 'REJECTED' || status === 'PAUSED') this.freeTemplates.set(templateId, true);
    else this.freeTemplates.delete(templateId);
  }

  async accountOf(phoneNumberId: string): Promise<string | undefined> {
    // Another replica may have found it meanwhile, and asking Meta may take long.
    if (this.number(phoneNumberId).portfolioId === undefined) await this.recall().catch(this.onBookError);
    return this.number(phoneNumberId).accountId;
  }

  isFresh(phoneNumberId: string, withinMs: number): boolean {
    const known = this.numbers.get(phoneNumberId);
    return known !== undefined && this.now() - known.readAt < withinMs;
  }

  /** What Meta leaves out this time stays as it was. */
  async noteAccount(accountId: string, node: JsonObject): Promise<void> {
    const numbers = numbersOf(node);
    const known = this.account(accountId);
    this.accounts.set(accountId, {
      isActive: numbers.length === 0 || numbers.some(isRegistered),
      // An account whose owner Meta does not name counts as its own portfolio.
      portfolioId: textOf(objectOf(node.owner_business_info).id) ?? known.portfolioId ?? accountId,
      messagingLimit:
        readMessagingLimit(node.whatsapp_business_manager_messaging_limit) ?? known.messagingLimit,
    });
    for (const number of numbers) {
      const id = textOf(number.id);
      if (id !== undefined) this.setNumber(id, { ...this.readNumber(number, accountId), readAt: this.now() });
    }
    await this.keep(accountId);
  }

  noteNumber(id: string, node: JsonObject, isWhole: boolean): void {
    const known = this.readNumber(node, this.number(id).accountId);
    // What an account would have told, had it been read, is asked for again soon.
    this.setNumber(id, { ...known, readAt: isWhole ? this.now() : NEVER });
  }

  /** Writes down what is known of an account, once its portfolio is known. */
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
      this.accounts.set(accountId, { ...saved, portfolioId, messagingLimit });
    for (const { id, level } of numbers) {
      const known = this.numbers.get(id) ?? NEW_NUMBER;
      if (known.portfolioId !== undefined) continue;
      this.setNumber(id, { ...known, level: known.hasLevel ? known.level : level, accountId, portfolioId });
    }
  }

  private readNumber(node: JsonObject, accountId: string | undefined): KnownNumber {
    return {
      level: levelOf(node),
      accountId,
      portfolioId: accountId === undefined ? undefined : this.account(accountId).portfolioId,
      digits: digitsOf(textOf(node.display_phone_number)),
      hasLevel: true,
      readAt: NEVER,
    };
  }

  private setNumber(id: string, number: KnownNumber): void {
    const { level, accountId: accountBefore, portfolioId: countedFor = id } = this.number(id);
    this.numbers.set(id, number);
    if (level !== number.level) this.onLevel(id);
    const { accountId, portfolioId = id } = number;
    if (accountId !== undefined && accountBefore === undefined) this.onAccount(id, accountId);
    // When an account moves to another portfolio its customers stay behind, since other numbers of the old one wrote
    // to them too.
    if (portfolioId !== countedFor && (countedFor === id || countedFor === accountId))
      this.onPortfolio(countedFor, portfolioId);
  }
}

const UNKNOWN_NUMBER: NumberFacts = { level: 'standard' };
const NEW_NUMBER: KnownNumber = { ...UNKNOWN_NUMBER, digits: undefined, hasLevel: false, readAt: NEVER };
/** Most accounts have a registered number; for one without, Meta's own count corrects the limit. */
const UNKNOWN_ACCOUNT: AccountFacts = { isActive: true };
