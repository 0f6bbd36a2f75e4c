import { SchemaDrift } from '../../../src/domains/events/drift/schema-drift';
import { knownKeys, unknownPaths } from '../../../src/domains/events/payload/known-keys';
import type { StoredEvent } from '../../../src/events/types';
import { everyone, LiveGateway } from './support/live-gateway';
import { ACCOUNT, change, statusUpdate, textMessage } from './support/webhooks';

const known = knownKeys('id', { list: { inner: knownKeys('a b') }, opaque: null });

function event(seq: number, payload: StoredEvent['payload']): StoredEvent {
  return {
    log: 'a-log-00',
    seq,
    id: `evt_${seq}`,
    dedupeKey: `${seq}`,
    kind: 'change',
    field: 'flows',
    accountId: ACCOUNT,
    receivedAt: new Date(seq * 1000),
    size: 0,
    payload,
    context: {},
  };
}

describe('unknown keys', () => {
  it('are told by their paths, once each, wherever they are', () => {
    const payload = {
      id: { odd: 1 },
      list: [{ inner: { a: 1, c: 2 } }, { inner: [{ c: 3 }, { d: { e: 1 } }] }, 'odd'],
      opaque: { anything: 1 },
      further: { below: 1 },
    };
    expect(unknownPaths(payload, known)).toEqual(['list.inner.c', 'list.inner.d', 'further']);
  });

  it('are told up to a number, whatever is sent', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]));
    expect(unknownPaths(many, known)).toHaveLength(20);
    const inherited = JSON.parse('{"__proto__":1,"constructor":2,"toString":3}');
    expect(unknownPaths(inherited, known)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('the drift of the schema', () => {
  it('has as many keys by name as is wished, always the first, and a sum of the others', () => {
    const drift = new SchemaDrift();
    drift.note(event(1, { first: 1, second: 1 }), 'FLOW_UPDATED', known);
    for (const seq of [2, 3, 4]) drift.note(event(seq, { third: 1, second: 1 }), 'FLOW_UPDATED', known);
    const { entries, others } = drift.counts(2);
    expect(entries.map(({ path, count }) => [path, count])).toEqual([
      ['first', 1],
      ['second', 4],
    ]);
    expect(others).toBe(3);
  });

  it('is counted per key, with the first and the last event; an event read again is not counted again', () => {
    const drift = new SchemaDrift();
    for (const seq of [5, 6, 5, 9, 6, 2]) drift.note(event(seq, { novelty: 1 }), 'FLOW_UPDATED', known);
    drift.note(event(7, { id: 1 }), 'FLOW_UPDATED', known);
    expect(drift.entries()).toMatchObject([
      {
        field: 'flows',
        kind: 'FLOW_UPDATED',
        path: 'novelty',
        count: 4,
        firstSeen: new Date(2000),
        lastSeen: new Date(9000),
        exampleEventId: 'evt_9',
      },
    ]);
    expect(drift.total).toBe(4);
  });

  it('is remembered for so many keys only, and goes on being counted', () => {
    const drift = new SchemaDrift();
    for (let seq = 1; seq <= 1200; seq += 1)
      drift.note(event(seq, { [`k${seq}`]: 1 }), 'FLOW_UPDATED', known);
    expect(drift.entries()).toHaveLength(1000);
    expect(drift.total).toBe(1200);
    drift.note(event(1201, { ['x'.repeat(5000)]: 1 }), 'FLOW_UPDATED', known);
    expect(Math.max(...drift.entries().map(({ path }) => path.length))).toBeLessThanOrEqual(200);
  });

  it('is shown by the query, without events of accounts that the caller may not see', async () => {
    const gateway = await LiveGateway.start();
    try {
      await gateway.post(
        statusUpdate('wamid.1', 'sent', { pricing: { category: 'utility', rate_card: 'x' } }),
      );
      await gateway.post(textMessage('wamid.2', 'Hi', { sentiment: 'good' }, { account: '999' }));
      await gateway.post(change('field_of_2027', { novelty: 1 }));
      const { events } = await gateway.ask<{ events: { nodes: { id: string }[] } }>(
        '{ events { nodes { id } } }',
      );
      const ask = (caller = everyone) =>
        gateway.ask<{ schemaDrift: unknown[] }>(
          '{ schemaDrift { field kind path count firstSeen lastSeen exampleEventId } }',
          caller,
        );
      expect((await ask()).schemaDrift).toEqual([
        expect.objectContaining({
          field: 'messages',
          kind: 'MESSAGE_STATUS_UPDATED',
          path: 'pricing.rate_card',
          count: 1,
          exampleEventId: events.nodes[0]?.id,
        }),
        expect.objectContaining({
          kind: 'MESSAGE_RECEIVED',
          path: 'sentiment',
          exampleEventId: events.nodes[1]?.id,
        }),
      ]);
      const confined = { ...everyone, accounts: new Set([ACCOUNT]) };
      expect((await ask(confined)).schemaDrift).toMatchObject([
        { exampleEventId: events.nodes[0]?.id },
        { exampleEventId: null },
      ]);
    } finally {
      await gateway.close();
    }
  });
});
