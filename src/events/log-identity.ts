import { randomBytes } from 'node:crypto';
import type { Database } from '../store/database';

/** Eight characters in a cursor: enough that no two logs of anybody's are taken for one. */
const BYTES = 6;

/**
 * What tells the log of this database from those of others, for as long as the database is: cursors carry it. Whoever
 * opens the log first gives it one; of several at once the first.
 */
export async function identityOf(database: Database): Promise<string> {
  const known = await identityIn(database);
  if (known !== undefined) return known;
  const sql = "UPDATE event_log_floor SET identity = ? WHERE name = 'events' AND identity IS NULL";
  await database.write([{ sql, rows: [[randomBytes(BYTES).toString('base64url')]] }]);
  const given = await identityIn(database);
  if (given === undefined) throw new Error('The event log lost the row that says how far it was trimmed.');
  return given;
}

async function identityIn(database: Database): Promise<string | undefined> {
  const [row] = await database.read("SELECT identity FROM event_log_floor WHERE name = 'events'", []);
  return typeof row?.[0] === 'string' ? row[0] : undefined;
}
