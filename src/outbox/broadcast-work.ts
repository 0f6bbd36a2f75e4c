import { broadcastCorrelationId } from '../common/callback-data';
import type { Database } from '../store/database';
import { StoreError } from '../store/errors';
import type { SqlValue } from '../store/statements';
import { BROADCAST_KEPT_MS, type Broadcast, type BroadcastRecipient } from './broadcast';
import { broadcastOf, COLUMNS, RECIPIENT_COLUMNS, recipientOf } from './broadcast-rows';
import type { Departures, LeftBehind } from './departures/departures';

export interface BroadcastWorkOptions {
  database: Database;
  /** Names this process among the replicas. */
  owner: string;
  /** Notes what leaves, so that another process can tell which claims of this one never left once it has ended. */
  departures?: Departures | undefined;
  /** Puts back the claims of processes that have ended. Called before their broadcasts are taken over. */
  lookBack?: (() => Promise<void>) | undefined;
  /** The errors of a recipient that was claimed by a process which ended before the message left. */
  neverLeft?: readonly object[] | undefined;
  /** How long after its last sign of life a process counts as gone. */
  leaseMs?: number | undefined;
}

const LEASE_MS = 10_000;

const ACQUIRE = `UPDATE broadcasts SET owner = ?, lease_until = ?
  WHERE id = ? AND state = 'RUNNING' AND lease_until <= ?`;
const RENEW = 'UPDATE broadcasts SET lease_until = ?, rate_per_minute = ? WHERE id = ? AND owner = ?';
const RELEASE = 'UPDATE broadcasts SET lease_until = 0, rate_per_minute = 0 WHERE id = ? AND owner = ?';
/** Recipients that nobody is sending to any more: the answers are lost. */
const LOSE = `UPDATE broadcast_recipients SET state = 'UNKNOWN', updated_at = ?
  WHERE broadcast_id = ? AND state = 'SENDING' AND EXISTS (SELECT 1 FROM broadcasts WHERE id = ? AND owner = ?)`;
/**
 * Completing a broadcast and putting a recipient back each look at what the other writes. Both take the broadcast's row
 * first, by a statement of its own: PostgreSQL lets the later one wait there, and its next statement sees what the other did.
 */
const HOLD = `UPDATE broadcasts SET state = state WHERE id = ? AND state <> 'COMPLETED'`;
const COMPLETE = `UPDATE broadcasts SET state = 'COMPLETED', ended_at = ?, expires_at = ?
  WHERE id = ? AND state = 'RUNNING' AND owner = ? AND NOT EXISTS
    (SELECT 1 FROM broadcast_recipients WHERE broadcast_id = ? AND state IN ('PENDING', 'SENDING'))`;

/**
 * Only one process can claim a recipient, even if another one wrongly believes that it holds the lease: the row
 * decides. Each claim increases `tries`, and later statements have to name that number. So what a process says about
 * a recipient is ignored when another process has claimed it since, because the first one was away for longer than
 * its lease.
 */
const CLAIM = `UPDATE broadcast_recipients SET state = 'SENDING', tries = tries + 1, claimed_by = ?, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND tries = ? AND state = 'PENDING' AND EXISTS
    (SELECT 1 FROM broadcasts WHERE id = ? AND state = 'RUNNING' AND owner = ?)`;
const SENT = `UPDATE broadcast_recipients SET state = 'SENT', message_id = ?, errors = NULL, claimed_by = NULL, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND state IN ('SENDING', 'UNKNOWN', 'SENT')`;
const ENDED = `UPDATE broadcast_recipients SET state = ?, errors = ?, claimed_by = NULL, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND tries = ? AND state IN ('PENDING', 'SENDING', 'UNKNOWN')`;
const AGAIN = `UPDATE broadcast_recipients SET state = 'PENDING', errors = ?, due_at = ?, claimed_by = NULL, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND tries = ? AND state IN ('PENDING', 'SENDING', 'UNKNOWN')`;
/** Takes back a claim of which this process does not know whether it was stored. */
const UNCLAIM = `UPDATE broadcast_recipients SET state = 'PENDING', claimed_by = NULL, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND tries = ? AND claimed_by = ? AND state IN ('SENDING', 'UNKNOWN')`;
/** Claims of a process whose outcome is not known. */
const CLAIMED = `SELECT ${RECIPIENT_COLUMNS} FROM broadcast_recipients
  WHERE claimed_by = ? AND state IN ('SENDING', 'UNKNOWN')`;

