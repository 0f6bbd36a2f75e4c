import type { Database } from '../../store/database';
import { firstDeliveryId } from './delivery-id';
import { DELETE_RECEIPTS, tenthOf } from './receipts';

const STEP = 500;

/**
 * Deletes some of the deliveries of before a time.
 *
 * @returns how many; 0 when none is left
 */
export async function trimDeliveries(database: Database, before: number): Promise<number> {
  const rows = await database.read(
    'SELECT id, received_at FROM webhook_deliveries WHERE id < ? ORDER BY id LIMIT ?',
    [firstDeliveryId(before), STEP],
  );
  const [last, receivedAt] = rows.at(-1) ?? [];
  if (last === undefined) return 0;
  const outcomes = await database.write(
    [
      { sql: 'DELETE FROM webhook_deliveries WHERE id <= ?', rows: [[last]] },
      { sql: DELETE_RECEIPTS, rows: [[tenthOf(rows.length < STEP ? before : Number(receivedAt))]] },
      { sql: 'DELETE FROM webhook_delivery_accounts WHERE delivery_id <= ?', rows: [[last]] },
    ],
    'crash',
  );
  return outcomes[0]?.changes ?? 0;
}
