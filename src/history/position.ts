import type { Database } from '../store/database';
import { StoreError } from '../store/errors';
import type { WriteStatement } from '../store/statements';

const NAME = 'history';

/** A place in each of the two sources: the log, and what was sent. */
export interface Heads {
  logSeq: number;
  sentSeq: number;
}

/** How far the projection has read them, whoever did it. */
export interface Position extends Heads {
  version: number;
}

/** Moves the projection from where it was read, or fails where somebody else has moved it meanwhile. */
const TAKE_STEP: string = `UPDATE projections SET log_seq = ?, sent_seq = ?, version = version + 1
  WHERE name = '${NAME}' AND log_seq = ? AND sent_seq = ? AND version = ?`;

/** Gives the projection a position, at the beginning of its sources, where it has none. */
export async function placeProjection(database: Database): Promise<void> {
  const sql =
    'INSERT INTO projections (name, log_seq, sent_seq, version) VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING';
  await database.write([{ sql, rows: [[NAME]] }]);
}

export async function positionIn({ kysely }: Database): Promise<Position> {
  const row = await kysely
    .selectFrom('projections')
    .selectAll()
    .where('name', '=', NAME)
    .executeTakeFirstOrThrow();
  return { logSeq: row.log_seq, sentSeq: row.sent_seq, version: row.version };
}

export function isBefore(position: Heads, heads: Heads): boolean {
  return position.logSeq < heads.logSeq || position.sentSeq < heads.sentSeq;
}

/**
 * Stores a step and the position that it leads to, only from the position that it started at: whoever competes, one of
 * them takes it. It is stored part by part, so that others get in between; the last part moves the position. A step that
 * stops before that is done once more, over what is there, and comes to the same.
 *
 * @returns whether it was stored: not where somebody else took a step, or a part of one, meanwhile
 */
export async function storeStep(
  database: Database,
  from: Position,
  next: Heads,
  parts: readonly WriteStatement[][],
): Promise<boolean> {
  try {
    for (const [index, part] of parts.entries()) {
      const to = index === parts.length - 1 ? next : from;
      const values = [to.logSeq, to.sentSeq, from.logSeq, from.sentSeq, from.version + index];
      const take = { sql: TAKE_STEP, rows: [values], mustChange: true };
      // What a power cut takes is made anew from the log.
      await database.write([take, ...part], 'crash');
    }
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'CONFLICT') return false;
    throw error;
  }
}
