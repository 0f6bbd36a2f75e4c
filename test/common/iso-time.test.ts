import { isoTime } from '../../src/common/iso-time';

test('a time is written as Date writes it, in whichever order times come', () => {
  const times = [
    0, 1, 999, 59_999, 60_000, 1_764_072_000_041, 1_764_072_000_041.9, 1_764_072_059_999, -1, -60_001,
  ];
  for (const time of [...times, ...times.reverse()]) expect(isoTime(time)).toBe(new Date(time).toISOString());
});
