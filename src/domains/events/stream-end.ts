import type { EventLog, StoredEvent } from '../../events/types';
import { assertTimes, placeIn } from './stream-start';

/** Where a reader begins to read backward, and how far back it reads. */
export interface EndArguments {
  /** Cursor of the oldest event seen. */
  before?: string | null | undefined;
  since?: Date | null | undefined;
  until?: Date | null | undefined;
}

export interface StreamEnd {
  /** Place in the log to go back from; undefined where nothing was said. */
  before?: number;
  /** Whether a cursor was given: then there are younger ones. */
  hasNext: boolean;
  /** Nothing at or before this place is wanted; undefined where there is no such bound. */
  after?: number;
  /** Leaves out what the places alone let through. */
  test?: (event: StoredEvent) => boolean;
}

/**
 * The places in the log that the arguments name.
 *
 * @throws InvalidInputError
 */
export async function endOf(log: EventLog, { before, since, until }: EndArguments): Promise<StreamEnd> {
  assertTimes({ since, until });
  const places = [
    before ? await placeIn(log, before, 'before') : undefined,
    until ? (await log.placeAfter(until)) + 1 : undefined,
  ].filter((place) => place !== undefined);
  return {
    hasNext: Boolean(before),
    ...(places.length > 0 && { before: Math.min(...places) }),
    ...(since && { after: await log.placeBefore(since) }),
    ...((since || until) && {
      test: ({ receivedAt }: StoredEvent) =>
        (!since || receivedAt >= since) && (!until || receivedAt < until),
    }),
  };
}
