import { objectOf, objectsOf, parseJson, textOf } from '../../common/json';
import { readMessagingLimit } from '../../limits/account-node';
import type { FactBook, SavedAccount } from '../../limits/fact-book';
import { isLevel } from '../../limits/policies/throughput';
import type { Database } from '../../store/database';

const KEEP = `INSERT INTO account_facts (account_id, facts) VALUES (?, ?)
  ON CONFLICT (account_id) DO UPDATE SET facts = excluded.facts`;

/** What is known of accounts, in the database. */
export class DatabaseFactBook implements FactBook {
  constructor(private readonly database: Database) {}

  async load(): Promise<SavedAccount[]> {
    const rows = await this.database.read('SELECT account_id, facts FROM account_facts', []);
    return rows.map(([accountId, facts]) => read(String(accountId), String(facts)));
  }

  async keep({ accountId, messagingLimit, ...facts }: SavedAccount): Promise<void> {
    // As Meta writes that there is none: JSON has no word for it.
    const limit = messagingLimit === Number.POSITIVE_INFINITY ? -1 : messagingLimit;
    const text = JSON.stringify({ ...facts, messagingLimit: limit });
    await this.database.write([{ sql: KEEP, rows: [[accountId, text]] }], 'crash');
  }
}

function read(accountId: string, text: string): SavedAccount {
  const facts = objectOf(parseJson(text));
  return {
    accountId,
    isActive: facts.isActive !== false,
    portfolioId: textOf(facts.portfolioId),
    messagingLimit: readMessagingLimit(facts.messagingLimit),
    numbers: objectsOf(facts.numbers).flatMap(({ id, level }) =>
      typeof id === 'string' && isLevel(level) ? [{ id, level }] : [],
    ),
  };
}
