import { createHmac } from 'node:crypto';
import { isSignedBy, signatureOf } from '../../src/events/signature';

const body = Buffer.from('{"text":"größer \u00e9"}');
const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('a webhook signature', () => {
  it('is that of one of the secrets over the raw bytes', () => {
    expect(isSignedBy(['one'], body, sign('one'))).toBe(true);
    expect(isSignedBy(['new', 'old'], body, sign('old'))).toBe(true);
    expect(isSignedBy(['one'], body, sign('one').toUpperCase().replace('SHA256', 'sha256'))).toBe(true);
    expect(signatureOf(body, 'one')).toBe(sign('one'));
  });

  it('is refused when anything differs', () => {
    expect(isSignedBy(['one'], body, sign('two'))).toBe(false);
    expect(isSignedBy(['one'], Buffer.concat([body, Buffer.from(' ')]), sign('one'))).toBe(false);
    for (const header of [
      undefined,
      '',
      'sha256=',
      'sha256=00',
      sign('one').slice(7),
      `sha1=${sign('one').slice(7)}`,
    ]) {
      expect(isSignedBy(['one'], body, header)).toBe(false);
    }
    expect(isSignedBy(['one'], body, `${sign('one')}00`)).toBe(false);
  });

  it('never matches without a secret, or with a blank one', () => {
    expect(isSignedBy([], body, sign('one'))).toBe(false);
    expect(isSignedBy(['', '  '], body, sign(''))).toBe(false);
    expect(isSignedBy(['  '], body, sign('  '))).toBe(false);
  });
});
