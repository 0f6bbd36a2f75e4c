import type { Migration } from './migration';

/** Message history: what was sent (a source, kept), and the projection of it and of the log (rebuilt at will). */
export const history: Migration = {
  name: '0002-history',
  statements: [
    `CREATE TABLE sent_messages (
       seq INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       account_id TEXT,
       phone_number_id TEXT NOT NULL,
       person TEXT,
       group_id TEXT,
       type TEXT NOT NULL,
       payload TEXT NOT NULL,
       sent_at INTEGER NOT NULL,
       biz_opaque_callback_data TEXT
     )`,
    `CREATE TABLE projections (
       name TEXT PRIMARY KEY,
       log_seq INTEGER NOT NULL,
       sent_seq INTEGER NOT NULL,
       version INTEGER NOT NULL
     )`,
    `CREATE TABLE contacts (
       id INTEGER PRIMARY KEY,
       user_id TEXT UNIQUE,
       parent_user_id TEXT,
       wa_id TEXT,
       username TEXT,
       name TEXT,
       seen_at INTEGER NOT NULL
     )`,
    'CREATE INDEX contacts_by_wa_id ON contacts (wa_id) WHERE wa_id IS NOT NULL',
    'CREATE INDEX contacts_by_parent_user ON contacts (parent_user_id) WHERE parent_user_id IS NOT NULL',
    `CREATE TABLE messages (
       id TEXT PRIMARY KEY,
       direction TEXT NOT NULL,
       account_id TEXT,
       phone_number_id TEXT,
       peer TEXT,
       contact_id INTEGER,
       group_id TEXT,
       type TEXT,
       payload TEXT,
       occurred_at INTEGER NOT NULL,
       is_dated INTEGER NOT NULL,
       status TEXT NOT NULL,
       biz_opaque_callback_data TEXT
     )`,
    'CREATE INDEX messages_by_peer ON messages (phone_number_id, peer, occurred_at, id) WHERE peer IS NOT NULL',
    'CREATE INDEX messages_by_contact ON messages (contact_id) WHERE contact_id IS NOT NULL',
    `CREATE TABLE message_statuses (
       message_id TEXT NOT NULL,
       event_id TEXT NOT NULL,
       status TEXT NOT NULL,
       occurred_at INTEGER NOT NULL,
       payload TEXT NOT NULL,
       PRIMARY KEY (message_id, event_id)
     ) WITHOUT ROWID`,
    `CREATE TABLE conversations (
       phone_number_id TEXT NOT NULL,
       peer TEXT NOT NULL,
       contact_id INTEGER,
       group_id TEXT,
       account_id TEXT,
       last_message_at INTEGER NOT NULL,
       last_inbound_at INTEGER,
       PRIMARY KEY (phone_number_id, peer)
     ) WITHOUT ROWID`,
    'CREATE INDEX conversations_by_activity ON conversations (phone_number_id, last_message_at, peer)',
    'CREATE INDEX conversations_by_contact ON conversations (contact_id) WHERE contact_id IS NOT NULL',
  ],
};
