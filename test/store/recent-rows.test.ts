import { RecentRows } from '../../src/store/recent-rows';

const ALL = 1_000_000;

describe('recent rows', () => {
  const placesAfter = (rows: RecentRows, place: number, limit = ALL, maxSize = ALL) =>
    rows.after(place, limit, maxSize).map(([at]) => at);

  it('give those after a place that follow one another', () => {
    const rows = new RecentRows();
    rows.push(4, [['row 4', 4]]);
    rows.push(6, [
      ['row 5', 5],
      ['row 6', 6],
    ]);
    expect(rows.after(4, ALL, ALL)).toEqual([
      [5, 'row 5', 5],
      [6, 'row 6', 6],
    ]);
    expect(placesAfter(rows, 3, 2)).toEqual([4, 5]);
    expect(placesAfter(rows, 6)).toEqual([]);
    expect(placesAfter(rows, 60)).toEqual([]);
    // What stands at the third place may be another process's.
    expect(placesAfter(rows, 2)).toEqual([]);
  });

  it('begin anew behind a gap', () => {
    const rows = new RecentRows();
    for (const place of [1, 2, 4]) rows.push(place, [[]]);
    expect(placesAfter(rows, 0)).toEqual([]);
    expect(placesAfter(rows, 2)).toEqual([]);
    expect(placesAfter(rows, 3)).toEqual([4]);
  });

  it('end a page with the row that reaches its size', () => {
    const rows = new RecentRows();
    for (const place of [1, 2, 3]) rows.push(place, [['x'.repeat(100)]]);
    expect(placesAfter(rows, 0, ALL, 101)).toEqual([1, 2]);
    expect(placesAfter(rows, 0, ALL, 1)).toEqual([1]);
  });

  it.each([
    ['number', '', 20_000],
    ['size', 'x'.repeat(100_000), 1_000],
  ])('are bounded by %s', (_, text, count) => {
    const rows = new RecentRows();
    for (let place = 1; place <= count; place += 1) rows.push(place, [[text]]);
    expect(placesAfter(rows, 0)).toEqual([]);
    expect(placesAfter(rows, count - 1)).toEqual([count]);
    const held = rows.after(count - 1_000_000, ALL, 10 * ALL * ALL);
    expect(held).toEqual([]);
    const first = Array.from({ length: count }, (_, place) => place).find(
      (place) => placesAfter(rows, place).length > 0,
    );
    expect(count - (first ?? 0)).toBeGreaterThan(50);
    expect(count - (first ?? 0)).toBeLessThan(text === '' ? 8_193 : 170);
  });
});