type Place = Pick<BroadcastRecipient, 'broadcastId' | 'position'>;
/** A recipient as the process that works on it knows it: from `due`, or claimed. */
type Held = Place & Pick<BroadcastRecipient, 'tries'>;

/**
 * Broadcasts, as seen by the process that sends them. One process at a time works on a broadcast, for as long as it
 * gives signs of life. That nobody is sent to twice does not depend on this: each row is claimed on disk before its
 * message leaves, and only once.
 */
export class BroadcastWork {
  readonly #database: Database;
  readonly #owner: string;
  readonly #leaseMs: number;
  readonly #departures: Departures | undefined;
  readonly #neverLeft: readonly object[];
  readonly #lookBack: () => Promise<void>;

  constructor(options: BroadcastWorkOptions) {
    this.#database = options.database;
    this.#owner = options.owner;
    this.#departures = options.departures;
    this.#neverLeft = options.neverLeft ?? [];
    this.#lookBack = options.lookBack ?? (async () => undefined);
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** How often {@link renew} is to be called. */
  get renewEveryMs(): number {
    return this.#leaseMs / 5;
  }

  /**
   * Takes over every broadcast that nobody works on. What a process that is gone was sending is in doubt from then
   * on.
   */
  async acquire(): Promise<Broadcast[]> {
    const now = Date.now();
    const free = await this.#database.read(
      `SELECT ${COLUMNS} FROM broadcasts WHERE state = 'RUNNING' AND lease_until <= ?`,
      [now],
    );
    if (free.length > 0) await this.#lookBack();
    const acquired: Broadcast[] = [];
    for (const broadcast of free.map(broadcastOf)) {
      const { id } = broadcast;
      const row = [this.#owner, now + this.#leaseMs, id, now];
      if (!(await this.#change(ACQUIRE, row))) continue;
      await this.lose(id);
      acquired.push(broadcast);
    }
    return acquired;
  }

  /** Gives a sign of life. */
  async renew(id: string, ratePerMinute: number): Promise<void> {
    await this.#change(RENEW, [Date.now() + this.#leaseMs, Math.round(ratePerMinute), id, this.#owner]);
  }

  /** Whether the broadcast still runs, and belongs to this process. */
  async isOurs(id: string): Promise<boolean> {
    const sql = `SELECT 1 FROM broadcasts WHERE id = ? AND state = 'RUNNING' AND owner = ?`;
    return (await this.#database.read(sql, [id, this.#owner])).length > 0;
  }

  /** Puts everything that is still on its way in doubt: nobody waits for the answers any more. */
  async lose(id: string): Promise<void> {
    await this.#change(LOSE, [Date.now(), id, id, this.#owner]);
  }

  /** Gives the broadcast up, so that another process can go on at once. */
  async release(id: string): Promise<void> {
    await this.lose(id);
    await this.#change(RELEASE, [id, this.#owner]);
  }

  /** Recipients that may be sent to now, in the order in which they became due. */
  async due(id: string, limit: number): Promise<BroadcastRecipient[]> {
    const rows = await this.#database.read(
      `SELECT ${RECIPIENT_COLUMNS} FROM broadcast_recipients
        WHERE broadcast_id = ? AND state = 'PENDING' AND due_at <= ? ORDER BY due_at, position LIMIT ?`,
      [id, Date.now(), limit],
    );
    return rows.map(recipientOf);
  }

  /** When the next recipient may be sent to; undefined when there is none. */
  async nextDueAt(id: string): Promise<number | undefined> {
    const sql = `SELECT due_at FROM broadcast_recipients WHERE broadcast_id = ? AND state = 'PENDING'
      ORDER BY due_at LIMIT 1`;
    const [row] = await this.#database.read(sql, [id]);
    return row && Number(row[0]);
  }

  /** Claims a recipient, on disk once resolved; undefined when it is not to be sent to, or not by this process. */
  async claim<T extends Held>(recipient: T): Promise<T | undefined> {
    const { broadcastId, position, tries } = recipient;
    const row = [this.#owner, Date.now(), broadcastId, position, tries, broadcastId, this.#owner];
    return (await this.#change(CLAIM, row, 'power cut')) ? { ...recipient, tries: tries + 1 } : undefined;
  }

  /** Undoes a claim that failed but may have been stored all the same. Nothing was sent for it. */
  async unclaim({ broadcastId, position, tries }: Held): Promise<void> {
    await this.#changeHeld(broadcastId, UNCLAIM, [Date.now(), broadcastId, position, tries + 1, this.#owner]);
  }

  /** The message to a claimed recipient leaves now. @throws when it must not. */
  leaves(claimed: Held): void {
    this.#departures?.leaves(departureOf(claimed));
  }

  async sent(held: Held, messageId: string): Promise<void> {
    await this.#change(SENT, [messageId, Date.now(), held.broadcastId, held.position]);
    this.#departures?.ended(departureOf(held));
  }

  /** Ends a recipient without a message. What a status has settled meanwhile stays settled. */
  async ended(held: Held, state: 'FAILED' | 'UNKNOWN', errors: readonly object[]): Promise<void> {
    const { broadcastId, position, tries } = held;
    await this.#change(ENDED, [state, JSON.stringify(errors), Date.now(), broadcastId, position, tries]);
    this.#departures?.ended(departureOf(held));
  }

  /** Puts a recipient back whose message was refused for now; where its broadcast is complete, it failed. */
  async again(recipient: Held, dueAt: number, errors: readonly object[]): Promise<void> {
    const { broadcastId, position, tries } = recipient;
    const row = [JSON.stringify(errors), dueAt, Date.now(), broadcastId, position, tries];
    if (!(await this.#changeHeld(broadcastId, AGAIN, row))) await this.ended(recipient, 'FAILED', errors);
    this.#departures?.ended(departureOf(recipient));
  }

  /** Ends a broadcast of which nothing is left; false when something is, or it does not run here. */
  async complete(id: string): Promise<boolean> {
    const now = Date.now();
    return this.#changeHeld(id, COMPLETE, [now, now + BROADCAST_KEPT_MS, id, this.#owner, id]);
  }

  /** Puts back the claims of a process that has ended, as far as their messages never left. */
  async putBack({ owner, hasLeft }: LeftBehind): Promise<void> {
    const claimed = (await this.#database.read(CLAIMED, [owner])).map(recipientOf);
    for (const recipient of claimed) {
      if (!hasLeft(departureOf(recipient))) await this.again(recipient, Date.now(), this.#neverLeft);
    }
  }

  /**
   * Changes something while the row of the broadcast is held, so that its state cannot change meanwhile. False where
   * it is complete.
   */
  async #changeHeld(id: string, sql: string, row: readonly SqlValue[]): Promise<boolean> {
    try {
      const [, outcome] = await this.#database.write(
        [
          { sql: HOLD, rows: [[id]], mustChange: true },
          { sql, rows: [row] },
        ],
        'crash',
      );
      return (outcome?.changes ?? 0) > 0;
    } catch (error) {
      if (error instanceof StoreError && error.code === 'CONFLICT') return false;
      throw error;
    }
  }

  async #change(
    sql: string,
    row: readonly SqlValue[],
    durability: 'crash' | 'power cut' = 'crash',
  ): Promise<boolean> {
    const [outcome] = await this.#database.write([{ sql, rows: [row] }], durability);
    return (outcome?.changes ?? 0) > 0;
  }
}

/** The name of one claim of a recipient, among what left. */
function departureOf({ broadcastId, position, tries }: Held): string {
  return `${broadcastCorrelationId({ broadcastId, position })}~${tries}`;
}
