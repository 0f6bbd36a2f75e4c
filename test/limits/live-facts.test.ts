import type { JsonObject } from '../../src/common/json';
import { readMessagingLimit } from '../../src/limits/account-node';
import type { FactBook, SavedAccount } from '../../src/limits/fact-book';
import { LiveFacts } from '../../src/limits/live-facts';
import type { FactSource } from '../../src/limits/number-search';
import { ManualClock } from './support/manual-clock';

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

test('an account that cannot be read is asked again after a minute, while the number alone is known', async () => {
  const clock = new ManualClock();
  facts = new LiveFacts(clock.now);
  let isAway = true;
  facts.readFrom({
    ...source,
    readAccount: (id) => (isAway ? Promise.reject(new Error('away')) : source.readAccount(id)),
  });
  facts.want('71');
  await settled();
  expect(reads).toEqual(['71']);
  isAway = false;
  facts.want('71');
  clock.advance(60_000);
  facts.want('71');
  await settled();
  expect(reads).toEqual(['71', '7']);
  expect(facts.number('71').portfolioId).toBe('700');
  clock.advance(60_000);
  facts.want('71');
  expect(reads).toEqual(['71', '7']);
});

test('a number is found as soon as its account is read, whatever becomes of others', async () => {
  facts.readFrom({
    ...source,
    accountIds: async () => ['6', '7', '8'],
    readAccount: (id) => {
      if (id === '6') return new Promise(() => undefined);
      return id === '7' ? source.readAccount(id) : Promise.reject(new Error('away'));
    },
  });
  facts.want('71');
  await facts.portfolioUnderWay('71');
  expect(facts.number('71').portfolioId).toBe('700');
  expect(reads).toEqual(['7']);
});

test('a number that its account has no longer is found in another', async () => {
  const clock = new ManualClock();
  facts = new LiveFacts(clock.now);
  facts.readFrom({
    ...source,
    accountIds: async () => ['7', '8'],
    readAccount: async (id) => (id === '7' ? NODE : { id, phone_numbers: { data: [{ id: '81' }] } }),
  });
  facts.customerWrote('7', '81', []);
  facts.want('81');
  await settled();
  expect(facts.number('81')).toMatchObject({ accountId: '8', portfolioId: '8' });
  facts.customerWrote('7', '81', []);
  expect(facts.number('81')).toMatchObject({ accountId: '7', portfolioId: '700' });
});

test('what Meta does not tell this time is as it was; an account without an owner is one of its own', async () => {
  let node: JsonObject = NODE;
  facts.readFrom({ ...source, readAccount: async () => node });
  facts.want('71');
  await settled();
  node = { id: '7' };
  facts.refresh('7');
  await settled();
  expect(facts.account('7')).toMatchObject({ portfolioId: '700', messagingLimit: 2_000 });
  facts.refresh('7');
  facts.learnAccount('8');
  facts.refresh('8');
  await settled();
  expect(facts.account('8')).toMatchObject({ portfolioId: '8' });
});

test('it tells once that customers counted for a number are those of its portfolio', async () => {
  const told: string[][] = [];
  facts.onPortfolio = (...both) => told.push(both);
  facts.customerWrote('7', '71', []);
  expect(told).toEqual([]);
  facts.want('71');
  await settled();
  facts.refresh('7');
  await settled();
  expect(told).toEqual([
    ['71', '700'],
    ['72', '700'],
    ['73', '700'],
  ]);
});

test('a webhook of an upgrade counts at once', async () => {
  facts.want('71');
  await settled();
  facts.upgraded('7', '16315550071');
  expect(facts.number('71').level).toBe('high');
});

test('the number of an account that was read is known by how it is written', async () => {
  const written = (account: string, number: string) => facts.numberWritten(account, number);
  expect(written('7', '16315550071')).toBeUndefined();
  facts.want('71');
  await settled();
  expect(written('7', '+1 (631) 555-0071')).toBe('71');
  expect(written('8', '16315550071')).toBeUndefined();
  expect(written('7', '16315550099')).toBeUndefined();
  expect(written('7', 'none')).toBeUndefined();
});

test('a webhook of a new limit counts for all accounts of the portfolio', async () => {
  facts.want('71');
  await settled();
  facts.granted('7', 'TIER_10K');
  expect(facts.account('7').messagingLimit).toBe(10_000);
  facts.granted('7', -1);
  expect(facts.account('7').messagingLimit).toBe(Number.POSITIVE_INFINITY);
});

describe('where it outlives the process', () => {
  let saved: Map<string, SavedAccount>;
  const book: FactBook = {
    load: async () => [...saved.values()],
    keep: async (account) => void saved.set(account.accountId, account),
  };
  /** Another process, or another replica, which cannot ask Meta. */
  async function another(): Promise<LiveFacts> {
    const other = new LiveFacts();
    await other.keepIn(book);
    other.readFrom({ ...source, accountIds: () => new Promise(() => undefined) });
    return other;
  }

  beforeEach(async () => {
    saved = new Map();
    await facts.keepIn(book);
  });

  test('the next one goes by it until Meta answers', async () => {
    facts.want('73');
    await settled();
    facts.granted('7', -1);
    const next = await another();
    expect(next.account('7')).toMatchObject({
      isActive: true,
      portfolioId: '700',
      messagingLimit: Number.POSITIVE_INFINITY,
    });
    expect(next.number('73')).toMatchObject({ level: 'coexistence', accountId: '7', portfolioId: '700' });
    expect(next.knowsLevel('73')).toBe(false);
    next.readFrom(source);
    next.want('73');
    await settled();
    expect(next.account('7').messagingLimit).toBe(2_000);
    expect(next.knowsLevel('73')).toBe(true);
  });

  test('a replica that was there before takes it over when it needs it', async () => {
    const replica = await another();
    facts.want('71');
    await settled();
    expect(replica.number('71').portfolioId).toBeUndefined();
    replica.want('71');
    await settled();
    expect(replica.number('71').portfolioId).toBe('700');
    expect(replica.account('7').messagingLimit).toBe(2_000);
  });

  test('what only a webhook says of an account whose owner nobody knows is not written over what others know', async () => {
    const replica = await another();
    facts.want('71');
    await settled();
    replica.granted('7', 'TIER_10K');
    await settled();
    expect(saved.get('7')?.portfolioId).toBe('700');
  });

  test("a book that cannot be written or read stands in nobody's way", async () => {
    const errors: unknown[] = [];
    facts.onBookError = (error) => errors.push(error);
    await facts.keepIn({ ...book, keep: () => Promise.reject(new Error('away')) });
    facts.want('71');
    await settled();
    expect(facts.number('71').portfolioId).toBe('700');
    expect(errors).toHaveLength(1);
  });
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
