import type { MemoryStore } from '../memory-store';
import type { Charge } from '../types';
import type { ScriptCall } from './encoding';
import { PREFIX } from './encoding';
import type { Remembered } from './ledger';

/** Keys, or members of one, that one call tells Redis; more would hold up others' decisions. */
const MOST_AT_A_TIME = 500;

/**
 * What a Redis that lost its memory is told, in calls of a bearable size. The first key is the mark that says that it is
 * complete.
 */
export function* seedCalls(markKey: string, remembered: Map<string, Remembered>): Generator<ScriptCall> {
  let call: ScriptCall = { keys: [markKey], args: ['seed', 0] };
  for (const [key, state] of remembered) {
    for (const args of entriesOf(state)) {
      call.keys.push(PREFIX + key);
      call.args.push(...args);
      if (call.keys.length <= MOST_AT_A_TIME) continue;
      yield call;
      call = { keys: [markKey], args: ['seed', 0] };
    }
  }
  if (call.keys.length > 1) yield call;
}

/** Kind, two values, and until when they say something. */
function* entriesOf(state: Remembered): Generator<[string, string | number, string | number, number]> {
  const { paidAt, window, members, closedUntil, keptUntil } = state;
  if (closedUntil > 0) yield ['c', closedUntil, '', closedUntil];
  if (paidAt > 0) yield ['b', paidAt, '', paidAt];
  if (window.entries.length > 0) {
    yield [
      'w',
      window.entries.map((entry) => `${entry.first},${entry.at},${entry.count}`).join(';'),
      '',
      keptUntil,
    ];
  }
  for (const [member, at] of members) yield ['u', at, member, keptUntil];
}

/**
 * Puts what all replicas took into the memory of one that goes on alone. Of a window it takes its share, as its limit is
 * a share; of customers all, since nobody knows which of them are whose.
 *
 * @param toEpoch what has to be added to the store's time to have milliseconds since the epoch
 */
export function recall(
  alone: MemoryStore,
  charge: Charge,
  state: Remembered,
  replicas: number,
  toEpoch: number,
): void {
  const allowance = alone.allowanceOf(charge);
  const { meter } = charge;
  allowance.closedUntil = Math.max(allowance.closedUntil, state.closedUntil - toEpoch);
  if (meter.kind === 'borrow') {
    allowance.restore(meter, { times: [state.paidAt - toEpoch, Number.NEGATIVE_INFINITY], counts: [0] });
  } else if (meter.kind === 'window') {
    const { entries } = state.window;
    const times = entries.flatMap(({ first, at }) => [first - toEpoch, at - toEpoch]);
    allowance.restore(meter, { times, counts: entries.map(({ count }) => count / replicas) });
  } else if (meter.kind === 'unique') {
    const members = [...state.members].sort(([, one], [, other]) => one - other);
    for (const [member, at] of members) allowance.take({ ...charge, member }, at - toEpoch);
  }
}
