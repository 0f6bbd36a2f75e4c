import type { SqlValue, WriteStatement } from '../../store/statements';
import { storedId } from '../stored-id';
import {
  DELIVERY_OUTCOMES,
  type DeliveredChange,
  type DeliveryOutcome,
  type DeliveryRecord,
  type NewDelivery,
} from './types';

const INSERT_DELIVERY = `INSERT INTO webhook_deliveries (id, received_at, outcome, size, account_id, changes, event_ids)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;
const INSERT_ACCOUNT = `INSERT INTO webhook_delivery_accounts (account_id, delivery_id) VALUES (?, ?)
  ON CONFLICT (account_id, delivery_id) DO NOTHING`;

/** A change on disk: short, since every webhook has one. */
type StoredChange = [field: string, accountId: string, events: number];

/** What stores a delivery: one row, and one for each account where it is about several. */
export function deliveryStatements(
  delivery: NewDelivery,
  outcome: DeliveryOutcome,
  eventIds: readonly string[],
): WriteStatement[] {
  const accounts = [...new Set(delivery.changes.map(({ accountId }) => storedId(accountId)))];
  const [only, ...others] = accounts;
  const changes = delivery.changes.map(
    ({ field, accountId, events }): StoredChange => [field, accountId, events],
  );
  const row = [
    delivery.id,
    delivery.receivedAt,
    outcome,
    delivery.size,
    others.length === 0 ? (only ?? null) : null,
    JSON.stringify(changes),
    JSON.stringify(eventIds),
  ];
  const insert: WriteStatement = { sql: INSERT_DELIVERY, rows: [row] };
  if (others.length === 0) return [insert];
  return [insert, { sql: INSERT_ACCOUNT, rows: accounts.map((account) => [account, delivery.id]) }];
}

/** Columns of {@link deliveryOf}'s rows, in order; of `webhook_deliveries d`. */
export const DELIVERY_COLUMNS = 'd.id, d.received_at, d.outcome, d.size, d.changes, d.event_ids';

export function deliveryOf(row: readonly SqlValue[]): DeliveryRecord {
  const [id, receivedAt, outcome, size, changes, eventIds] = row;
  const stored: StoredChange[] = JSON.parse(String(changes));
  return {
    id: String(id),
    receivedAt: new Date(Number(receivedAt)),
    outcome: DELIVERY_OUTCOMES.find((known) => known === outcome) ?? 'STORED',
    size: Number(size),
    changes: stored.map(([field, accountId, events]): DeliveredChange => ({ field, accountId, events })),
    eventIds: JSON.parse(String(eventIds)),
  };
}
