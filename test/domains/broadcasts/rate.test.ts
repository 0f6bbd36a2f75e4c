import { Rate } from '../../../src/domains/broadcasts/rate';

let now = 0;
/** Counts so many at an even pace. */
function count(rate: Rate, perSecond: number, seconds: number): void {
  for (let index = 0; index < perSecond * seconds; index += 1) {
    now += 1_000 / perSecond;
    rate.count();
  }
}

test.each([0, 700])(
  'a rate is what it is from its first moments on (begun %d ms into a second)',
  (beganAt) => {
    now = 5_000 + beganAt;
    const rate = new Rate(() => now);
    expect(rate.perMinute()).toBe(0);
    for (const seconds of [0.25, 0.25, 0.5, 1, 8, 20]) {
      count(rate, 40, seconds);
      expect(Math.abs(rate.perMinute() / 60 - 40)).toBeLessThan(1);
    }
  },
);

test('a rate forgets what is ten seconds old', () => {
  now = 0;
  const rate = new Rate(() => now);
  count(rate, 40, 5);
  now += 5_000;
  expect(Math.round(rate.perMinute() / 60)).toBe(18);
  now += 6_000;
  expect(rate.perMinute()).toBe(0);
});
