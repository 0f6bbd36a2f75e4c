import type { Database } from '../store/database';
import { StoreError } from '../store/errors';

/** The events of one step: few and small enough that no webhook waits long for the writer. */
const STEP_EVENTS = 200;
const STEP_SIZE = 4 * 1024 * 1024;

/** The last place of a step: at most so many events, and no more than one over so many characters. */
const STEP_END = `SELECT max(seq) FROM (
    SELECT seq, sum(size) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) - size AS before
    FROM (SELECT seq, size FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?) AS old
  ) AS step WHERE before < ?`;

/** Only from where it was, and never past what a projection has read: one may begin anew at any time. */
const RAISE_FLOOR = `UPDATE event_log_floor SET trimmed_to = ? WHERE name = 'events' AND trimmed_to = ?
  AND NOT EXISTS (SELECT 1 FROM projections WHERE log_seq < ?)`;
const DELETE_PEOPLE =
  'DELETE FROM event_people WHERE event_id IN (SELECT id FROM events WHERE seq > ? AND seq <= ?)';
const DELETE_EVENTS = 'DELETE FROM events WHERE seq > ? AND seq <= ?';

/** Events up to this place were deleted. */
export async function floorIn(database: Database): Promise<number> {
  const [row] = await database.read("SELECT trimmed_to FROM event_log_floor WHERE name = 'events'", []);
  return Number(row?.[0] ?? 0);
}

/**
 * Deletes the oldest events up to a place, one step of them. The floor is raised with them, so that no reader finds them
 * missing without a reason.
 *
 * @returns how many were deleted; 0 when none is left up to the place; `elsewhere` when another process was faster, or
 *   has begun to read from before
 */
export async function trimStep(database: Database, upTo: number): Promise<number | 'elsewhere'> {
  const floor = await floorIn(database);
  const [row] = await database.read(STEP_END, [floor, upTo, STEP_EVENTS, STEP_SIZE]);
  const end = Number(row?.[0] ?? 0);
  if (end <= floor) return 0;
  try {
    const outcomes = await database.write(
      [
        { sql: RAISE_FLOOR, rows: [[end, floor, end]], mustChange: true },
        { sql: DELETE_PEOPLE, rows: [[floor, end]] },
        { sql: DELETE_EVENTS, rows: [[floor, end]] },
      ],
      // What a power cut brings back is deleted again.
      'crash',
    );
    return outcomes[2]?.changes ?? 0;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'CONFLICT') return 'elsewhere';
    throw error;
  }
}
