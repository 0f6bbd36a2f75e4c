import type { Committer } from './group-writer';
import type { SqliteThread } from './sqlite-thread';
import type { Durability, UnitResult, WiredStatement } from './statements';

/** Rows between two checkpoints: about 2,000 pages of the write-ahead log. */
const ROWS = 8_000;

/**
 * Commits, and now and then has another thread move committed pages from the write-ahead log into the database file.
 * If the writer did that itself, as SQLite does by default, every pending commit would wait for the whole move. The
 * writer still does it when the log has become long nevertheless, because only while nobody writes can all of it be
 * moved and the log begin again.
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
