import { type Database, openDatabase } from '../../src/store/database';
import { ACCOUNT, PHONE_NUMBER, textMessage } from '../events/support/bodies';
import { histories } from '../history/support/open-history';
import { onEachDatabase } from '../support/databases';

const CONVERSATION = `${PHONE_NUMBER}:16505551234`;

/** Makes the schema that of before places. */
async function withoutPlaces(database: Database): Promise<void> {
  for (const sql of [
    'DROP INDEX messages_by_peer',
    'DROP INDEX messages_to_read',
    'ALTER TABLE messages DROP COLUMN place',
    'ALTER TABLE conversations DROP COLUMN read_up_to_place',
    'ALTER TABLE marketing_wishes DROP COLUMN place',
    'CREATE INDEX messages_by_peer ON messages (phone_number_id, peer, occurred_at, id) WHERE peer IS NOT NULL',
    'CREATE INDEX messages_to_read ON messages (phone_number_id, peer, occurred_at) WHERE is_to_read = 1',
    "DELETE FROM schema_migrations WHERE name = '0015-places'",
  ]) {
    await database.write([{ sql, rows: [[]] }]);
  }
}

onEachDatabase('a database of before messages of one second had an order', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('has it from the log, and keeps what is of deleted events as it was', async () => {
    const url = await newDatabase();
    const first = await openHistory(url);
    for (const id of ['wamid.C', 'wamid.A']) await first.receive({ messages: [textMessage(id)] });
    expect(await first.conversations()).toMatchObject([{ unreadCount: 2 }]);
    await first.history.close();
    const old = await openDatabase(url);
    for (const id of ['wamid.2', 'wamid.1']) {
      const sql = `INSERT INTO messages (id, direction, account_id, phone_number_id, peer, contact_id, type, payload,
          occurred_at, is_dated, status, is_to_read, place)
        SELECT ?, direction, account_id, phone_number_id, peer, contact_id, type, payload, 5, 1, status, 1, ''
        FROM messages WHERE id = 'wamid.A'`;
      await old.write([{ sql, rows: [[id]] }]);
    }
    await old.write([
      { sql: 'UPDATE conversations SET read_up_to = 5 WHERE account_id = ?', rows: [[ACCOUNT]] },
    ]);
    await withoutPlaces(old);
    await old.close();

    const { conversations, messagesOf } = await openHistory(url);
    expect(await conversations()).toMatchObject([{ lastMessageId: 'wamid.A', unreadCount: 2 }]);
    const shown = (await messagesOf(CONVERSATION)).map(({ id }) => id);
    expect(shown).toEqual(['wamid.A', 'wamid.C', 'wamid.2', 'wamid.1']);
  });
});
