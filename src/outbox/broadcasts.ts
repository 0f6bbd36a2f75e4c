import { keysetRead, pageOf } from '../history/keyset';
import type { Page, PageRequest } from '../history/types';
import type { Database } from '../store/database';
import type { SqlValue } from '../store/statements';
import {
  BROADCAST_KEPT_MS,
  type Broadcast,
  type BroadcastRecipient,
  type BroadcastState,
  type NewBroadcast,
  type RecipientCounts,
  type RecipientState,
} from './broadcast';
import { broadcastOf, COLUMNS, RECIPIENT_COLUMNS, recipientOf, recipientState } from './broadcast-rows';
import { RecipientLists, removeRecipients } from './recipient-lists';

const START = `INSERT INTO broadcasts (id, caller, idempotency_key, fingerprint, phone_number_id, name, content, state,
    total, started_at, rate_per_minute, lease_until)
  VALUES (?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, 0, 0) ON CONFLICT DO NOTHING`;
const PAUSE = `UPDATE broadcasts SET state = 'PAUSED', paused_because = ? WHERE id = ? AND state = 'RUNNING'`;
const RESUME = `UPDATE broadcasts SET state = 'RUNNING', paused_because = NULL WHERE id = ? AND state = 'PAUSED'`;
const CANCEL = `UPDATE broadcasts SET state = 'CANCELLED', ended_at = ?, expires_at = ?
  WHERE id = ? AND state IN ('RUNNING', 'PAUSED')`;

export interface BroadcastListFilter {
  /** Only those of a caller. */
  caller?: string | undefined;
  /** Only those from one of these numbers. */
  phoneNumberIds?: readonly string[] | undefined;
  states?: readonly BroadcastState[] | undefined;
}

/** Broadcasts, as seen by those who start, steer and watch them. */
export class Broadcasts {
  readonly lists: RecipientLists;
  /** Told when there is something to be sent. */
  onRunnable: () => void = () => undefined;

  constructor(private readonly database: Database) {
    this.lists = new RecipientLists(database);
  }

  /** Starts a broadcast with its list; on disk once resolved. False when the list or the key has one already. */
  async start(broadcast: NewBroadcast): Promise<boolean> {
    const { id, caller, idempotencyKey, fingerprint, phoneNumberId, name, content, total } = broadcast;
    const row = [id, caller, idempotencyKey ?? null, fingerprint, phoneNumberId, name ?? null, content];
    const [outcome] = await this.database.write([
      { sql: START, rows: [[...row, total, Date.now()]] },
      {
        sql: 'DELETE FROM recipient_lists WHERE id IN (SELECT id FROM broadcasts WHERE id = ?)',
        rows: [[id]],
      },
    ]);
    const isStarted = (outcome?.changes ?? 0) > 0;
    if (isStarted) this.onRunnable();
    return isStarted;
  }

  /** Stops it until it is resumed; what is on its way goes on. False when it does not run. */
  pause(id: string, because: readonly object[] = []): Promise<boolean> {
    return this.#change(PAUSE, [because.length > 0 ? JSON.stringify(because) : null, id]);
  }

  /** False when it is not paused. */
  async resume(id: string): Promise<boolean> {
    const isResumed = await this.#change(RESUME, [id]);
    if (isResumed) this.onRunnable();
    return isResumed;
  }

  /** Ends it; what is on its way goes on. False when it has ended. */
  cancel(id: string): Promise<boolean> {
    const now = Date.now();
    return this.#change(CANCEL, [now, now + BROADCAST_KEPT_MS, id]);
  }

