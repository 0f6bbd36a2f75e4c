import fc from 'fast-check';
import {
  broadcastCorrelationId,
  broadcastPlaceOf,
  carriedCallbackData,
  MAX_OWN_CHARS,
  newBroadcastId,
  newCorrelationId,
  readCallbackData,
} from '../../src/common/callback-data';

const position = fc.integer({ min: 1, max: 100_000 });
const correlationId = fc.oneof(
  fc.constant(null).map(newCorrelationId),
  position.map((place) => broadcastCorrelationId({ broadcastId: newBroadcastId(), position: place })),
);

describe('callback data', () => {
  it('gives the own text back beside any correlation, within what Meta takes', () => {
    const own = fc.string({ unit: 'binary', minLength: 1, maxLength: MAX_OWN_CHARS });
    fc.assert(
      fc.property(correlationId, own, (id, text) => {
        const carried = carriedCallbackData(id, text);
        expect([...carried].length).toBeLessThanOrEqual(512);
        expect(readCallbackData(carried)).toEqual({ correlationId: id, own: text });
      }),
    );
  });

  it('has no own text where none was given', () => {
    const id = newCorrelationId();
    expect(readCallbackData(carriedCallbackData(id, undefined))).toEqual({ correlationId: id });
  });

  it.each(['order-7', '', 'gw1', 'gw1:', 'gw1::x', `gw1:${'a'.repeat(24)}:x`, ' gw1:abc:x'])(
    'leaves alone what others wrote: %j',
    (text) => {
      expect(readCallbackData(text)).toEqual({ own: text });
    },
  );

  it('has nothing to say of nothing', () => {
    expect(readCallbackData(undefined)).toEqual({});
  });

  it('names the place in a broadcast, and nothing for a single send', () => {
    fc.assert(
      fc.property(position, (place) => {
        const broadcastId = newBroadcastId();
        const id = broadcastCorrelationId({ broadcastId, position: place });
        expect(broadcastPlaceOf(id)).toEqual({ broadcastId, position: place });
        expect(broadcastPlaceOf(newCorrelationId())).toBeUndefined();
      }),
    );
  });
});
