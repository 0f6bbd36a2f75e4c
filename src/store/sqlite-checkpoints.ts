import type { Committer } from './group-writer';
import type { SqliteThread } from './sqlite-thread';
import type { Durability, UnitResult, WiredStatement } from './statements';

/** Rows between two checkpoints: about 2,000 pages of the write-ahead log. */
const ROWS = 8_000;

/**
 * Commits, and now and then has another thread move what was committed from the write-ahead log into the database file.
 * Done by the writer itself, as SQLite would, it made everybody who waits for a commit wait for the whole move. The
 * writer still does it when the log has grown long nevertheless: only while nobody writes can all of it be moved, and
 * the log be begun anew.
 */
export class CheckpointedWriter implements Committer {
  #rows = 0;
  #isMoving = false;

  constructor(
    private readonly writer: SqliteThread,
    private readonly mover: SqliteThread,
  ) {}

  async batch(sqls: string[], units: WiredStatement[][], durability: Durability): Promise<UnitResult[]> {
    const results = await this.writer.batch(sqls, units, durability);
    for (const unit of units) for (const [, rows] of unit) this.#rows += rows.length;
    if (this.#rows >= ROWS && !this.#isMoving) void this.#move();
    return results;
  }

  async #move(): Promise<void> {
    this.#rows = 0;
    this.#isMoving = true;
    // What can't be moved now is moved later: no commit depends on it.
    await this.mover.query('PRAGMA wal_checkpoint(PASSIVE)', []).catch(() => undefined);
    this.#isMoving = false;
  }
}
