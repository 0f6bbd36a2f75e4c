import type { Migration } from './migration';

/** What the limits know of accounts: whose customers are counted, and how many there may be, also when Meta cannot be asked. */
export const accountFacts: Migration = {
  name: '0016-account-facts',
  statements: ['CREATE TABLE account_facts (account_id TEXT NOT NULL PRIMARY KEY, facts TEXT NOT NULL)'],
};
