import type { Migration } from './migration';

/**
 * The order of what has the same time. Made of the log, so it is read once more; until then, and for what came from events
 * that are deleted by now, messages keep the order of their ids, which sort after all places.
 */
export const places: Migration = {
  name: '0015-places',
  statements: [
    "ALTER TABLE messages ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    'UPDATE messages SET place = id',
    'DROP INDEX messages_by_peer',
    'CREATE INDEX messages_by_peer ON messages (phone_number_id, peer, occurred_at, place) WHERE peer IS NOT NULL',
    'DROP INDEX messages_to_read',
    'CREATE INDEX messages_to_read ON messages (phone_number_id, peer, occurred_at, place) WHERE is_to_read = 1',
    'ALTER TABLE conversations ADD COLUMN read_up_to_place TEXT',
    // Up to now all messages of one time were read together.
    `UPDATE conversations SET read_up_to_place = (SELECT max(place) FROM messages
       WHERE messages.phone_number_id = conversations.phone_number_id AND messages.peer = conversations.peer
         AND messages.occurred_at = conversations.read_up_to)
       WHERE read_up_to IS NOT NULL`,
    "ALTER TABLE marketing_wishes ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "UPDATE projections SET log_seq = 0, sent_seq = 0, version = version + 1 WHERE name = 'history'",
  ],
};
