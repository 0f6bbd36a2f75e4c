import type { SqlValue } from './statements';

type Row = readonly SqlValue[];

/** Rows and characters that are held, twice as many for a moment. */
const MOST_ROWS = 4_096;
const MOST_SIZE = 8 * 1024 * 1024;

/**
 * The newest rows that this process has appended to a stream, so that its followers need not ask the database for
 * them. Only rows without a gap between them are held, because a gap may be another process's row.
 */
export class RecentRows {
  #held: { row: Row; size: number }[] = [];
  #size = 0;
  /** The place before the first row. */
  #floor = 0;

  /** Takes rows that can be read from the database from now on: one after another, the last of them at this place. */
  push(last: number, rows: readonly Row[]): void {
    const before = last - rows.length;
    if (before !== this.#floor + this.#held.length) this.#restart(before);
    for (const row of rows) {
      const size = charactersIn(row);
      this.#held.push({ row, size });
      this.#size += size;
    }
    if (this.#held.length >= 2 * MOST_ROWS || this.#size > 2 * MOST_SIZE) this.#forgetOldest();
  }

  /** Rows from the one after a place on, at most so many and none that begins beyond `maxSize`; none if they are not held. */
  after(place: number, limit: number, maxSize: number): Row[] {
    const rows: Row[] = [];
    if (place < this.#floor) return rows;
    let size = 0;
    for (let index = place - this.#floor; rows.length < limit && size < maxSize; index += 1) {
      const held = this.#held[index];
      if (!held) break;
      rows.push([this.#floor + index + 1, ...held.row]);
      size += held.size;
    }
    return rows;
  }

  #restart(floor: number): void {
    this.#held = [];
    this.#size = 0;
    this.#floor = floor;
  }

  #forgetOldest(): void {
    let oldest = this.#held.length;
    let size = 0;
    while (oldest > 0 && this.#held.length - oldest < MOST_ROWS && size < MOST_SIZE) {
      oldest -= 1;
      size += this.#held[oldest]?.size ?? 0;
    }
    this.#held = this.#held.slice(oldest);
    this.#size = size;
    this.#floor += oldest;
  }
}

function charactersIn(row: Row): number {
  return row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
}
