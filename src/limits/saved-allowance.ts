import { type JsonValue, objectOf, parseJson } from '../common/json';
import type { SavedAllowance } from './allowance-book';
import type { MemoryStore } from './memory-store';
import type { Charge, Meter } from './types';

/**
 * A rate is written down as if it were used for so much longer: it need not be written again before. A process that comes
 * after knows that nothing was sent later than it began.
 */
export const RATE_AHEAD_MS = 500;

/**
 * How an allowance is written down, which happens at every call.
 *
 * @param toEpoch what has to be added to the store's time to have milliseconds since the epoch
 */
export function saveAllowance(memory: MemoryStore, charge: Charge, toEpoch: number): SavedAllowance {
  const { key, meter, member = '' } = charge;
  const allowance = memory.allowanceOf(charge);
  // Rather a little later than too early.
  const toMs = (time: number) => Math.max(0, Math.ceil(time + toEpoch));
  if (meter.kind === 'unique' && member !== '') {
    const at = allowance.memberAt(member) ?? Number.NEGATIVE_INFINITY;
    return { key, member, state: `{"times":[${toMs(at)}]}`, keptUntil: toMs(at + meter.windowMs) };
  }
  const { times, counts } = allowance.save(meter);
  const { closedUntil } = allowance;
  const closed = Number.isFinite(closedUntil) ? `,"closedUntil":${toMs(closedUntil)}` : '';
  const freeAt = meter.kind === 'unique' ? closedUntil : allowance.freeAt(meter);
  const aheadMs = meter.kind === 'rate' ? RATE_AHEAD_MS : 0;
  return {
    key,
    member: '',
    state: `{"times":[${times.map((time) => toMs(time + aheadMs)).join()}],"counts":[${counts.join()}]${closed}}`,
    keptUntil: toMs(freeAt + aheadMs),
  };
}

/** Puts back what was written down. */
export function restoreAllowance(
  memory: MemoryStore,
  charge: Charge,
  rows: readonly SavedAllowance[],
  toEpoch: number,
): void {
  const allowance = memory.allowanceOf(charge);
  // A clock that was put back since must not make what was used lie in the future.
  const latest = Date.now() - toEpoch + debtMs(charge.meter);
  for (const { member, state } of rows) {
    const saved = objectOf(parseJson(state));
    const times = numbersOf(saved.times).map((time) => Math.min(time - toEpoch, latest));
    if (member === '') allowance.restore(charge.meter, { times, counts: numbersOf(saved.counts) });
    else allowance.take({ ...charge, member }, times[0] ?? 0);
    if (typeof saved.closedUntil === 'number') allowance.closedUntil = saved.closedUntil - toEpoch;
  }
}

/** How far ahead the time may lie until which a burst is paid back; all other times are past. */
function debtMs(meter: Meter): number {
  return meter.kind === 'borrow' ? meter.burst * meter.intervalMs : 0;
}

/** The numbers of a list; none where it is no list. */
export function numbersOf(value: JsonValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}
