import type { Migration } from './migration';

/** What was used of Meta's limits by a process that keeps them alone: the next one goes on from there. */
export const limitAllowances: Migration = {
  name: '0011-limit-allowances',
  statements: [
    `CREATE TABLE limit_allowances (
      limit_key TEXT NOT NULL,
      member TEXT NOT NULL,
      state TEXT NOT NULL,
      kept_until BIGINT NOT NULL,
      PRIMARY KEY (limit_key, member)
    )`,
    'CREATE INDEX limit_allowances_by_age ON limit_allowances (kept_until)',
  ],
};
