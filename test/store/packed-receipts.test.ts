import { DeliveryLog } from '../../src/events/deliveries/delivery-log';
import { DeliveryNotes } from '../../src/events/deliveries/delivery-notes';
import { deliveryStatements } from '../../src/events/deliveries/delivery-row';
import { openDatabase } from '../../src/store/database';
import { onEachDatabase } from '../support/databases';

onEachDatabase('a database of before receipts were packed', (newDatabase) => {
  it('still says how long a webhook took', async () => {
    const url = await newDatabase();
    const old = await openDatabase(url);
    const delivery = { id: 'whd_1', receivedAt: 1_750_000_000_123, size: 9, changes: [] };
    for (const sql of [
      'DROP TABLE webhook_receipts',
      `CREATE TABLE webhook_delivery_receipts (delivery_id TEXT PRIMARY KEY, new_events BIGINT NOT NULL,
        duration_us BIGINT NOT NULL)`,
      "INSERT INTO webhook_delivery_receipts VALUES ('whd_1', 3, 4567)",
      "DELETE FROM schema_migrations WHERE name = '0018-packed-receipts'",
    ]) {
      await old.write([{ sql, rows: [[]] }]);
    }
    await old.write(deliveryStatements(delivery, 'STORED', ['evt_1']));
    await old.close();

    const database = await openDatabase(url);
    const notes = new DeliveryNotes(database);
    // Of the same tenth of a second, and a moment before.
    const [second, before] = [
      { ...delivery, id: 'whd_2', receivedAt: 1_750_000_000_199 },
      { ...delivery, id: 'whd_0', receivedAt: 1_750_000_000_099 },
    ];
    for (const next of [second, before]) {
      await database.write(deliveryStatements(next, 'STORED', []));
      notes.stored(next, 1, 2.4);
    }
    const log = new DeliveryLog(database, notes, '');
    expect(await log.list({}, { order: 'oldest', limit: 10 })).toMatchObject([
      { id: 'whd_0', receipt: { newEvents: 1, durationUs: 2 } },
      { id: 'whd_1', receipt: { newEvents: 3, durationUs: 4567 } },
      { id: 'whd_2', receipt: { newEvents: 1, durationUs: 2 } },
    ]);
    expect(await database.read('SELECT tenth FROM webhook_receipts ORDER BY tenth', [])).toEqual([
      [17_500_000_000],
      [17_500_000_001],
      [17_500_000_001],
    ]);
    await database.close();
  });
});
