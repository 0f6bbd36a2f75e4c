import fc from 'fast-check';
import { MemoryStore } from '../../src/limits/memory-store';
import { rateMeter } from '../../src/limits/meters/rate';
import { bindPolicies } from '../../src/limits/policies';
import type { Charge, Decision } from '../../src/limits/types';
import { mostWithin } from './support/arrivals';
import { ManualClock } from './support/manual-clock';

let clock: ManualClock;
let store: MemoryStore;

beforeEach(() => {
  clock = new ManualClock();
  store = new MemoryStore(clock.now);
});

const policies = bindPolicies();

function ask(...charges: Charge[]): Decision {
  const [decision] = store.acquire([{ charges, maxAheadMs: 0 }]);
  if (!decision) throw new Error('no decision');
  return decision;
}

const waitOf = (decision: Decision) => (decision.granted ? 0 : decision.at - clock.now());

test('a rate lets no more than its limit through in any second, however arrivals bunch, and uses most of it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(5, 80, 1_000),
      fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 200, maxLength: 2_000 }),
      (perSecond, steps) => {
        clock = new ManualClock();
        store = new MemoryStore(clock.now);
        const charge: Charge = { policy: 'throughput', key: 'n', meter: rateMeter(perSecond, 40, 1_000) };
        const passed: number[] = [];
        for (const step of steps) {
          clock.advance(step);
          while (ask(charge).granted) passed.push(clock.now());
        }
        passed.forEach((at, index) => {
          const last = passed[index + perSecond];
          if (last !== undefined) expect(last - at).toBeGreaterThanOrEqual(1_000);
        });
      },
    ),
    { numRuns: 30 },
  );
});

test('calls that leave later than their places keep the limit all the same, whatever kept them', () => {
  const delay = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true }));
  fc.assert(
    fc.property(
      fc.constantFrom(5, 80),
      fc.array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), delay), {
        minLength: 300,
        maxLength: 1_500,
      }),
      (perSecond, steps) => {
        clock = new ManualClock();
        store = new MemoryStore(clock.now);
        const charge: Charge = { policy: 'throughput', key: 'n', meter: rateMeter(perSecond, 0, 1_000) };
        let onTheWay: { place: number; leavesAt: number }[] = [];
        const left: number[] = [];
        for (const [step, delayMs] of steps) {
          clock.advance(step);
          for (const { place, leavesAt } of onTheWay) {
            if (leavesAt > clock.now()) continue;
            left.push(clock.now());
            store.moved([charge], place, clock.now());
          }
          onTheWay = onTheWay.filter(({ leavesAt }) => leavesAt > clock.now());
          for (let decision = ask(charge); decision.granted; decision = ask(charge)) {
            onTheWay.push({ place: decision.at, leavesAt: clock.now() + delayMs });
          }
        }
        expect(mostWithin(1_000, left)).toBeLessThanOrEqual(perSecond);
      },
    ),
    { numRuns: 50 },
  );
});

test('a rate that is asked often enough is used to 96 %', () => {
  const charge: Charge = { policy: 'throughput', key: 'n', meter: rateMeter(80, 40, 1_000) };
  let passed = 0;
  for (let ms = 0; ms < 10_000; ms += 3) {
    clock.advance(3);
    while (ask(charge).granted) passed += 1;
  }
  expect(passed).toBeGreaterThan(0.96 * 800);
  expect(passed).toBeLessThanOrEqual(800);
});

test('a burst to one person is borrowed: what it took is paid back before anything else may follow', () => {
  const pair = policies.pair('1', 'somebody');
  for (let count = 0; count < 45; count += 1) expect(ask(...pair).granted).toBe(true);
  const refused = ask(...pair);
  expect(waitOf(refused)).toBeGreaterThanOrEqual(45 * 6_000);
  expect(ask(...policies.pair('1', 'another')).granted).toBe(true);
  clock.advance(waitOf(refused) - 1);
  expect(ask(...pair).granted).toBe(false);
  clock.advance(1);
  expect(ask(...pair).granted).toBe(true);
});

/** Meta's count of a pair, to the letter: what it refuses is none of it. */
class PairAtMeta {
  private startedAt = Number.NEGATIVE_INFINITY;
  private count = 0;

  takes(at: number): boolean {
    if (at >= this.startedAt + this.count * 6_000) {
      this.startedAt = at;
      this.count = 0;
    }
    this.count += 1;
    return at < this.startedAt + 6_000 && this.count <= 45;
  }
}

