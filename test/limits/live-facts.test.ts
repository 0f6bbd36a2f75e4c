import type { JsonObject } from '../../src/common/json';
import { readMessagingLimit } from '../../src/limits/account-node';
import { type FactSource, LiveFacts } from '../../src/limits/live-facts';

const NODE: JsonObject = {
  id: '7',
  owner_business_info: { id: '700', name: 'Lucky Shrub' },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
  // What was asked with a limit stands under a key that says so, and leaves this one empty.
  phone_numbers: undefined,
  'phone_numbers.limit(100)': {
    data: [
      {
        id: '71',
        display_phone_number: '+1 631-555-0071',
        throughput: { level: 'STANDARD' },
        status: 'CONNECTED',
      },
      { id: '72', throughput: { level: 'HIGH' } },
      { id: '73', throughput: { level: 'NOT_APPLICABLE' }, is_on_biz_app: true, platform_type: 'CLOUD_API' },
    ],
  },
};

let reads: string[];
let facts: LiveFacts;
let changed: string[];

const source: FactSource = {
  accountIds: async () => ['7'],
  readAccount: async (id) => {
    reads.push(id);
    return NODE;
  },
  readNumber: async (id) => {
    reads.push(id);
    return { id, throughput: { level: 'HIGH' } };
  },
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  reads = [];
  changed = [];
  facts = new LiveFacts();
  facts.readFrom(source);
  facts.onLevel = (id) => changed.push(id);
});

test('what is not known is safe', () => {
  expect(facts.number('71')).toEqual({ level: 'standard' });
  expect(facts.account('7')).toEqual({ isActive: true });
  expect(facts.accountOfNode('7')).toBeUndefined();
});

test('one read of an account tells of all its numbers', async () => {
  facts.want('72');
  facts.want('72');
  await settled();
  expect(reads).toEqual(['7']);
  expect(facts.number('71')).toMatchObject({ level: 'standard', accountId: '7' });
  expect(facts.number('72').level).toBe('high');
  expect(facts.number('73').level).toBe('coexistence');
  expect(facts.account('7')).toMatchObject({ isActive: true, portfolioId: '700', messagingLimit: 2_000 });
  expect(facts.accountOfNode('71')).toBe('7');
  expect(changed).toEqual(['72', '73']);
});

test('a number of no listed account is read alone', async () => {
  facts.want('99');
  await settled();
  expect(reads).toEqual(['7', '99']);
  expect(facts.number('99').level).toBe('high');
});

test('a webhook of an upgrade counts at once', async () => {
  facts.want('71');
  await settled();
  facts.upgraded('7', '16315550071');
  expect(facts.number('71').level).toBe('high');
});

test('a webhook of a new limit counts for all accounts of the portfolio', async () => {
  facts.want('71');
  await settled();
  facts.granted('7', 'TIER_10K');
  expect(facts.account('7').messagingLimit).toBe(10_000);
  facts.granted('7', -1);
  expect(facts.account('7').messagingLimit).toBe(Number.POSITIVE_INFINITY);
});

test('who has written within a day is answered, not written to first', () => {
  facts.customerWrote('7', '71', ['hash']);
  expect(facts.isWindowOpen('71', 'hash')).toBe(true);
  expect(facts.isWindowOpen('72', 'hash')).toBe(false);
  expect(facts.accountOfNode('71')).toBe('7');
});

test('rejected and paused templates may be edited freely', () => {
  facts.templateStatus('1', 'REJECTED');
  expect(facts.isTemplateLimited('1')).toBe(false);
  facts.templateStatus('1', 'APPROVED');
  expect(facts.isTemplateLimited('1')).toBe(true);
});

test.each([
  ['TIER_250', 250],
  ['TIER_UNLIMITED', Number.POSITIVE_INFINITY],
  [2_000, 2_000],
  [-1, Number.POSITIVE_INFINITY],
  ['TIER_NOT_SET', undefined],
  [undefined, undefined],
])('a messaging limit of %p is %p', (value, limit) => {
  expect(readMessagingLimit(value)).toBe(limit);
});
