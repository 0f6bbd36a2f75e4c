import { POLICY_NAMES } from '../../src/limits/policies';
import { readLimitSettings } from '../../src/limits/settings';

test('limits are changed by name: off, by their main number, by any of their numbers', () => {
  const given = { pair: 'off', throughput: 40, templateEdits: { per30Days: 20 }, spamRate: 'off' };
  expect(readLimitSettings(given)).toEqual({
    ok: true,
    settings: {
      pair: 'off',
      throughput: { standardPerSecond: 40 },
      templateEdits: { per30Days: 20 },
      spamRate: 'off',
    },
  });
});

test.each([
  [{ troughput: 1 }, ['troughput'], POLICY_NAMES.join(', ')],
  [{ pair: { brust: 3 } }, ['pair', 'brust'], 'burst, intervalSeconds'],
  [{ pair: { burst: '45' } }, ['pair', 'burst'], 'a number above 0'],
  [{ registration: 0 }, ['registration', 'requests'], 'a number above 0'],
  [{ throughput: 1e9 }, ['throughput', 'standardPerSecond'], 'above 1000000'],
  [{ callPermissionReads: 1e9 }, ['callPermissionReads', 'perSecond'], 'above 1000000'],
  [{ pair: { burst: 1e12 } }, ['pair', 'burst'], 'above 1000000000'],
  [{ throughput: [80] }, ['throughput'], 'neither "off" nor a number nor an object'],
  [{ spamRate: 3 }, ['spamRate'], 'can only be "off"'],
])('%j is refused, saying where and what would be right', (given, path, part) => {
  const result = readLimitSettings(given);
  if (result.ok) throw new Error('was accepted');
  expect(result.problems).toHaveLength(1);
  expect(result.problems[0]?.path).toEqual(path);
  expect(result.problems[0]?.message).toContain(part);
});
