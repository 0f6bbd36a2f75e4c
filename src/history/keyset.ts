import { InvalidCursorError } from '../events/cursor';
import type { Page, PageRequest } from './types';

/** Place of an item in a list: a time in milliseconds, and a key that orders those of the same time. */
export type Key = [time: number, key: string];

/** Which rows of a list to read for a page: those beyond `from`, one more than asked to see whether there are more. */
export interface KeysetRead {
  direction: 'forward' | 'backward';
  from: Key | undefined;
  limit: number;
}

const DEFAULT_COUNT = 50;

/** @throws InvalidCursorError */
export function keysetRead({ first, after, last, before }: PageRequest): KeysetRead {
  const backward = last !== undefined || (first === undefined && before !== undefined);
  const cursor = backward ? before : after;
  const count = (backward ? last : first) ?? DEFAULT_COUNT;
  return {
    direction: backward ? 'backward' : 'forward',
    from: cursor === undefined ? undefined : decode(cursor),
    limit: Math.max(0, count) + 1,
  };
}

/** The page, from the rows read in the direction of reading. */
export function pageOf<Row, T>(
  { direction, from, limit }: KeysetRead,
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  nodeOf: (row: Row) => T,
): Page<T> {
  const hasMore = rows.length === limit;
  const kept = hasMore ? rows.slice(0, -1) : [...rows];
  if (direction === 'backward') kept.reverse();
  const hasBehind = from !== undefined;
  return {
    items: kept.map((row) => ({ cursor: encode(keyOf(row)), node: nodeOf(row) })),
    hasNextPage: direction === 'forward' ? hasMore : hasBehind,
    hasPreviousPage: direction === 'forward' ? hasBehind : hasMore,
  };
}

function encode([time, key]: Key): string {
  return Buffer.from(`history:1:${time}:${key}`).toString('base64url');
}

function decode(cursor: string): Key {
  const match = /^history:1:(-?\d{1,16}):(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString());
  const key: Key = [Number(match?.[1]), match?.[2] ?? ''];
  if (!match || encode(key) !== cursor) {
    throw new InvalidCursorError(
      cursor,
      'is not a cursor of this list. Pass one from its `edges` or `pageInfo` unchanged, or leave it out to start at the beginning.',
    );
  }
  return key;
}
