import { objectOf, parseJson } from '../../common/json';
import { type AllowanceBook, nameOf, type SavedAllowance } from '../allowance-book';
import { BookWriter } from '../book-writer';
import { type WindowState, window } from '../meters/window';
import { numbersOf } from '../saved-allowance';
import type { Charge, Standing, WindowMeter } from '../types';
import type { Counted } from './encoding';
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

/** What was granted. */
export interface Grant {
  charges: readonly Charge[];
  /** How its limits stand, as far as is known. */
  standings: readonly Standing[];
}

export interface LedgerOptions {
  book: AllowanceBook;
  /** This replica's name: each writes rows of its own, so that none writes over another's. */
  replica: string;
  onError?: ((error: unknown) => void) | undefined;
}

/**
 * What replicas were granted of the slow limits, in the database they share: bursts, windows and customers, which Meta
 * remembers for minutes and days while Redis may forget them. Rates are not in it: they are over sooner than Redis can be
 * back.
 */
export class Ledger {
  private readonly writer: BookWriter<Unwritten>;
  /** What this replica took of windows; the others' stands in their own rows. */
  private readonly windows = new Map<string, { state: WindowState; freeAt: number }>();
  private sweep = this.windows.entries();

  constructor(private readonly options: LedgerOptions) {
    this.writer = new BookWriter<Unwritten>({
      book: options.book,
      nameOf,
      rowOf: ({ key, member, state, keptUntil }) => ({
        key,
        member,
        state: JSON.stringify(state()),
        keptUntil: Math.ceil(keptUntil),
      }),
      onError: options.onError,
    });
  }

  get written(): Promise<void> | undefined {
    return this.writer.written;
  }

  /** Calls were granted, and their limits stand like this. */
  granted(grants: readonly Grant[]): void {
    const now = Date.now();
    for (const { charges, standings } of grants) {
      for (const charge of charges) {
        const taken = this.taken(charge, standings, now);
        if (taken) this.writer.note(taken);
      }
    }
  }

  /**
   * Meta did not count what was taken, and the limits stand like this. Customers stay written down: the row of one is all
   * replicas', and another may have counted the same one.
   */
  refunded(charges: readonly Charge[], standings: readonly Standing[]): void {
    const now = Date.now();
    charges.forEach((charge, index) => {
      const { meter, key, cost = 1 } = charge;
      if (meter.kind === 'window' && this.windows.has(key))
        this.writer.note(this.changed(charge, meter, (state) => window.giveBack(state, cost)));
      else if (meter.kind === 'borrow') this.writer.note(this.owed(key, now, standings[index]?.resetMs ?? 0));
    });
  }

  /** Meta closed these. */
  closed(charges: readonly Charge[], forMs: number): void {
    const closedUntil = Date.now() + forMs;
    const member = `${this.ownMember}:closed`;
    for (const { key } of charges)
      this.writer.note({ key, member, state: () => ({ closedUntil }), keptUntil: closedUntil });
  }

  /** These, who were counted for another key, are counted for this one too. */
  joined({ key, meter }: Charge, counted: readonly Counted[]): void {
    if (meter.kind !== 'unique') return;
    for (const { member, agoMs } of counted) {
      const at = Date.now() - agoMs;
      this.writer.note({ key, member, state: () => ({ times: [at] }), keptUntil: at + meter.windowMs });
    }
  }

  /** What all replicas wrote down, this one's last words included. */
  async load(): Promise<Map<string, Remembered>> {
    await this.writer.settled();
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

  stop(): Promise<void> {
    return this.writer.stop();
  }

  /** Begins the name of a row with which this replica writes over no other's. */
  private get ownMember(): string {
    return REPLICA_MARK + this.options.replica;
  }

  private taken(charge: Charge, standings: readonly Standing[], now: number): Unwritten | undefined {
    const { meter, policy, key, member = '', cost = 1 } = charge;
    if (meter.kind === 'borrow') {
      // Redis says until when the burst of all replicas is paid back; whoever wrote last knows it.
      const resetMs = standings.find((standing) => standing.policy === policy)?.resetMs;
      return this.owed(key, now, resetMs ?? meter.burst * meter.intervalMs);
    }
    if (meter.kind === 'unique')
      return { key, member, state: () => ({ times: [now] }), keptUntil: now + meter.windowMs };
    if (meter.kind === 'window')
      return this.changed(charge, meter, (state) => window.take(state, meter, cost, now));
    return undefined;
  }

  /** A burst that is paid back in so long; where all of it was given back, never: that has to be written over the rest. */
  private owed(key: string, now: number, inMs: number): Unwritten {
    const paidAt = inMs > 0 ? now + inMs : 0;
    return { key, member: this.ownMember, state: () => ({ paidAt }), keptUntil: paidAt };
  }

  private changed({ key }: Charge, meter: WindowMeter, change: (state: WindowState) => void): Unwritten {
    this.forgetSome();
    const { state } = this.windows.get(key) ?? { state: window.start() };
    // Asked, it forgets what is over.
    window.remaining(state, meter, Date.now());
    change(state);
    const keptUntil = Math.max(0, window.freeAt(state, meter));
    this.windows.set(key, { state, freeAt: keptUntil });
    return { key, member: this.ownMember, state: () => window.save(state), keptUntil };
  }

  /** Each change of a window is a look at another one, whose turn to be forgotten it may be. */
  private forgetSome(): void {
    const next = this.sweep.next();
    if (next.done) this.sweep = this.windows.entries();
    else if (next.value[1].freeAt <= Date.now()) this.windows.delete(next.value[0]);
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
