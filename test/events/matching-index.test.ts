import fc from 'fast-check';
import { compileFilter } from '../../src/events/filter';
import { MatchingIndex } from '../../src/events/matching-index';
import type { EventFilter } from '../../src/events/types';
import { newEvent } from './support/new-event';

const anyOf = (...values: string[]) => fc.subarray(values);
const filters: fc.Arbitrary<EventFilter | undefined> = fc.option(
  fc.record(
    {
      messageIds: anyOf('m1', 'm2'),
      contacts: anyOf('+1 631 555', '1631555', 'US.1'),
      phoneNumberIds: anyOf('p1', 'p2'),
      accountIds: anyOf('a1', 'a2'),
      types: anyOf('sent', 'read'),
      fields: anyOf('messages', 'calls'),
      kinds: fc.subarray<'message' | 'status' | 'change'>(['message', 'status', 'change']),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
const events = fc.record({
  messageId: fc.constantFrom('m1', 'm2', 'm3'),
  phoneNumberId: fc.constantFrom('p1', 'p2', 'p3'),
  accountId: fc.constantFrom('a1', 'a2', 'a3'),
  type: fc.constantFrom('sent', 'read', 'failed'),
  field: fc.constantFrom('messages', 'calls', 'flows'),
  kind: fc.constantFrom('message' as const, 'status' as const, 'change' as const),
  person: fc.constantFrom({ waId: '1631555', userId: 'US.1' }, { userId: 'US.2' }, {}),
});

describe('the matching index', () => {
  it('finds everybody whose filter lets an event through', () => {
    fc.assert(
      fc.property(fc.array(filters, { maxLength: 20 }), events, (all, values) => {
        const index = new MatchingIndex<number>();
        for (const [item, filter] of all.entries()) index.add(filter, item);
        const event = newEvent('e', values);
        const found = new Set(index.candidates(event));
        for (const [item, filter] of all.entries()) {
          if (compileFilter(filter)(event)) expect(found).toContain(item);
        }
        for (const [item, filter] of all.entries()) index.delete(filter, item);
        expect([...index.candidates(event)]).toEqual([]);
      }),
    );
  });

  it('leaves those aside who want something else', () => {
    const index = new MatchingIndex<number>();
    for (let item = 0; item < 1_000; item += 1) {
      index.add({ phoneNumberIds: [`p${item}`], kinds: ['status'] }, item);
    }
    expect([...index.candidates(newEvent('e', { phoneNumberId: 'p7' }))]).toEqual([7]);
    expect([...index.candidates(newEvent('e', { phoneNumberId: 'other' }))]).toEqual([]);
  });
});
