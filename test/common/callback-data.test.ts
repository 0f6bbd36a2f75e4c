import fc from 'fast-check';
import {
  carriedCallbackData,
  MAX_OWN_CHARS,
  newCorrelationId,
  readCallbackData,
} from '../../src/common/callback-data';

describe('callback data', () => {
  it('gives the own text back beside any correlation, within what Meta takes', () => {
    const own = fc.string({ unit: 'binary', minLength: 1, maxLength: MAX_OWN_CHARS });
    fc.assert(
      fc.property(fc.constantFrom('s' as const, 'b' as const), own, (kind, text) => {
        const correlationId = newCorrelationId(kind);
        const carried = carriedCallbackData(correlationId, text);
        expect([...carried].length).toBeLessThanOrEqual(512);
        expect(readCallbackData(carried)).toEqual({ correlationId, own: text });
      }),
    );
  });

  it('has no own text where none was given', () => {
    const correlationId = newCorrelationId('s');
    expect(readCallbackData(carriedCallbackData(correlationId, undefined))).toEqual({ correlationId });
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
});
