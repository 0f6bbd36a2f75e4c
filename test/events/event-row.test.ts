import { eventIdOf } from '../../src/events/event-row';
import { newEvent } from './support/new-event';

describe('the id of an event', () => {
  const item = { id: 'wamid.a', timestamp: '1749416383' };

  it('is the same whenever the item comes again', () => {
    const first = newEvent('a', { payload: item, occurredAt: new Date(1) });
    const again = newEvent('a', { payload: { ...item }, occurredAt: new Date(2) });
    expect(eventIdOf(again)).toBe(eventIdOf(first));
  });

  it('differs with the key, and is in the order of the time that the item states', () => {
    const idAt = (timestamp: string, key = 'a') => eventIdOf(newEvent(key, { payload: { timestamp } }));
    expect(idAt('1749416383', 'a')).not.toBe(idAt('1749416383', 'b'));
    const times = ['-5', '1', '31', '32', '1749416383', '1749416384', '8640000000000'];
    const ids = times.map((time) => idAt(time));
    expect([...ids].sort().map((id) => id.slice(0, 11))).toEqual(ids.map((id) => id.slice(0, 11)));
    expect(new Set(ids.map((id) => id.length))).toEqual(new Set([31]));
  });
});
