import { Succession } from '../../src/limits/succession';

test('calls of the same key leave one after the other, others at once', async () => {
  const succession = new Succession(() => performance.now());
  const order: string[] = [];
  const leave = async (name: string, key: string) => {
    await succession.turn(key);
    order.push(name);
  };
  const started = performance.now();
  await Promise.all([leave('a1', 'a'), leave('a2', 'a'), leave('a3', 'a'), leave('b1', 'b')]);
  expect(order.slice(0, 2).sort()).toEqual(['a1', 'b1']);
  expect(order.slice(2)).toEqual(['a2', 'a3']);
  expect(performance.now() - started).toBeGreaterThanOrEqual(19);
});

test('whoever comes later has nothing to wait for', () => {
  let now = 0;
  const succession = new Succession(() => now);
  expect(succession.turn('a')).toBeUndefined();
  now = 10;
  expect(succession.turn('a')).toBeUndefined();
});
