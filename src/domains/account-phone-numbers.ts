import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import { isOutage } from '../graph/circuit';
import { addAsk, type Expansion } from '../graph/expansion';
import { faultOf } from '../graph/faults';
import { settledReads } from './settled-reads';

export interface AccountPhoneNumbersOptions {
  /** Reads an account; with a life of its own, for what is read serves everybody. */
  read: (accountId: string, ask: Expansion) => Promise<JsonObject>;
  /** How long the numbers of an account count. */
  ttlMs?: number;
  now?: () => number;
}

/** Numbers of an account that one request reads. */
const PAGE = 100;
/** How long it is taken as given that a number's account cannot be found. */
const UNRESOLVED_MS = 15_000;
const MOST_UNRESOLVED = 10_000;

/** Phone numbers of accounts, remembered for all callers: which account a number is of hardly ever changes. */
export class AccountPhoneNumbers {
  readonly #read: AccountPhoneNumbersOptions['read'];
  readonly #ttlMs: number;
  readonly #now: () => number;
  readonly #numbers = new Map<string, { ids: ReadonlySet<string>; until: number }>();
  readonly #accounts = new Map<string, string>();
  readonly #reads = new Map<string, Promise<void>>();
  readonly #unresolved = new Remembered<string, true>(UNRESOLVED_MS, MOST_UNRESOLVED);

  constructor({ read, ttlMs = 300_000, now = Date.now }: AccountPhoneNumbersOptions) {
    this.#now = now;
    this.#read = read;
    this.#ttlMs = ttlMs;
  }

  /**
   * Whether a phone number is of one of the accounts. One that Graph does not have any more has no numbers.
   *
   * @throws GraphApiError, GraphTransportError when it is of none that can be read, and one cannot be read now
   */
  async include(accountIds: readonly string[], phoneNumberId: string): Promise<boolean> {
    const known = await this.#renewed(phoneNumberId);
    if (known !== undefined && accountIds.includes(known)) return true;
    const reads = await settledReads(
      accountIds.filter((id) => this.#isStale(id)).map((id) => this.#refresh(id)),
    );
    const has = (id: string) => !this.#isStale(id) && this.#numbers.get(id)?.ids.has(phoneNumberId);
    if (accountIds.some(has)) return true;
    reads.assertComplete();
    return false;
  }

  /**
   * The account that a phone number is of; undefined when it is of none of these, or when they cannot be read. For what is
   * only better with it: never throws.
   */
  async accountOf(listAccounts: () => Promise<string[]>, phoneNumberId: string): Promise<string | undefined> {
    const known = await this.#renewed(phoneNumberId);
    if (known !== undefined) return known;
    if (this.#unresolved.get(phoneNumberId)) return undefined;
    const accountIds = await listAccounts().catch(() => []);
    // An account that cannot be read does not hide the others.
    await Promise.all(
      accountIds.filter((id) => this.#isStale(id)).map((id) => this.#refresh(id).catch(() => undefined)),
    );
    const found = this.#known(phoneNumberId);
    if (found === undefined) this.#unresolved.set(phoneNumberId, true);
    return found;
  }

  #known(phoneNumberId: string): string | undefined {
    const accountId = this.#accounts.get(phoneNumberId);
    return accountId === undefined || this.#isStale(accountId) ? undefined : accountId;
  }

  /** The account that a number was of, if it still is: the others need not be read for it. */
  async #renewed(phoneNumberId: string): Promise<string | undefined> {
    const accountId = this.#accounts.get(phoneNumberId);
    if (accountId === undefined) return undefined;
    try {
      if (this.#isStale(accountId)) await this.#refresh(accountId);
    } catch (error) {
      // While the Graph API is down, a number is of the account that it was of before.
      return isOutage(error) ? accountId : undefined;
    }
    return this.#known(phoneNumberId);
  }

  #isStale(accountId: string): boolean {
    return (this.#numbers.get(accountId)?.until ?? 0) <= this.#now();
  }

  /** Reads the numbers of an account, once at a time. */
  #refresh(accountId: string): Promise<void> {
    const reading = this.#reads.get(accountId);
    if (reading) return reading;
    const read = this.#load(accountId).finally(() => this.#reads.delete(accountId));
    this.#reads.set(accountId, read);
    return read;
  }

  async #load(accountId: string): Promise<void> {
    const ids = new Set<string>();
    for (let after: string | undefined = ''; after !== undefined; ) {
      const suffix: string = `.limit(${PAGE})${after && `.after(${after})`}`;
      const ask: Expansion = new Map();
      addAsk(ask, 'phone_numbers', suffix, new Map());
      const key = `phone_numbers${suffix}`;
      const account = await this.#read(accountId, ask);
      const fault = faultOf(account, key);
      if (fault) throw fault;
      const page = objectOf(account[key]);
      for (const number of objectsOf(page.data)) ids.add(textOf(number.id) ?? '');
      const paging = objectOf(page.paging);
      after = paging.next === undefined ? undefined : textOf(objectOf(paging.cursors).after);
    }
    for (const gone of this.#numbers.get(accountId)?.ids ?? []) {
      if (!ids.has(gone) && this.#accounts.get(gone) === accountId) this.#accounts.delete(gone);
    }
    for (const id of ids) this.#accounts.set(id, accountId);
    this.#numbers.set(accountId, { ids, until: this.#now() + this.#ttlMs });
  }
}
