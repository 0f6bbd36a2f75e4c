import type { Migration } from './migration';

/** Receipts of webhooks that came in the same tenth of a second in one row: a row of its own cost every webhook. */
export const packedReceipts: Migration = {
  name: '0018-packed-receipts',
  statements: [
    `CREATE TABLE webhook_receipts (
      tenth BIGINT NOT NULL,
      first_delivery_id TEXT NOT NULL,
      receipts TEXT NOT NULL,
      PRIMARY KEY (tenth, first_delivery_id)
    ) WITHOUT ROWID`,
    `INSERT INTO webhook_receipts (tenth, first_delivery_id, receipts)
      SELECT d.received_at / 100, d.id, '[["' || d.id || '",' || r.new_events || ',' || r.duration_us || ']]'
      FROM webhook_delivery_receipts r JOIN webhook_deliveries d ON d.id = r.delivery_id`,
    'DROP TABLE webhook_delivery_receipts',
  ],
};
