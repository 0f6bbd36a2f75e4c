import type { Migration } from './migration';

/**
 * The event log. AUTOINCREMENT: a `seq` is never used again, so that a cursor never means two events.
 * `id` is a hash of `dedupe_key`: its unique index is what recognises a redelivery.
 * Every index ends in `seq` (SQLite appends the row id), so that reading by one column from a cursor is one range.
 */
export const events: Migration = {
  name: '0001-events',
  statements: [
    `CREATE TABLE events (
       seq INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       dedupe_key TEXT NOT NULL,
       kind TEXT NOT NULL,
       field TEXT NOT NULL,
       account_id TEXT NOT NULL,
       phone_number_id TEXT,
       user_id TEXT,
       parent_user_id TEXT,
       wa_id TEXT,
       message_id TEXT,
       type TEXT,
       occurred_at INTEGER,
       received_at INTEGER NOT NULL,
       person TEXT,
       size INTEGER NOT NULL,
       context TEXT NOT NULL,
       payload TEXT NOT NULL
     )`,
    'CREATE INDEX events_by_account ON events (account_id)',
    'CREATE INDEX events_by_phone_number ON events (phone_number_id) WHERE phone_number_id IS NOT NULL',
    'CREATE INDEX events_by_user ON events (user_id) WHERE user_id IS NOT NULL',
    'CREATE INDEX events_by_parent_user ON events (parent_user_id) WHERE parent_user_id IS NOT NULL',
    'CREATE INDEX events_by_wa_id ON events (wa_id) WHERE wa_id IS NOT NULL',
    'CREATE INDEX events_by_message ON events (message_id) WHERE message_id IS NOT NULL',
    // What nearly every event has is no use as a way in, and would cost every append: only the rest is indexed.
    "CREATE INDEX events_by_type ON events (type) WHERE type NOT IN ('sent', 'delivered', 'read')",
    "CREATE INDEX events_by_field ON events (field) WHERE field <> 'messages'",
    "CREATE INDEX events_by_kind ON events (kind) WHERE kind <> 'status'",
  ],
};
