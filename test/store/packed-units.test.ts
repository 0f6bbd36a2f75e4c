import fc from 'fast-check';
import { packResults, packUnits, unpackResults, unpackUnits } from '../../src/store/packed-units';
import type { UnitResult, WiredStatement } from '../../src/store/statements';

const value = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.uint8Array(),
  fc.constant(null),
);
/** Rows of a statement may even differ in length: that one fails, and must not take values of the next. */
const statement = fc
  .tuple(fc.nat(300), fc.array(fc.array(value, { maxLength: 4 }), { maxLength: 3 }), fc.boolean())
  .map(([sql, rows, mustChange]): WiredStatement => [sql, rows, mustChange, undefined]);
const outcome = fc.record({ changes: fc.nat(), lastRowId: fc.maxSafeNat() });
const failure = fc.record({ code: fc.constant('FAILED' as const), message: fc.string() });

describe('a batch that goes to another thread', () => {
  it('is there what it was here', () => {
    fc.assert(
      fc.property(fc.array(fc.array(statement, { maxLength: 4 }), { maxLength: 5 }), (units) => {
        expect(unpackUnits(structuredClone(packUnits(units)))).toEqual(units);
      }),
    );
  });

  it('comes back with what became of each unit', () => {
    const result: fc.Arbitrary<UnitResult> = fc.oneof(fc.array(outcome, { maxLength: 4 }), failure);
    fc.assert(
      fc.property(fc.array(result, { maxLength: 6 }), (results) => {
        expect(unpackResults(structuredClone(packResults(results)))).toEqual(results);
      }),
    );
  });
});
