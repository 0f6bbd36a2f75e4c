import {
  filteringOf,
  givenValues,
  idArgument,
  listArgument,
  sortArgument,
  textArgument,
} from '../../src/planner/dot-arguments';

describe('dot arguments', () => {
  it('writes plain words bare and quotes whatever could end the argument', () => {
    expect(textArgument({ name: 'hello_world' }, 'name')).toBe('hello_world');
    expect(textArgument({ name: 'a) {secret' }, 'name')).toBe('"a) {secret"');
    expect(textArgument({ name: 'say "hi"' }, 'name')).toBe('"say \\"hi\\""');
    expect(textArgument({ name: null }, 'name')).toBeUndefined();
    expect(textArgument({}, 'name')).toBeUndefined();
  });

  it('writes lists as JSON, and none for an empty one', () => {
    expect(listArgument({ status: ['APPROVED', 'PAUSED'] }, 'status')).toBe('["APPROVED","PAUSED"]');
    expect(listArgument({ status: [] }, 'status')).toBeUndefined();
    expect(listArgument({ status: null }, 'status')).toBeUndefined();
  });

  it('refuses what is empty or longer than an address may be, and ids that are none', () => {
    for (const name of ['', ' ', 'x'.repeat(1_001)]) {
      expect(() => textArgument({ name }, 'name')).toThrow(/`name` (is empty|has 1001 characters)/);
      expect(() => listArgument({ name: ['a', name] }, 'name')).toThrow(
        /`name` (is empty|has 100. characters)/,
      );
    }
    expect(() => listArgument({ name: Array(600).fill('a') }, 'name')).toThrow(/`name` has 1199 characters/);
    expect(idArgument({ id: '12' }, 'id')).toBe('12');
    expect(idArgument({}, 'id')).toBeUndefined();
    expect(() => idArgument({ id: 'x' }, 'id')).toThrow(/`id` is not an id/);
  });

  it('refuses to filter by what no value is named after', () => {
    expect(() => givenValues({ status: ['UNRECOGNIZED'] }, 'status')).toThrow(
      /`status` cannot be UNRECOGNIZED/,
    );
  });

  it('writes filtering and sort', () => {
    expect(filteringOf([])).toBeUndefined();
    expect(filteringOf([{ field: 'account_mode', operator: 'EQUAL', value: 'LIVE' }])).toBe(
      '[{"field":"account_mode","operator":"EQUAL","value":"LIVE"}]',
    );
    expect(sortArgument({ sort: 'LAST_ONBOARDED_TIME_ASCENDING' }, 'sort')).toBe(
      '["last_onboarded_time_ascending"]',
    );
    expect(sortArgument({}, 'sort')).toBeUndefined();
  });
});
