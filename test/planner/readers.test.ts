import {
  readEdgeItems,
  readFlag,
  readInteger,
  readObjects,
  readOpenEnums,
  readTexts,
  readTime,
  readUrl,
} from '../../src/planner/readers';

describe('readTime', () => {
  it.each([
    ['2025-01-01T00:00:00+0000', '2025-01-01T00:00:00.000Z'],
    ['2025-01-01T02:30:00+02:30', '2025-01-01T00:00:00.000Z'],
    ['2024-12-31T17:00:00-0700', '2025-01-01T00:00:00.000Z'],
    ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00.000Z'],
    ['2025-01-01T00:00:00.250Z', '2025-01-01T00:00:00.250Z'],
    ['2025-01-01T00:00:00', '2025-01-01T00:00:00.000Z'],
    [1_735_689_600, '2025-01-01T00:00:00.000Z'],
    ['1735689600', '2025-01-01T00:00:00.000Z'],
    ['1735689600250', '2025-01-01T00:00:00.250Z'],
    [99_999_999_999, '5138-11-16T09:46:39.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
  ])('reads %p', (value, time) => {
    expect(readTime(value)?.toISOString()).toBe(time);
  });

  it.each(['', 'tomorrow', '2025-13-45T99:00:00+0000', 'April 17, 2025', -5, 1.5, true, {}, ['1735689600']])(
    'has no time for %p',
    (value) => {
      expect(readTime(value)).toBeNull();
    },
  );
});

describe('readUrl', () => {
  it('keeps URLs and has nothing for what is none', () => {
    expect(readUrl('https://pps.whatsapp.net/v/t61?oe=1&_nc_sid=2')).toBe(
      'https://pps.whatsapp.net/v/t61?oe=1&_nc_sid=2',
    );
    for (const value of ['', 'www.example.com', {}, true]) expect(readUrl(value)).toBeNull();
  });
});

describe('readInteger', () => {
  it('reads numbers and their digits, and nothing else', () => {
    expect([12, '12', -1, 0].map(readInteger)).toEqual([12, 12, -1, 0]);
    expect([1.5, '', ' ', 'x', '9007199254740993', true, []].map(readInteger)).toEqual(Array(7).fill(null));
  });
});

describe('readFlag', () => {
  it('reads the ways in which Graph writes yes and no', () => {
    expect([true, 1, 'true', '1'].map(readFlag)).toEqual([true, true, true, true]);
    expect([false, 0, 'false', '0'].map(readFlag)).toEqual([false, false, false, false]);
    expect(['', 2, {}, []].map(readFlag)).toEqual([null, null, null, null]);
  });
});

describe('lists', () => {
  it('reads texts, bare ones and numbers too, and keeps objects as JSON', () => {
    expect(readTexts(['a', 1, null, { b: 2 }])).toEqual(['a', '1', '{"b":2}']);
    expect(readTexts('alone')).toEqual(['alone']);
  });

  it('reads objects, a bare one too, and leaves out the rest', () => {
    expect(readObjects([{ a: 1 }, 'x', null])).toEqual([{ a: 1 }]);
    expect(readObjects({ a: 1 })).toEqual([{ a: 1 }]);
    expect(readObjects('x')).toEqual([]);
  });

  it('reads the items of an edge', () => {
    expect(readEdgeItems({ data: [{ a: 1 }], paging: {} })).toEqual([{ a: 1 }]);
    expect(readEdgeItems([{ a: 1 }])).toEqual([{ a: 1 }]);
    expect(readEdgeItems({})).toEqual([]);
  });

  it('reads lists of an open enum', () => {
    const read = readOpenEnums({ SIGN_UP: 'SIGN_UP', OTHER: 'OTHER' });
    expect(read(['SIGN_UP', 'sign-up', 'KARAOKE'])).toEqual(['SIGN_UP', 'SIGN_UP', 'UNRECOGNIZED']);
  });

  it('takes no word for a value that every object has', () => {
    const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
    expect(readOpenEnums({ SIGN_UP: 'SIGN_UP' })(words)).toEqual(words.map(() => 'UNRECOGNIZED'));
  });
});
