import type { Database } from '../../store/database';
import type { SqlValue } from '../../store/statements';
import { eventOf } from '../event-row';
import { EVENT_COLUMNS } from '../log-query';
import type { StoredEvent } from '../types';
import type { DeliveryNotes } from './delivery-notes';
import { type DeliveryRange, deliveriesQuery } from './delivery-query';
import { DELIVERY_COLUMNS, deliveryOf } from './delivery-row';
import { withReceipts } from './receipts';
import type { DeliveryFilter, DeliveryRecord, StoredPlace } from './types';

/** How many ids one statement names. */
const IDS_A_READ = 500;

/** The webhook requests of the past, and which events each brought. */
export class DeliveryLog {
  constructor(
    private readonly database: Database,
    private readonly notes: DeliveryNotes,
    /** Identity of the event log. */
    private readonly logIdentity: string,
  ) {}

  async list(filter: DeliveryFilter, range: DeliveryRange): Promise<DeliveryRecord[]> {
    await this.notes.flush();
    const { sql, parameters } = deliveriesQuery(filter, range);
    const rows = await this.database.read(sql, parameters);
    return withReceipts(this.database, rows.map(deliveryOf));
  }

  async find(id: string): Promise<DeliveryRecord | undefined> {
    await this.notes.flush();
    const rows = await this.database.read(
      `SELECT ${DELIVERY_COLUMNS} FROM webhook_deliveries d WHERE d.id = ?`,
      [id],
    );
    const [delivery] = await withReceipts(this.database, rows.map(deliveryOf));
    return delivery;
  }

  /** Where those of these events stand that the log still holds. */
  async places(ids: readonly string[]): Promise<StoredPlace[]> {
    const rows = await this.#byIds('seq, id, account_id, size, delivery_id', ids);
    return rows.map(([seq, id, accountId, size, deliveryId]) => ({
      id: String(id),
      seq: Number(seq),
      accountId: String(accountId),
      size: Number(size),
      ...(typeof deliveryId === 'string' && { deliveryId }),
    }));
  }

  /** Those of these events that the log still holds. */
  async read(ids: readonly string[]): Promise<StoredEvent[]> {
    const rows = await this.#byIds(EVENT_COLUMNS, ids);
    return rows.map((row) => eventOf(row, this.logIdentity));
  }

  async #byIds(columns: string, ids: readonly string[]): Promise<SqlValue[][]> {
    const rows: SqlValue[][] = [];
    for (let start = 0; start < ids.length; start += IDS_A_READ) {
      const some = ids.slice(start, start + IDS_A_READ);
      const places = some.map(() => '?').join(', ');
      rows.push(...(await this.database.read(`SELECT ${columns} FROM events WHERE id IN (${places})`, some)));
    }
    return rows;
  }
}
