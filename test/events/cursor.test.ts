import fc from 'fast-check';
import { decodeEventCursor, encodeEventCursor, InvalidCursorError } from '../../src/events/cursor';

describe("an event's cursor", () => {
  it('leads back to its place in the log', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seq) => {
        expect(decodeEventCursor(encodeEventCursor(seq, 'log-1_aZ'))).toEqual({ seq, log: 'log-1_aZ' });
        // As cursors were before logs had an identity.
        expect(decodeEventCursor(encodeEventCursor(seq))).toEqual({ seq, log: undefined });
      }),
    );
  });

  it('is refused when it is none of ours, with what to do', () => {
    const base64url = (text: string) => Buffer.from(text).toString('base64url');
    const foreign = [
      '',
      '7',
      'abc',
      base64url('event:2:7'),
      base64url('event:3:log-1_aZ:7'),
      base64url('event:1:'),
      base64url('event:1:-7'),
    ];
    const altered = [
      base64url('event:2:log-1_aZ:07'),
      base64url('event:2:log-1_a:7'),
      `${encodeEventCursor(7)}=`,
      base64url('event:1:07'),
      base64url('event:1:9999999999999999'),
    ];
    for (const cursor of [...foreign, ...altered]) {
      expect(() => decodeEventCursor(cursor)).toThrow(InvalidCursorError);
      expect(() => decodeEventCursor(cursor)).toThrow(/leave `after` out/);
    }
  });
});
