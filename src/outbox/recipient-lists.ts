import { newBroadcastId } from '../common/callback-data';
import type { Database } from '../store/database';
import type { Recipient, RecipientList } from './broadcast';

/** Nobody can keep an overview of a larger broadcast. */
export const MAX_RECIPIENTS = 100_000;

const KEEP_MS = 86_400_000;
const ROWS_A_WRITE = 500;

const INSERT_RECIPIENT = `INSERT INTO broadcast_recipients
  (broadcast_id, position, recipient, state, due_at, tries, updated_at) VALUES (?, ?, ?, 'PENDING', 0, 0, ?)`;
const DELETE_SOME = `DELETE FROM broadcast_recipients WHERE broadcast_id = ? AND position IN
  (SELECT position FROM broadcast_recipients WHERE broadcast_id = ? LIMIT 1000)`;

/** Lists of recipients on their way to a broadcast. One that is not used within a day is deleted. */
export class RecipientLists {
  constructor(private readonly database: Database) {}

  /**
   * Stores a list as it arrives, a few hundred recipients at a time. It is on disk once this resolves; when the
   * source throws, nothing is kept.
   */
  async store(
    caller: string,
    recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
  ): Promise<RecipientList> {
    const list = await this.#begin(caller);
    try {
      let total = 0;
      let rows: (string | number)[][] = [];
      for await (const recipient of recipients) {
        total += 1;
        rows.push([list.id, total, JSON.stringify(recipient), list.createdAt.getTime()]);
        if (rows.length < ROWS_A_WRITE) continue;
        await this.#insert(rows);
        rows = [];
      }
      await this.#insert(rows);
      await this.database.write([
        { sql: 'UPDATE recipient_lists SET total = ? WHERE id = ?', rows: [[total, list.id]] },
      ]);
      return { ...list, total };
    } catch (error) {
      // If this fails too, what is left over is deleted because of its age.
      await this.remove(list.id).catch(() => undefined);
      throw error;
    }
  }

  async byId(id: string): Promise<RecipientList | undefined> {
    const sql = 'SELECT caller, total, created_at, expires_at FROM recipient_lists WHERE id = ?';
    const [row] = await this.database.read(sql, [id]);
    if (!row) return undefined;
    const [caller, total, createdAt, expiresAt] = row;
    return {
      id,
      caller: String(caller),
      ...(total !== null && { total: Number(total) }),
      createdAt: new Date(Number(createdAt)),
      expiresAt: new Date(Number(expiresAt)),
    };
  }

  /** Recipients after a position, in order. */
  async read(id: string, after: number, limit: number): Promise<Recipient[]> {
    const sql = `SELECT recipient FROM broadcast_recipients WHERE broadcast_id = ? AND position > ?
      ORDER BY position LIMIT ?`;
    return (await this.database.read(sql, [id, after, limit])).map(([json]) => recipientIn(String(json)));
  }

  /** Deletes a list and its recipients, a little at a time. */
  async remove(id: string): Promise<void> {
    await removeRecipients(this.database, id);
    await this.database.write([{ sql: 'DELETE FROM recipient_lists WHERE id = ?', rows: [[id]] }], 'crash');
  }

  /** Deletes lists that nobody used. */
  async forget(): Promise<void> {
    const sql = 'SELECT id FROM recipient_lists WHERE expires_at <= ?';
    for (const [id] of await this.database.read(sql, [Date.now()])) await this.remove(String(id));
  }

  async #begin(caller: string): Promise<RecipientList> {
    const createdAt = Date.now();
    const list = {
      id: newBroadcastId(),
      caller,
      createdAt: new Date(createdAt),
      expiresAt: new Date(createdAt + KEEP_MS),
    };
    const sql = 'INSERT INTO recipient_lists (id, caller, created_at, expires_at) VALUES (?, ?, ?, ?)';
    await this.database.write([{ sql, rows: [[list.id, caller, createdAt, createdAt + KEEP_MS]] }], 'crash');
    return list;
  }

  /** These writes need not wait for the disk: the write that completes the list does, and it takes them along. */
  async #insert(rows: (string | number)[][]): Promise<void> {
    if (rows.length > 0) await this.database.write([{ sql: INSERT_RECIPIENT, rows }], 'crash');
  }
}

/** Deletes the recipients of a list or a broadcast, a little at a time, so that nobody waits long. */
export async function removeRecipients(database: Database, id: string): Promise<void> {
  for (let deleted = 1; deleted > 0; ) {
    const [outcome] = await database.write([{ sql: DELETE_SOME, rows: [[id, id]] }], 'crash');
    deleted = outcome?.changes ?? 0;
  }
}

export function recipientIn(json: string): Recipient {
  return JSON.parse(json);
}
