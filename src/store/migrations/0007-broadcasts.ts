import type { Migration } from './migration';

/**
 * Broadcasts, and their recipients: numbered from 1, written before a broadcast starts and never fewer after. A list of
 * recipients that no broadcast has been started with yet has the id that the broadcast will have.
 */
export const broadcasts: Migration = {
  name: '0007-broadcasts',
  statements: [
    `CREATE TABLE recipient_lists (
      id TEXT PRIMARY KEY,
      caller TEXT NOT NULL,
      total BIGINT,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL
    )`,
    'CREATE INDEX recipient_lists_by_age ON recipient_lists (expires_at)',
    `CREATE TABLE broadcasts (
      id TEXT PRIMARY KEY,
      caller TEXT NOT NULL,
      idempotency_key TEXT,
      fingerprint TEXT NOT NULL,
      phone_number_id TEXT NOT NULL,
      name TEXT,
      content TEXT NOT NULL,
      state TEXT NOT NULL,
      total BIGINT NOT NULL,
      started_at BIGINT NOT NULL,
      ended_at BIGINT,
      expires_at BIGINT,
      paused_because TEXT,
      rate_per_minute BIGINT NOT NULL,
      owner TEXT,
      lease_until BIGINT NOT NULL
    )`,
    'CREATE UNIQUE INDEX broadcasts_by_key ON broadcasts (caller, idempotency_key)',
    'CREATE INDEX broadcasts_by_start ON broadcasts (started_at, id)',
    'CREATE INDEX broadcasts_by_number ON broadcasts (phone_number_id, started_at, id)',
    `CREATE INDEX broadcasts_running ON broadcasts (lease_until) WHERE state = 'RUNNING'`,
    'CREATE INDEX broadcasts_by_age ON broadcasts (expires_at) WHERE expires_at IS NOT NULL',
    `CREATE TABLE broadcast_recipients (
      broadcast_id TEXT NOT NULL,
      position BIGINT NOT NULL,
      recipient TEXT NOT NULL,
      state TEXT NOT NULL,
      due_at BIGINT NOT NULL,
      tries BIGINT NOT NULL,
      updated_at BIGINT NOT NULL,
      message_id TEXT,
      errors TEXT,
      PRIMARY KEY (broadcast_id, position)
    )`,
    'CREATE INDEX broadcast_recipients_by_state ON broadcast_recipients (broadcast_id, state, due_at, position)',
    `CREATE INDEX broadcast_recipients_unsettled ON broadcast_recipients (updated_at)
      WHERE state IN ('SENDING', 'UNKNOWN')`,
  ],
};
