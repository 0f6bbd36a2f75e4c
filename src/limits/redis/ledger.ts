import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonValue, objectOf, parseJson } from '../../common/json';
import type { AllowanceBook, SavedAllowance } from '../allowance-book';
import { type WindowState, window } from '../meters/window';
import type { Charge, Standing } from '../types';
import { REPLICA_MARK } from './replica-mark';

/** What all replicas wrote down of one key; times are milliseconds since the epoch. */
export interface Remembered {
  /** Until when a burst is paid back. */
  paidAt: number;
  /** What was taken of a window, the oldest first. */
  window: WindowState;
  /** Who was counted, and when. */
  members: Map<string, number>;
  closedUntil: number;
  keptUntil: number;
}

/** A row that is put into words only when it is written: a window may change often before. */
type Unwritten = Omit<SavedAllowance, 'state'> & { state: () => object };

export interface LedgerOptions {
  book: AllowanceBook;
  /** This replica's name: each writes rows of its own, so that none writes over another's. */
  replica: string;
  onError?: ((error: unknown) => void) | undefined;
}

const RETRY_MS = 1_000;
const FORGET_EVERY_MS = 60_000;

/**
 * What replicas were granted of the slow limits, in the database they share: bursts, windows and customers, which Meta
 * remembers for minutes and days while Redis may forget them. Written right after, never waited for. Rates are not in
 * it: they are over sooner than Redis can be back.
 */
export class Ledger {
  private readonly changed = new Map<string, Unwritten>();
  /** What this replica took of windows; the others' stands in their own rows. */
  private readonly windows = new Map<string, { state: WindowState; freeAt: number }>();
  private writing: Promise<void> | undefined;
  private isStopped = false;
  private readonly forgetting: NodeJS.Timeout;

  constructor(private readonly options: LedgerOptions) {
    this.forgetting = setInterval(() => void this.forget(), FORGET_EVERY_MS);
    this.forgetting.unref();
  }

  /** A call was granted, and its limits stand like this. */
  granted(charges: readonly Charge[], standings: readonly Standing[]): void {
    const now = Date.now();
    for (const charge of charges) {
      const { meter, policy, key, member = '' } = charge;
      if (meter.kind === 'borrow') {
        // Redis says until when the burst of all replicas is paid back; whoever wrote last knows it.
        const resetMs = standings.find((standing) => standing.policy === policy)?.resetMs;
        const paidAt = now + (resetMs ?? meter.burst * meter.intervalMs);
        this.write(key, REPLICA_MARK + this.options.replica, () => ({ paidAt }), paidAt);
      } else if (meter.kind === 'unique') {
        this.write(key, member, () => ({ times: [now] }), now + meter.windowMs);
      } else if (meter.kind === 'window') {
        this.changeWindow(charge, (state) => window.take(state, meter, charge.cost ?? 1, now));
      }
    }
  }

  /** Meta did not count what was taken. */
  refunded(charges: readonly Charge[]): void {
    for (const charge of charges) {
      if (charge.meter.kind !== 'window' || !this.windows.has(charge.key)) continue;
      this.changeWindow(charge, (state) => window.giveBack(state, charge.cost ?? 1));
    }
  }

  /** Meta closed these. */
  closed(charges: readonly Charge[], forMs: number): void {
    const closedUntil = Date.now() + forMs;
    for (const { key } of charges) {
      this.write(key, `${REPLICA_MARK}${this.options.replica}:closed`, () => ({ closedUntil }), closedUntil);
    }
  }

  /** What all replicas wrote down, this one's last words included. */
  async load(): Promise<Map<string, Remembered>> {
    await this.writing;
    const remembered = new Map<string, Remembered>();
    for (const row of await this.options.book.load()) {
      let known = remembered.get(row.key);
      if (!known) {
        known = { paidAt: 0, window: window.start(), members: new Map(), closedUntil: 0, keptUntil: 0 };
        remembered.set(row.key, known);
      }
      add(known, row);
    }
    for (const { window } of remembered.values()) window.entries.sort((one, other) => one.at - other.at);
    return remembered;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.forgetting);
    await this.writing;
  }

  private changeWindow({ key, meter }: Charge, change: (state: WindowState) => void): void {
    if (meter.kind !== 'window') return;
    const { state } = this.windows.get(key) ?? { state: window.start() };
    // Asked, it forgets what is over.
    window.remaining(state, meter, Date.now());
    change(state);
    const freeAt = Math.max(0, window.freeAt(state, meter));
    this.windows.set(key, { state, freeAt });
    this.write(key, REPLICA_MARK + this.options.replica, () => window.save(state), freeAt);
  }

  private write(key: string, member: string, state: () => object, keptUntil: number): void {
    this.changed.set(`${key}\n${member}`, { key, member, state, keptUntil: Math.ceil(keptUntil) });
    this.writing ??= this.writeOut();
  }

  private async writeOut(): Promise<void> {
    // Whatever else happens in this turn goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.changed.size > 0) {
      // In one order, so that replicas that write the same customers do not wait for each other in a circle.
      const rows = [...this.changed].sort(([one], [other]) => (one < other ? -1 : 1));
      this.changed.clear();
      try {
        await this.options.book.keep(rows.map(([, row]) => ({ ...row, state: JSON.stringify(row.state()) })));
      } catch (error) {
        this.options.onError?.(error);
        if (this.isStopped) break;
        for (const [name, row] of rows) if (!this.changed.has(name)) this.changed.set(name, row);
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
    this.writing = undefined;
  }

  private async forget(): Promise<void> {
    const now = Date.now();
    for (const [key, { freeAt }] of this.windows) if (freeAt <= now) this.windows.delete(key);
    await this.options.book.forget().catch((error: unknown) => this.options.onError?.(error));
  }
}

function add(known: Remembered, { member, state, keptUntil }: SavedAllowance): void {
  const saved = objectOf(parseJson(state));
  const times = numbersOf(saved.times);
  known.keptUntil = Math.max(known.keptUntil, keptUntil);
  if (typeof saved.closedUntil === 'number')
    known.closedUntil = Math.max(known.closedUntil, saved.closedUntil);
  if (typeof saved.paidAt === 'number') known.paidAt = Math.max(known.paidAt, saved.paidAt);
  // A row without a name was written by a process that kept the limits alone.
  if (member === '') return;
  if (!member.startsWith(REPLICA_MARK)) {
    known.members.set(member, times[0] ?? 0);
    return;
  }
  const { entries, total } = window.restore(times, numbersOf(saved.counts));
  known.window.entries.push(...entries);
  known.window.total += total;
}

function numbersOf(value: JsonValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}
