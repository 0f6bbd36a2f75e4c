import 'reflect-metadata';
import { consequenceOf } from '../../../src/domains/broadcasts/refusals';
import { foreseenError, gatewayError, userErrorOf } from '../../../src/domains/graphql/user-error-of';
import { GraphApiError } from '../../../src/graph/errors';

const ofMeta = (code: number) => {
  const error = userErrorOf(
    new GraphApiError({ code, message: 'no', httpStatus: 400, isTransient: false }),
    'once',
  );
  return error ? [error] : [];
};

describe('a refusal in a broadcast', () => {
  it.each([4, 80007, 80008, 130429, 131057])('holds all when Meta says %d', (code) => {
    expect(consequenceOf(ofMeta(code), 1)).toMatchObject({ what: 'again', isForAll: true });
  });

  it("holds one when it is the pair's limit", () => {
    expect(consequenceOf(ofMeta(131056), 1)).toMatchObject({ what: 'again', isForAll: false });
    const pair = gatewayError('RATE_LIMITED', 'over', { policy: 'pair', retryAfterMs: 6_000 });
    expect(consequenceOf([pair], 0)).toMatchObject({ what: 'again', isForAll: false });
    const throughput = gatewayError('RATE_LIMITED', 'over', { policy: 'throughput', retryAfterMs: 6_000 });
    expect(consequenceOf([throughput], 0)).toMatchObject({ what: 'again', isForAll: true });
  });

  it('does not wait for who gets no more marketing for a day', () => {
    const sated = gatewayError('RATE_LIMITED', 'over', { policy: 'userMarketing', retryAfterMs: 86_400_000 });
    expect(consequenceOf([sated], 0)).toEqual({ what: 'fail' });
  });

  it('waits as long as it is told, and longer each time that it is not', () => {
    const waitOf = (tries: number) => {
      const consequence = consequenceOf([gatewayError('NOT_SENT', 'no connection')], tries);
      return consequence.what === 'again' ? consequence.inMs : Number.NaN;
    };
    expect(waitOf(0)).toBeLessThan(1_300);
    expect(waitOf(4)).toBeGreaterThan(15_000);
    expect(waitOf(20)).toBeLessThan(376_000);
    const told = gatewayError('RATE_LIMITED', 'over', { retryAfterMs: 40_000 });
    const consequence = consequenceOf([told], 0);
    expect(consequence.what === 'again' && consequence.inMs).toBeGreaterThanOrEqual(40_000);
  });

  it('ends when it has come a hundred times', () => {
    expect(consequenceOf(ofMeta(130429), 100)).toEqual({ what: 'fail' });
  });

  it.each([132000, 132001, 132012])('pauses all when Meta says %d of the template that all get', (code) => {
    const pause = { what: 'pause' };
    expect(consequenceOf(ofMeta(code), 1, true)).toEqual(pause);
    const tooLong = foreseenError(132005, 'too long', ['input']);
    expect(consequenceOf([tooLong, foreseenError(code, 'changed', ['input'])], 0, true)).toEqual(pause);
    expect(consequenceOf([tooLong], 0, true)).toEqual({ what: 'fail' });
  });

  it.each([131026, 131047, 131049, 131050, 132000, 132001, 100, 131030])(
    'is final when Meta says %d',
    (code) => {
      expect(consequenceOf(ofMeta(code), 1)).toEqual({ what: 'fail' });
    },
  );

  it.each([190, 10, 368, 131031, 131048, 132015, 132016])(
    'pauses all when somebody has to act on %d',
    (code) => {
      expect(consequenceOf(ofMeta(code), 1)).toEqual({ what: 'pause' });
    },
  );
});