test('whatever of it Meta refuses, and however late that is heard, a burst is never more than Meta lets through', () => {
  const ms = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 5_000 }),
    fc.integer({ min: 0, max: 20_000 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(ms, fc.boolean(), ms), { maxLength: 60 }), (steps) => {
      clock = new ManualClock();
      store = new MemoryStore(clock.now);
      const pair = policies.pair('1', 'somebody');
      const meta = new PairAtMeta();
      const refusals: { at: number; heardAt: number }[] = [];
      const advanceTo = (until: number) => {
        refusals.sort((one, other) => one.heardAt - other.heardAt);
        for (let next = refusals[0]; next && next.heardAt <= until; next = refusals[0]) {
          clock.advance(next.heardAt - clock.now());
          store.refund(pair, next.at);
          refusals.shift();
        }
        clock.advance(until - clock.now());
      };
      for (const [pauseMs, isRefused, heardInMs] of steps) {
        advanceTo(clock.now() + pauseMs);
        let decision = ask(...pair);
        for (; !decision.granted; decision = ask(...pair)) advanceTo(decision.at);
        if (isRefused) refusals.push({ at: decision.at, heardAt: clock.now() + heardInMs });
        else expect(meta.takes(clock.now())).toBe(true);
      }
    }),
    {
      numRuns: 1_000,
      // The first two are refused, the second of them after the third has left: that one began the burst.
      examples: [
        [
          [
            [0, true, 2],
            [1, true, 53],
            [52, false, 0],
            [4_397, false, 0],
            [1, false, 0],
          ],
        ],
      ],
    },
  );
});

test('one message in a little more than 6 seconds is never held up', () => {
  const pair = policies.pair('1', 'somebody');
  for (let count = 0; count < 100; count += 1) {
    expect(ask(...pair).granted).toBe(true);
    clock.advance(6_050);
  }
});

test('a window holds its limit in any stretch of it, and says when there is room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 300, maxLength: 300 }),
      (steps) => {
        clock = new ManualClock();
        store = new MemoryStore(clock.now);
        const [charge] = policies.templateCreation('7');
        if (!charge) throw new Error('no charge');
        const passed: number[] = [];
        for (const step of steps) {
          clock.advance(step / 30);
          const decision = ask(charge);
          if (decision.granted) passed.push(clock.now());
          else expect(waitOf(decision)).toBeLessThanOrEqual(3_600_000);
        }
        passed.forEach((at, index) => {
          const last = passed[index + 100];
          if (last !== undefined) expect(last - at).toBeGreaterThanOrEqual(3_600_000);
        });
      },
    ),
    { numRuns: 20 },
  );
});

test('of all charges of a call everything is taken, or nothing', () => {
  const [throughput] = policies.throughput('1', 'standard', 0);
  const pair = policies.pair('1', 'somebody');
  if (!throughput) throw new Error('no charge');
  for (let count = 0; count < 45; count += 1) ask(...pair);
  const before = store.peek([throughput]);
  expect(ask(throughput, ...pair)).toMatchObject({ granted: false, charge: 1 });
  expect(store.peek([throughput])).toEqual(before);
});

test('customers are counted once, and forgotten a day after the last message to them', () => {
  const to = (person: string) => policies.messagingLimit('portfolio', 2, person);
  expect(ask(...to('a')).granted).toBe(true);
  expect(ask(...to('b')).granted).toBe(true);
  expect(ask(...to('a')).granted).toBe(true);
  const refused = ask(...to('c'));
  expect(waitOf(refused)).toBe(24 * 3_600_000);
  clock.advance(24 * 3_600_000);
  expect(ask(...to('c')).granted).toBe(true);
});

test('a limit without end takes nothing; one that is not known yet counts, and refuses nothing', () => {
  expect(policies.messagingLimit('portfolio', Number.POSITIVE_INFINITY, 'a')).toEqual([]);
  for (let person = 0; person < 1_000; person += 1) {
    expect(ask(...policies.messagingLimit('portfolio', undefined, String(person))).granted).toBe(true);
  }
  expect(ask(...policies.messagingLimit('portfolio', 250, 'another')).granted).toBe(false);
});

test('what Meta counts itself corrects a window in both directions', () => {
  const charges = policies.managementCalls('9', false);
  const [charge] = charges;
  if (!charge) throw new Error('no charge');
  ask(charge);
  store.calibrate(charge, 190);
  expect(store.peek([charge])[0]).toMatchObject({ remaining: 10, limit: 200 });
  store.calibrate(charge, 50);
  expect(store.peek([charge])[0]).toMatchObject({ remaining: 150 });
});

test('what is closed lets nothing pass, and is open again by itself', () => {
  const charges = policies.throughput('1', 'standard', 0);
  store.close(charges, 5_000);
  expect(waitOf(ask(...charges))).toBe(5_000);
  expect(store.peek(charges)[0]).toMatchObject({ remaining: 0, resetMs: 5_000 });
  clock.advance(5_000);
  expect(ask(...charges).granted).toBe(true);
});

test('inbound messages leave less of a number for outbound ones', () => {
  const charges = policies.throughput('1', 'standard', 0);
  for (let count = 0; count < 80; count += 1) store.note(charges);
  expect(waitOf(ask(...charges))).toBeGreaterThan(900);
});

test('people whose allowance is whole again are forgotten', () => {
  for (let person = 0; person < 1_000; person += 1) ask(...policies.pair('1', String(person)));
  expect(store.size).toBe(1_000);
  clock.advance(60_000);
  for (let count = 0; count < 600; count += 1) ask(...policies.pair('1', 'one'));
  expect(store.size).toBeLessThan(10);
});
