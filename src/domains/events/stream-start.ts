import { InvalidInputError } from '../../common/errors';
import {
  CursorTooOldError,
  decodeEventCursor,
  encodeEventCursor,
  InvalidCursorError,
  type LogPlace,
} from '../../events/cursor';
import type { EventLog, StoredEvent } from '../../events/types';

/** Which stretch of the log a reader wants. */
export interface StartArguments {
  /** Cursor of the last event seen. */
  after?: string | null | undefined;
  since?: Date | null | undefined;
  until?: Date | null | undefined;
}

export interface StreamStart {
  /** Place in the log to begin after; undefined where nothing was said. */
  after?: number;
  /** The last place that is wanted; undefined where there is no such bound. */
  until?: number;
  /** Leaves out what the places alone let through. */
  test?: (event: StoredEvent) => boolean;
}

/** Clocks of callers may be a little ahead. */
const AHEAD_MS = 60_000;

/**
 * The places in the log that the arguments name.
 *
 * @throws InvalidInputError, CursorTooOldError
 */
export async function startOf(log: EventLog, { after, since, until }: StartArguments): Promise<StreamStart> {
  assertTimes({ since, until });
  const start = since ? await startSince(log, since, after) : await startAfter(log, after);
  if (!until) return start;
  const { test } = start;
  return {
    ...start,
    until: await log.placeAfter(until),
    test: (event) => event.receivedAt < until && (test?.(event) ?? true),
  };
}

/** @throws InvalidInputError */
export function assertTimes({ since, until }: Pick<StartArguments, 'since' | 'until'>): void {
  if (until) assertPast('until', until, 'Leave it out to be told what happens from now on, too.');
  if (since)
    assertPast('since', since, 'Give a time that has passed, or leave it out: a subscription begins now.');
  if (since && until && until <= since) {
    throw new InvalidInputError('until', 'is not after `since`', 'Give a later time: no event lies between.');
  }
}

function assertPast(argument: 'since' | 'until', time: Date, fix: string): void {
  if (time.getTime() > Date.now() + AHEAD_MS)
    throw new InvalidInputError(argument, 'lies in the future', fix);
}

async function startSince(
  log: EventLog,
  since: Date,
  after: string | null | undefined,
): Promise<StreamStart> {
  if (after !== null && after !== undefined) {
    const fix = 'Give the cursor of the last event seen, or a time to begin at.';
    throw new InvalidInputError('since', 'stands beside `after`', fix);
  }
  const [place, { trimmedTo }] = await Promise.all([log.placeBefore(since), log.oldest()]);
  return {
    // A time before everything that is left begins with the oldest event. It is no error, since a time names no event
    // that could be missing.
    after: place < trimmedTo ? 0 : place,
    test: ({ receivedAt }) => receivedAt >= since,
  };
}

async function startAfter(log: EventLog, cursor: string | null | undefined): Promise<StreamStart> {
  if (cursor === null || cursor === undefined) return {};
  // Checked before the stream begins, so that the mistake is an error of the operation.
  const after = await placeIn(log, cursor, 'after');
  // Checked before the stream begins as well; the log itself reports events that are deleted while it runs.
  if (after > 0) {
    const { trimmedTo, receivedAt } = await log.oldest();
    if (after < trimmedTo)
      throw new CursorTooOldError(encodeEventCursor(trimmedTo, log.identity), receivedAt);
  }
  return { after };
}

type CursorArgument = 'after' | 'before';

/**
 * The place of a cursor, which has to belong to an event that exists or existed.
 *
 * @throws InvalidInputError
 */
export async function placeIn(log: EventLog, cursor: string, argument: CursorArgument): Promise<number> {
  const place = placeOf(log, cursor, argument);
  if (place > log.known && place > (await log.head())) {
    throw unknownCursor(argument, 'lies beyond the newest event: it comes from another database');
  }
  return place;
}

/** @throws InvalidInputError */
export function placeOf({ identity }: EventLog, cursor: string, argument: CursorArgument = 'after'): number {
  const { seq, log = identity } = decoded(cursor, argument);
  if (log !== identity) throw unknownCursor(argument, 'comes from another database');
  return seq;
}

function decoded(cursor: string, argument: CursorArgument): LogPlace {
  try {
    return decodeEventCursor(cursor);
  } catch (error) {
    if (error instanceof InvalidCursorError) throw unknownCursor(argument, 'is not the cursor of an event');
    throw error;
  }
}

function unknownCursor(argument: CursorArgument, problem: string): InvalidInputError {
  const seen = argument === 'after' ? 'last' : 'oldest';
  const fix = `Give the \`cursor\` of the ${seen} event seen, unchanged, or leave it out.`;
  return new InvalidInputError(argument, problem, fix);
}
