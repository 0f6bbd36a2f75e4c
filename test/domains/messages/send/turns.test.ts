import { MOST_MS, Turns } from '../../../../src/domains/messages/send/turns';

/** Enters a turn for `key`, and notes its name once it has come. */
function entrant(turns: Turns, key: string, come: string[], name: string) {
  const turn = turns.enter(key);
  const coming = turn.comes().then(() => come.push(name));
  return { coming, end: () => turn.end() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('come one after another, and of each key at once', async () => {
    const turns = new Turns();
    const come: string[] = [];
    const [a1, a2, a3, b1] = [
      entrant(turns, 'a', come, 'a1'),
      entrant(turns, 'a', come, 'a2'),
      entrant(turns, 'a', come, 'a3'),
      entrant(turns, 'b', come, 'b1'),
    ];
    await settled();
    expect(come).toEqual(['a1', 'b1']);
    a1.end();
    await settled();
    expect(come).toEqual(['a1', 'b1', 'a2']);
    a2.end();
    await settled();
    a3.end();
    b1.end();
    expect(come).toEqual(['a1', 'b1', 'a2', 'a3']);
    expect(turns.size).toBe(0);
  });

  it('do not come because somebody in between has given up', async () => {
    const turns = new Turns();
    const come: string[] = [];
    const first = turns.enter('a');
    const second = turns.enter('a');
    const third = entrant(turns, 'a', come, 'third');
    second.end();
    await settled();
    expect(come).toEqual([]);
    first.end();
    await third.coming;
    expect(come).toEqual(['third']);
    third.end();
    expect(turns.size).toBe(0);
  });

  it('have come when those before were over before anybody asked', async () => {
    const turns = new Turns();
    const [first, second, third] = [turns.enter('a'), turns.enter('a'), turns.enter('a')];
    first.end();
    const begin = performance.now();
    await second.comes();
    expect(performance.now() - begin).toBeLessThan(MOST_MS);
    second.end();
    third.end();
    expect(turns.size).toBe(0);
  });

  it('are full while as many wait as may', async () => {
    const turns = new Turns(2);
    const [first, ...others] = ['a', 'b', 'c'].map((name) => entrant(turns, 'key', [], name));
    expect(turns.isFull).toBe(true);
    first?.end();
    await others[0]?.coming;
    expect(turns.isFull).toBe(false);
    for (const other of others) other.end();
    await others[1]?.coming;
    expect(turns.size).toBe(0);
  });

  it('are forgotten when all are over, in whatever order they end', () => {
    const turns = new Turns();
    const all = [turns.enter('a'), turns.enter('a'), turns.enter('a')];
    for (const turn of all.reverse()) turn.end();
    expect(turns.size).toBe(0);
    expect(turns.enter('a').hasCome).toBe(true);
  });
});
