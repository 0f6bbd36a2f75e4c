import { LimitsGate } from '../../src/limits/limits-gate';
import { ManualClock } from './support/manual-clock';

const NUMBER = '106540352242922';
const LIMIT = 80;
/** What customers write is nothing new by then. */
const BEGUN_MS = 12_000;
const END_MS = 60_000;

/** Numbers from 0 to 1, the same ones in every run. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Talk {
  /** When customers' messages reach Meta. */
  inbound: number[];
  /** When ours do. */
  outbound: number[];
}

/** Sends as much as the limits allow to customers who write so many messages a second, of which we hear late. */
function talk(perSecond: number, seed: number, heardAfterMs: () => number): Talk {
  const chance = chances(seed);
  const inbound: number[] = [];
  for (let at = 0; perSecond > 0 && at < END_MS; ) {
    at += (-Math.log(1 - chance()) * 1_000) / perSecond;
    inbound.push(at);
  }
  const heard = inbound.map((at) => at + heardAfterMs()).sort((one, other) => one - other);
  const outbound: number[] = [];
  const clock = new ManualClock();
  const gate = new LimitsGate({ now: clock.now, codeOf: () => undefined, isUndone: () => false });
  const call = { method: 'POST', path: `${NUMBER}/messages`, body: { status: undefined } } as const;
  let next = 0;
  for (const start = clock.now(); clock.now() - start < END_MS; clock.advance(1)) {
    const now = clock.now() - start;
    for (; (heard[next] ?? END_MS) <= now; next += 1) {
      gate.expectInbound(NUMBER);
      void gate.noteInbound(NUMBER, 1);
    }
    if (gate.limiter.take(gate.charges.of(call))) outbound.push(now);
  }
  return { inbound, outbound };
}

/** Our messages that Meta sees beyond the limit, all messages of the second before each counted. */
function beyondLimit({ inbound, outbound }: Talk): number {
  const all = [...inbound, ...outbound].sort((one, other) => one - other);
  return outbound.filter((at) => {
    const second = all.filter((other) => other > at - 1_000 && other <= at);
    return at > BEGUN_MS && second.length > LIMIT;
  }).length;
}

describe('what customers write is part of the limit, though it is heard of late', () => {
  test.each([
    [1, 1],
    [5, 2],
    [25, 3],
  ])('%d messages a second', (perSecond, seed) => {
    const chance = chances(seed + 100);
    const said = talk(perSecond, seed, () => 50 + chance() * 150);
    expect(beyondLimit(said)).toBe(0);
    const used = (said.outbound.length + said.inbound.length) / ((LIMIT * END_MS) / 1_000);
    expect(used).toBeGreaterThan(0.78);
  });

  test('where nobody writes, nothing is kept free', () => {
    const { outbound } = talk(0, 1, () => 0);
    expect(outbound.length / ((LIMIT * END_MS) / 1_000)).toBeGreaterThan(0.955);
  });
});
