import { LastAnswers } from '../../src/graph/last-answers';

describe('last answers', () => {
  it('are the newest of each, and not older than is wanted', () => {
    let now = 1_000_000;
    const answers = new LastAnswers({ now: () => now });
    answers.keep('a', { id: '1', name: 'old' });
    now += 500;
    answers.keep('a', { id: '1', name: 'new' });
    now += 1_000;
    expect(answers.recall('a', 1_000)).toEqual({ node: { id: '1', name: 'new' }, asOf: new Date(1_000_500) });
    expect(answers.recall('a', 999)).toBeUndefined();
    expect(answers.recall('b', 1_000)).toBeUndefined();
  });

  it('are bounded in number and size: the oldest go, and what is too large is not kept', () => {
    const answers = new LastAnswers({ most: 3, mostCharacters: 400 });
    const kept = () => ['a', 'b', 'c', 'd', 'e'].filter((key) => answers.recall(key, 60_000)).join('');
    for (const key of ['a', 'b', 'a', 'c', 'd']) answers.keep(key, { key });
    expect(kept()).toBe('acd');
    answers.keep('e', { text: 'x'.repeat(200) });
    expect(kept()).toBe('acd');
    for (const key of ['a', 'b', 'c', 'd', 'e']) answers.keep(key, { text: 'x'.repeat(80) });
    expect(kept()).toBe('cde');
    // What takes the place of a large one makes room for others.
    for (let round = 0; round < 20; round += 1) answers.keep('e', { text: 'x'.repeat(80) });
    expect(kept()).toBe('cde');
  });
});
