import type { Migration } from './migration';

/**
 * Webhook requests as they came. Their ids begin with the time, so that the primary key is the order of the list, and a
 * range of it what retention deletes. What nearly every request has is not indexed: each index costs every webhook.
 */
export const webhookDeliveries: Migration = {
  name: '0003-webhook-deliveries',
  statements: [
    `CREATE TABLE webhook_deliveries (
      id TEXT PRIMARY KEY,
      received_at BIGINT NOT NULL,
      outcome TEXT NOT NULL,
      size BIGINT NOT NULL,
      account_id TEXT,
      changes TEXT NOT NULL,
      event_ids TEXT NOT NULL
    ) WITHOUT ROWID`,
    `CREATE INDEX webhook_deliveries_by_account ON webhook_deliveries (account_id, id)
      WHERE account_id IS NOT NULL`,
    `CREATE INDEX webhook_deliveries_by_outcome ON webhook_deliveries (outcome, id) WHERE outcome <> 'STORED'`,
    // What is known only after the commit: inserted, since changing a row would write it twice.
    `CREATE TABLE webhook_delivery_receipts (
      delivery_id TEXT PRIMARY KEY,
      new_events BIGINT NOT NULL,
      duration_us BIGINT NOT NULL
    ) WITHOUT ROWID`,
    // Of the few requests that are about several accounts.
    `CREATE TABLE webhook_delivery_accounts (
      account_id TEXT NOT NULL,
      delivery_id TEXT NOT NULL,
      PRIMARY KEY (account_id, delivery_id)
    ) WITHOUT ROWID`,
    'CREATE INDEX webhook_delivery_accounts_by_delivery ON webhook_delivery_accounts (delivery_id)',
    'ALTER TABLE events ADD COLUMN delivery_id TEXT',
  ],
};
