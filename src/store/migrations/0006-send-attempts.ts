import type { Migration } from './migration';

/**
 * Sends that must not be repeated: those with an idempotency key, from before the bytes leave, and those whose answer was
 * lost. A key is one caller's; where there is none it is null, and null is never unique.
 */
export const sendAttempts: Migration = {
  name: '0006-send-attempts',
  statements: [
    `CREATE TABLE send_attempts (
      id TEXT PRIMARY KEY,
      caller TEXT NOT NULL,
      idempotency_key TEXT,
      fingerprint TEXT NOT NULL,
      phone_number_id TEXT NOT NULL,
      payload TEXT NOT NULL,
      state TEXT NOT NULL,
      started_at BIGINT NOT NULL,
      lease_until BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      answer TEXT,
      errors TEXT
    )`,
    'CREATE UNIQUE INDEX send_attempts_by_key ON send_attempts (caller, idempotency_key)',
    `CREATE INDEX send_attempts_unsettled ON send_attempts (expires_at) WHERE state IN ('SENDING', 'UNKNOWN')`,
    'CREATE INDEX send_attempts_by_age ON send_attempts (expires_at)',
  ],
};
