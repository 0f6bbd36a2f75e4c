import { deliveriesQuery } from '../../src/events/deliveries/delivery-query';
import type { DeliveryFilter } from '../../src/events/deliveries/types';
import { logs } from './support/open-log';

const openLog = logs();

describe('the list of webhook requests', () => {
  const since = new Date('2026-01-01T00:00:00Z');
  const ranges: [range: string, filter: DeliveryFilter][] = [
    ['d USING PRIMARY KEY (id<?)', {}],
    ['d USING PRIMARY KEY (id>? AND id<?)', { since }],
    [
      'd USING COVERING INDEX webhook_deliveries_by_account (account_id=? AND id<?)',
      { accountIds: ['1', '2'] },
    ],
    [
      'd USING COVERING INDEX webhook_deliveries_by_outcome (outcome=? AND id<?)',
      { outcomes: ['MALFORMED', 'UNAVAILABLE'] },
    ],
  ];
  it.each(ranges)('is read by %s', async (range, filter) => {
    const { database } = await openLog();
    const { sql, parameters } = deliveriesQuery(filter, { order: 'newest', beyond: 'whd_f', limit: 10 });
    const plan = await database.read(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    const steps = plan.map(([, , , detail]) => String(detail));
    expect(steps.filter((step) => step.endsWith(range))).not.toEqual([]);
    expect(steps.filter((step) => /^SCAN (d|a|r)\b/.test(step))).toEqual([]);
  });
});
