import type { SqlValue } from '../../store/statements';
import { firstDeliveryId } from './delivery-id';
import { DELIVERY_COLUMNS } from './delivery-row';
import type { DeliveryFilter } from './types';

/** Which end of the list is read, from where, and how many. */
export interface DeliveryRange {
  order: 'newest' | 'oldest';
  /** Only what lies beyond this id in the order of reading. */
  beyond?: string | undefined;
  limit: number;
}

interface Condition {
  sql: string;
  parameters: readonly SqlValue[];
}

/**
 * The deliveries of a range. Ids are in the order of time, so every way in is a range of an index that ends at the limit:
 * the primary key, or one range for each account.
 */
export function deliveriesQuery(filter: DeliveryFilter, range: DeliveryRange): Condition {
  const direction = range.order === 'newest' ? 'DESC' : 'ASC';
  const conditions = conditionsOf(filter, range);
  const parts = filter.accountIds
    ? filter.accountIds.flatMap((accountId) => [
        idsOf('webhook_deliveries d', [{ sql: 'd.account_id = ?', parameters: [accountId] }, ...conditions]),
        idsOf('webhook_delivery_accounts a JOIN webhook_deliveries d ON d.id = a.delivery_id', [
          { sql: 'a.account_id = ?', parameters: [accountId] },
          ...conditions,
        ]),
      ])
    : [idsOf('webhook_deliveries d', conditions)];

  function idsOf(tables: string, all: readonly Condition[]): Condition {
    const where = all.length > 0 ? `WHERE ${all.map(({ sql }) => sql).join(' AND ')}` : '';
    return {
      sql: `SELECT * FROM (SELECT d.id FROM ${tables} ${where} ORDER BY d.id ${direction} LIMIT ?) AS part`,
      parameters: [...all.flatMap(({ parameters }) => parameters), range.limit],
    };
  }

  return {
    sql: `SELECT ${DELIVERY_COLUMNS} FROM webhook_deliveries d
      WHERE d.id IN (${parts.map(({ sql }) => sql).join(' UNION ')}) ORDER BY d.id ${direction} LIMIT ?`,
    parameters: [...parts.flatMap(({ parameters }) => parameters), range.limit],
  };
}

function conditionsOf({ outcomes, since, until }: DeliveryFilter, range: DeliveryRange): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, ...parameters: SqlValue[]) => conditions.push({ sql, parameters });
  if (range.beyond !== undefined) add(`d.id ${range.order === 'newest' ? '<' : '>'} ?`, range.beyond);
  if (since) add('d.id >= ?', firstDeliveryId(since.getTime()));
  if (until) add('d.id < ?', firstDeliveryId(until.getTime()));
  if (outcomes) {
    add(`d.outcome IN (${outcomes.map(() => '?').join(', ')})`, ...outcomes);
    // The index of refused requests has this condition, and is used only by a query that repeats it.
    if (!outcomes.includes('STORED')) add("d.outcome <> 'STORED'");
  }
  return conditions;
}
