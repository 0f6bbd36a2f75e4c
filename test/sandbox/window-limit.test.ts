import fc from 'fast-check';
import { WindowLimit } from '../../src/sandbox/meta-limits/window-limit';

const WINDOW = 1_000;

/** A limit of so many in a second, asked at these times. */
function decisions(times: readonly number[], most: number): boolean[] {
  let now = 0;
  const limit = new WindowLimit(
    {
      description: 'a test',
      per: 'key',
      code: 130429,
      numbers: { most },
      keyOf: () => 'key',
      windows: (numbers) => [{ most: numbers.most, ms: WINDOW }],
    },
    { now: () => now },
  );
  return times.map((time) => {
    now = time;
    return limit.take(undefined);
  });
}

/** What the rule says: fewer than the limit were let through in the second that ends now. */
function byTheRule(times: readonly number[], most: number): boolean[] {
  let passed: number[] = [];
  return times.map((time) => {
    passed = passed.filter((other) => other > time - WINDOW);
    const fits = passed.length < most;
    if (fits) passed.push(time);
    return fits;
  });
}

const gaps = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1_200 })),
  {
    maxLength: 300,
  },
);

describe('a limit on what comes in any second', () => {
  it('refuses exactly what would be one too many in the second that ends with it', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 20 }), (steps, most) => {
        let time = 0;
        const times = steps.map((step) => {
          time += step;
          return time;
        });
        expect(decisions(times, most)).toEqual(byTheRule(times, most));
      }),
    );
  });

  it('holds its exactness however many come', () => {
    const times = Array.from({ length: 20_000 }, (_, index) => Math.floor(index / 3));
    const taken = decisions(times, 1_000);
    expect(taken).toEqual(byTheRule(times, 1_000));
    expect(taken.filter(Boolean)).toHaveLength(7_000);
  });
});
