import type { Migration } from './migration';

/**
 * What a conversation has beyond its messages: windows, what was read, former ids, and wishes about marketing. All but
 * `read_marks`, a source of its own, is made of the log, so everything is read once more from its beginning, over what is
 * there: nothing that came from events which are deleted meanwhile is lost.
 */
export const conversationWindows: Migration = {
  name: '0004-conversation-windows',
  statements: [
    'ALTER TABLE messages ADD COLUMN is_to_read INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE messages ADD COLUMN is_referred INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX messages_to_read ON messages (phone_number_id, peer, occurred_at) WHERE is_to_read = 1',
    'CREATE INDEX messages_referred ON messages (phone_number_id, peer, occurred_at) WHERE is_referred = 1',
    'ALTER TABLE conversations ADD COLUMN window_opened_at BIGINT',
    'ALTER TABLE conversations ADD COLUMN entry_point_answered_at BIGINT',
    'ALTER TABLE conversations ADD COLUMN entry_point_until BIGINT',
    'ALTER TABLE conversations ADD COLUMN read_up_to BIGINT',
    'ALTER TABLE contacts ADD COLUMN moved_at BIGINT',
    `CREATE TABLE former_ids (
       identifier TEXT NOT NULL,
       contact_id BIGINT NOT NULL,
       until_at BIGINT NOT NULL,
       PRIMARY KEY (identifier, contact_id)
     )`,
    'CREATE INDEX former_ids_by_contact ON former_ids (contact_id)',
    `CREATE TABLE marketing_wishes (
       contact_id BIGINT NOT NULL,
       phone_number_id TEXT NOT NULL,
       said_at BIGINT NOT NULL,
       wish TEXT NOT NULL,
       account_id TEXT NOT NULL,
       PRIMARY KEY (contact_id, phone_number_id, said_at, wish)
     )`,
    `CREATE TABLE read_marks (
       message_id TEXT PRIMARY KEY,
       marked_at BIGINT NOT NULL
     )`,
    'UPDATE conversations SET last_inbound_at = NULL',
    'UPDATE projections SET log_seq = 0, sent_seq = 0, version = version + 1',
  ],
};
