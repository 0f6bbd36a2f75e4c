import type { Migration } from './migration';

/**
 * What each account's events said of a contact. Made of the log, so it is read once more from its beginning; of what came
 * from events that are deleted by now, the customers' own messages still say who they were from.
 */
export const contactMentions: Migration = {
  name: '0013-contact-mentions',
  statements: [
    `CREATE TABLE contact_mentions (
       contact_id BIGINT NOT NULL,
       account_id TEXT NOT NULL,
       hash TEXT NOT NULL,
       person TEXT NOT NULL,
       said_at BIGINT NOT NULL,
       PRIMARY KEY (contact_id, account_id, hash)
     ) WITHOUT ROWID`,
    `INSERT INTO contact_mentions (contact_id, account_id, hash, person, said_at)
       SELECT contacts.id, messages.account_id, 'before', json_object(
           'userId', max(CASE WHEN json_extract(payload, '$.from_user_id') = user_id THEN user_id END),
           'waId', max(CASE WHEN json_extract(payload, '$.from') = wa_id THEN wa_id END)),
         min(occurred_at)
       FROM messages JOIN contacts ON contacts.id = messages.contact_id
       WHERE direction = 'INBOUND' AND account_id IS NOT NULL AND payload IS NOT NULL
       GROUP BY contacts.id, messages.account_id`,
    "UPDATE projections SET log_seq = 0, sent_seq = 0, version = version + 1 WHERE name = 'history'",
  ],
};
