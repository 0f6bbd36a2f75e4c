import { ForbiddenError, NotFoundError } from '../common/errors';
import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import { addAsk, type Expansion } from '../graph/expansion';
import type { GraphSession } from '../graph/session';
import type { AccountPhoneNumbers } from './account-phone-numbers';
import type { Caller } from './caller';
import type { Ownership } from './ownership';
import { settledReads } from './settled-reads';

/** A template stays with its account for as long as it is. */
const templateAccounts = new Remembered<string, string>(3_600_000, 10_000);

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

  assertPhoneNumber(phoneNumberId: string): Promise<void> | undefined {
    const { accounts } = this.options.caller;
    return accounts && this.assertAmong(accounts, phoneNumberId);
  }

  accountOf(phoneNumberId: string): Promise<string | undefined> {
    const { caller, phoneNumbers } = this.options;
    const listAccounts = async () => (caller.accounts ? [...caller.accounts] : this.accountIds());
    return phoneNumbers.accountOf(listAccounts, phoneNumberId);
  }

  async assertTemplate(templateId: string): Promise<void> {
    const { caller, graph } = this.options;
    if (!caller.accounts) return;
    const known = templateAccounts.get(templateId);
    if (known !== undefined && caller.accounts.has(known)) return;
    const template = await graph.load(templateId, TEMPLATE_NAME);
    const name = textOf(template.name);
    if (name === undefined) throw new NotFoundError(`There is no template ${templateId}.`);
    const suffix = `.limit(100).name(${JSON.stringify(name)})`;
    const namesakes: Expansion = new Map();
    addAsk(namesakes, 'message_templates', suffix, new Map());
    const accounts = await settledReads([...caller.accounts].map((id) => graph.load(id, namesakes)));
    const holds = (account: JsonObject) =>
      objectsOf(objectOf(account[`message_templates${suffix}`]).data).some(
        ({ id }) => textOf(id) === templateId,
      );
    const accountId = textOf(accounts.found.find(holds)?.id);
    if (accountId === undefined) {
      accounts.assertComplete();
      throw outside(`Template ${templateId}`);
    }
    templateAccounts.set(templateId, accountId);
  }

  async assertFlow(flowId: string): Promise<void> {
    const { caller, graph } = this.options;
    if (!caller.accounts) return;
    const flow = await graph.load(flowId, FLOW_ACCOUNT);
    const accountId = textOf(objectOf(flow.whatsapp_business_account).id);
    if (accountId === undefined) throw new NotFoundError(`There is no Flow ${flowId}.`);
    this.assertAccount(accountId);
  }

  private async assertAmong(accounts: ReadonlySet<string>, phoneNumberId: string): Promise<void> {
    if (!(await this.options.phoneNumbers.include([...accounts], phoneNumberId))) {
      throw outside(`Phone number ${phoneNumberId}`);
    }
  }

  assertUnconfined(what: string): void {
    if (this.options.caller.accounts) throw outside(what);
  }
}

function outside(what: string): ForbiddenError {
  return new ForbiddenError(`${what} is outside the accounts this API key is confined to.`);
}
