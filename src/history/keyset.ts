import { InvalidCursorError } from '../events/cursor';
import type { Page, PageRequest } from './types';

/** Place of an item in a list: a time in milliseconds, and a key that orders those of the same time. */
export type Key = [time: number, key: string];

/**
 * What the cursors of a list begin with: another one for each order, so that a cursor of an order that is no more is refused
 * rather than taken for another place. Messages of a conversation have the second: they were ordered by id once.
 */
export type ListName = 'history:1' | 'history:2';

/** Which rows of a list to read for a page: those beyond `from`, one more than asked to see whether there are more. */
export interface KeysetRead {
  list: ListName;
  direction: 'forward' | 'backward';
  from: Key | undefined;
  limit: number;
}

const DEFAULT_COUNT = 50;

/** @throws InvalidCursorError */
export function keysetRead(
  { first, after, last, before }: PageRequest,
  list: ListName = 'history:1',
): KeysetRead {
  const backward = last !== undefined || (first === undefined && before !== undefined);
  const cursor = backward ? before : after;
  const count = (backward ? last : first) ?? DEFAULT_COUNT;
  return {
    list,
    direction: backward ? 'backward' : 'forward',
    from: cursor === undefined ? undefined : decode(cursor, list),
    limit: Math.max(0, count) + 1,
  };
}

/** The page, from the rows read in the direction of reading. */
export function pageOf<Row, T>(
  { list, direction, from, limit }: KeysetRead,
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  nodeOf: (row: Row) => T,
): Page<T> {
  const hasMore = rows.length === limit;
  const kept = hasMore ? rows.slice(0, -1) : [...rows];
  if (direction === 'backward') kept.reverse();
  const hasBehind = from !== undefined;
  return {
    items: kept.map((row) => ({ cursor: encode(keyOf(row), list), node: nodeOf(row) })),
    hasNextPage: direction === 'forward' ? hasMore : hasBehind,
    hasPreviousPage: direction === 'forward' ? hasBehind : hasMore,
  };
}

function encode([time, key]: Key, list: ListName): string {
  return Buffer.from(`${list}:${time}:${key}`).toString('base64url');
}

function decode(cursor: string, list: ListName): Key {
  const match = /^history:[12]:(-?\d{1,16}):(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString());
  const key: Key = [Number(match?.[1]), match?.[2] ?? ''];
  if (!match || encode(key, list) !== cursor) {
    throw new InvalidCursorError(
      cursor,
      'is not a cursor of this list. Pass one from its `edges` or `pageInfo` unchanged, or leave it out to start at the beginning.',
    );
  }
  return key;
}
