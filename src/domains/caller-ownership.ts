import { ForbiddenError, NotFoundError } from '../common/errors';
import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { addAsk, type Expansion } from '../graph/expansion';
import type { GraphSession } from '../graph/session';
import type { Caller } from './caller';
import type { Ownership } from './ownership';

/** Phone numbers of accounts, remembered for all callers: which account a number is of hardly ever changes. */
export class AccountPhoneNumbers {
  private readonly known = new Map<string, { ids: ReadonlySet<string>; until: number }>();

  constructor(private readonly ttlMs = 300_000) {}

  /** Whether a phone number is of one of the accounts. */
  async include(graph: GraphSession, accountIds: readonly string[], phoneNumberId: string): Promise<boolean> {
    const now = Date.now();
    const stale = accountIds.filter((id) => (this.known.get(id)?.until ?? 0) <= now);
    const has = (ids: readonly string[]) => ids.some((id) => this.known.get(id)?.ids.has(phoneNumberId));
    if (has(accountIds.filter((id) => !stale.includes(id)))) return true;
    await Promise.all(
      stale.map(async (id) => {
        const account = await graph.load(id, PHONE_NUMBER_IDS);
        const ids = objectsOf(objectOf(account[PHONE_NUMBERS_KEY]).data).map(
          (number) => textOf(number.id) ?? '',
        );
        this.known.set(id, { ids: new Set(ids), until: now + this.ttlMs });
      }),
    );
    return has(stale);
  }
}

const PHONE_NUMBER_IDS: Expansion = new Map();
const PHONE_NUMBERS_KEY = 'phone_numbers.limit(100)';
addAsk(PHONE_NUMBER_IDS, 'phone_numbers', '.limit(100)', new Map());

const TEMPLATE_NAME: Expansion = new Map();
addAsk(TEMPLATE_NAME, 'name');

const FLOW_ACCOUNT: Expansion = new Map();
addAsk(FLOW_ACCOUNT, 'whatsapp_business_account', '', new Map());

export interface CallerOwnershipOptions {
  caller: Caller;
  graph: GraphSession;
  phoneNumbers: AccountPhoneNumbers;
  /** All accounts that the gateway lists. */
  listAccounts: () => Promise<string[]>;
}

/** What a caller may touch: everything, or what belongs to the accounts its key names. */
export class CallerOwnership implements Ownership {
  private listed: Promise<string[]> | undefined;

  constructor(private readonly options: CallerOwnershipOptions) {}

  async accountIds(): Promise<string[]> {
    this.listed ??= this.options.listAccounts();
    const ids = await this.listed;
    const { accounts } = this.options.caller;
    return accounts ? ids.filter((id) => accounts.has(id)) : ids;
  }

  assertAccount(accountId: string): void {
    const { accounts } = this.options.caller;
    if (accounts && !accounts.has(accountId)) throw outside(`Account ${accountId}`);
  }

  async assertPhoneNumber(phoneNumberId: string): Promise<void> {
    const { caller, graph, phoneNumbers } = this.options;
    if (!caller.accounts) return;
    if (!(await phoneNumbers.include(graph, [...caller.accounts], phoneNumberId))) {
      throw outside(`Phone number ${phoneNumberId}`);
    }
  }

  async assertTemplate(templateId: string): Promise<void> {
    const { caller, graph } = this.options;
    if (!caller.accounts) return;
    const template = await graph.load(templateId, TEMPLATE_NAME);
    const name = textOf(template.name);
    if (name === undefined) throw new NotFoundError(`There is no template ${templateId}.`);
    const suffix = `.limit(100).name(${JSON.stringify(name)})`;
    const namesakes: Expansion = new Map();
    addAsk(namesakes, 'message_templates', suffix, new Map());
    const accounts = await Promise.all([...caller.accounts].map((id) => graph.load(id, namesakes)));
    const holds = (account: JsonObject) =>
      objectsOf(objectOf(account[`message_templates${suffix}`]).data).some(
        ({ id }) => textOf(id) === templateId,
      );
    if (!accounts.some(holds)) throw outside(`Template ${templateId}`);
  }

  async assertFlow(flowId: string): Promise<void> {
    const { caller, graph } = this.options;
    if (!caller.accounts) return;
    const flow = await graph.load(flowId, FLOW_ACCOUNT);
    const accountId = textOf(objectOf(flow.whatsapp_business_account).id);
    if (accountId === undefined) throw new NotFoundError(`There is no Flow ${flowId}.`);
    this.assertAccount(accountId);
  }

  assertUnconfined(what: string): void {
    if (this.options.caller.accounts) throw outside(what);
  }
}

function outside(what: string): ForbiddenError {
  return new ForbiddenError(`${what} is outside the accounts this API key is confined to.`);
}
