import type { Database } from '../../store/database';
import type { SqlValue } from '../../store/statements';
import type { DeliveryRecord, Receipt } from './types';

export interface NewReceipt extends Receipt {
  deliveryId: string;
  receivedAt: number;
}

/** A receipt on disk: short, since every webhook has one. */
type StoredReceipt = [deliveryId: string, newEvents: number, durationUs: number];

export const INSERT_RECEIPTS = `INSERT INTO webhook_receipts (tenth, first_delivery_id, receipts) VALUES (?, ?, ?)
  ON CONFLICT (tenth, first_delivery_id) DO NOTHING`;

/** Rows of {@link INSERT_RECEIPTS}: one for all that came in the same tenth of a second. */
export function receiptRows(receipts: readonly NewReceipt[]): SqlValue[][] {
  const byTenth = new Map<number, StoredReceipt[]>();
  for (const { deliveryId, receivedAt, newEvents, durationUs } of receipts) {
    const stored: StoredReceipt = [deliveryId, newEvents, durationUs];
    const known = byTenth.get(tenthOf(receivedAt));
    if (known) known.push(stored);
    else byTenth.set(tenthOf(receivedAt), [stored]);
  }
  return [...byTenth].map(([tenth, stored]) => [tenth, stored[0]?.[0] ?? '', JSON.stringify(stored)]);
}

/** The deliveries, each with its receipt where it has one. */
export async function withReceipts(
  database: Database,
  deliveries: readonly DeliveryRecord[],
): Promise<DeliveryRecord[]> {
  if (deliveries.length === 0) return [];
  const tenths = [...new Set(deliveries.map(({ receivedAt }) => tenthOf(receivedAt.getTime())))];
  const rows = await database.read(
    `SELECT receipts FROM webhook_receipts WHERE tenth IN (${tenths.map(() => '?').join(', ')})`,
    tenths,
  );
  const known = new Map<string, Receipt>();
  for (const [id, newEvents, durationUs] of rows.flatMap(([receipts]) => receiptsIn(receipts)))
    known.set(id, { newEvents, durationUs });
  return deliveries.map((delivery) => {
    const receipt = known.get(delivery.id);
    return receipt ? { ...delivery, receipt } : delivery;
  });
}

/** Deletes the receipts of what came before the tenth of a second in which this did. */
export const DELETE_RECEIPTS = 'DELETE FROM webhook_receipts WHERE tenth < ?';

export function tenthOf(receivedAt: number): number {
  return Math.floor(receivedAt / 100);
}

function receiptsIn(json: SqlValue | undefined): StoredReceipt[] {
  return typeof json === 'string' ? JSON.parse(json) : [];
}