  async byId(id: string): Promise<Broadcast | undefined> {
    return (await this.#read('id = ?', [id]))[0];
  }

  async byKey(caller: string, idempotencyKey: string): Promise<Broadcast | undefined> {
    return (await this.#read('caller = ? AND idempotency_key = ?', [caller, idempotencyKey]))[0];
  }

  /** The numbers that a caller's broadcasts were sent from. */
  async numbersOf(caller: string): Promise<string[]> {
    const sql = 'SELECT DISTINCT phone_number_id FROM broadcasts WHERE caller = ?';
    return (await this.database.read(sql, [caller])).map(([id]) => String(id));
  }

  /** Newest first. */
  async list(
    { caller, phoneNumberIds, states }: BroadcastListFilter,
    request: PageRequest,
  ): Promise<Page<Broadcast>> {
    const read = keysetRead(request);
    const { direction, from, limit } = read;
    const [order, beyond] = direction === 'forward' ? ['DESC', '<'] : ['ASC', '>'];
    const tests = ['1 = 1'];
    const values: SqlValue[] = [];
    const where = (test: string, ...given: SqlValue[]) => {
      tests.push(test);
      values.push(...given);
    };
    if (caller !== undefined) where('caller = ?', caller);
    if (phoneNumberIds) where(`phone_number_id IN (${places(phoneNumberIds)})`, ...phoneNumberIds);
    if (states) where(`state IN (${places(states)})`, ...states);
    if (from) where(`(started_at ${beyond} ? OR (started_at = ? AND id ${beyond} ?))`, from[0], ...from);
    const rows = await this.#read(
      `${tests.join(' AND ')} ORDER BY started_at ${order}, id ${order} LIMIT ?`,
      [...values, limit],
    );
    return pageOf(
      read,
      rows,
      ({ startedAt, id }) => [startedAt.getTime(), id],
      (row) => row,
    );
  }

  /** How many recipients have come how far. */
  async counts(broadcast: Broadcast): Promise<RecipientCounts> {
    const sql = 'SELECT state, count(*) FROM broadcast_recipients WHERE broadcast_id = ? GROUP BY state';
    const counts = { PENDING: 0, SENDING: 0, SENT: 0, FAILED: 0, UNKNOWN: 0, CANCELLED: 0 };
    for (const [state, count] of await this.database.read(sql, [broadcast.id])) {
      counts[shownState(recipientState(state), broadcast)] += Number(count);
    }
    return counts;
  }

  /** In the order in which they were given. */
  async recipients(
    broadcast: Broadcast,
    states: readonly RecipientState[] | undefined,
    request: PageRequest,
  ): Promise<Page<BroadcastRecipient>> {
    const read = keysetRead(request);
    const { direction, from, limit } = read;
    const [order, beyond] = direction === 'forward' ? ['ASC', '>'] : ['DESC', '<'];
    const stored = states && storedStates(states, broadcast);
    const tests = ['broadcast_id = ?'];
    if (stored) tests.push(`state IN (${stored.map(() => '?').join(', ') || 'NULL'})`);
    if (from) tests.push(`position ${beyond} ?`);
    const rows = await this.database.read(
      `SELECT ${RECIPIENT_COLUMNS} FROM broadcast_recipients WHERE ${tests.join(' AND ')}
        ORDER BY position ${order} LIMIT ?`,
      [broadcast.id, ...(stored ?? []), ...(from ? [from[0]] : []), limit],
    );
    return pageOf(
      read,
      rows.map(recipientOf),
      ({ position }) => [position, 'recipient'],
      (row) => ({ ...row, state: shownState(row.state, broadcast) }),
    );
  }

  /** Deletes what ended long ago, and lists that nobody used. */
  async forget(): Promise<void> {
    await this.lists.forget();
    const sql = 'SELECT id FROM broadcasts WHERE expires_at <= ?';
    for (const [id] of await this.database.read(sql, [Date.now()])) {
      await removeRecipients(this.database, String(id));
      await this.database.write(
        [{ sql: 'DELETE FROM broadcasts WHERE id = ?', rows: [[String(id)]] }],
        'crash',
      );
    }
  }

  async #change(sql: string, values: SqlValue[]): Promise<boolean> {
    const [outcome] = await this.database.write([{ sql, rows: [values] }]);
    return (outcome?.changes ?? 0) > 0;
  }

  async #read(where: string, values: readonly SqlValue[]): Promise<Broadcast[]> {
    const rows = await this.database.read(`SELECT ${COLUMNS} FROM broadcasts WHERE ${where}`, values);
    return rows.map(broadcastOf);
  }
}

/**
 * What a stored state means by now: in a cancelled broadcast nothing more is sent, and where the sending process is
 * gone no answer will come.
 */
function shownState(stored: RecipientState, { state, isAttended }: Broadcast): RecipientState {
  if (stored === 'PENDING' && state === 'CANCELLED') return 'CANCELLED';
  if (stored === 'SENDING' && !isAttended) return 'UNKNOWN';
  return stored;
}

const STORED: readonly RecipientState[] = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN'];

/** The stored states that are shown as one of those asked for. */
function storedStates(shown: readonly RecipientState[], broadcast: Broadcast): RecipientState[] {
  return STORED.filter((state) => shown.includes(shownState(state, broadcast)));
}

function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ') || 'NULL';
}
