import type { JsonObject } from '../../src/common/json';
import { AccountPhoneNumbers } from '../../src/domains/account-phone-numbers';
import { GraphTransportError } from '../../src/graph/errors';
import type { Expansion } from '../../src/graph/expansion';

/** Graph as far as it has accounts with numbers, a few on a page. */
class Accounts {
  asked: string[] = [];
  numbers: Record<string, string[]> = { a: ['1', '2', '3'], b: ['4'] };
  fault: Error | undefined;

  readonly read = async (id: string, ask: Expansion): Promise<JsonObject> => {
    const [key = ''] = ask.keys();
    this.asked.push(id);
    await Promise.resolve();
    if (this.fault) throw this.fault;
    const all = this.numbers[id] ?? [];
    const from = Number(/after\((\d+)\)/.exec(key)?.[1] ?? 0);
    const page = { data: all.slice(from, from + 2).map((number) => ({ id: number })) };
    const paging = { cursors: { after: String(from + 2) }, ...(all.length > from + 2 && { next: 'more' }) };
    return { id, [key]: { ...page, paging } };
  };
}

let graph: Accounts;
let numbers: AccountPhoneNumbers;
let now: number;
const list = async () => ['a', 'b'];

beforeEach(() => {
  graph = new Accounts();
  now = 1_000;
  numbers = new AccountPhoneNumbers({ read: graph.read, ttlMs: 500, now: () => now });
});

describe('phone numbers of accounts', () => {
  it('are read once, all pages of them, whoever asks at once', async () => {
    const found = await Promise.all(['1', '3', '4', '1'].map((id) => numbers.accountOf(list, id)));
    expect(found).toEqual(['a', 'a', 'b', 'a']);
    expect(await numbers.include(['a'], '3')).toBe(true);
    expect(await numbers.include(['b'], '3')).toBe(false);
    expect(graph.asked.sort()).toEqual(['a', 'a', 'b']);
  });

  it('that nobody has are not looked for again at once', async () => {
    expect(await numbers.accountOf(list, '9')).toBeUndefined();
    graph.asked = [];
    expect(await numbers.accountOf(list, '9')).toBeUndefined();
    expect(graph.asked).toEqual([]);
  });

  it('are looked up in the account that had them, once what is known is old', async () => {
    await numbers.accountOf(list, '4');
    graph.asked = [];
    now += 499;
    expect(await numbers.accountOf(list, '4')).toBe('b');
    expect(graph.asked).toEqual([]);
    now += 1;
    expect(await numbers.accountOf(list, '4')).toBe('b');
    expect(graph.asked).toEqual(['b']);
    graph.numbers = { a: ['4'], b: [] };
    now += 500;
    expect(await numbers.accountOf(list, '4')).toBe('a');
  });

  it('stay where they were while Graph is down, and nowhere else', async () => {
    await numbers.accountOf(list, '4');
    now += 500;
    graph.fault = new GraphTransportError('CONNECT', 'No answer.', false);
    expect(await numbers.include(['b'], '4')).toBe(true);
    await expect(numbers.include(['a'], '4')).rejects.toThrow('No answer.');
    expect(await numbers.accountOf(list, '4')).toBe('b');
    expect(await numbers.accountOf(list, '9')).toBeUndefined();
  });

  it('of an account that cannot be read do not hide those of others', async () => {
    const read = graph.read;
    const refusing = new AccountPhoneNumbers({
      read: async (id, ask) => (id === 'a' ? Promise.reject(new Error('not yours')) : read(id, ask)),
    });
    expect(await refusing.accountOf(list, '4')).toBe('b');
    await expect(refusing.include(['a'], '4')).rejects.toThrow('not yours');
  });
});
