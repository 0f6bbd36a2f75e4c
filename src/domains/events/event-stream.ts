import type { SubscribeResolverData } from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import { decodeEventCursor, InvalidCursorError } from '../../events/cursor';
import type { StoredEvent } from '../../events/types';
import type { GatewayContext } from '../context';
import type { EventFilterInput } from './event-filter-input';
import { selectEvents } from './event-selection';
import { sift } from './sift';

/** Arguments of every subscription, as graphql-js hands them over. */
export interface StreamArguments {
  filter?: EventFilterInput | null;
  after?: string | null;
}

type StreamRequest = SubscribeResolverData<unknown, StreamArguments, GatewayContext>;

/**
 * Makes the `subscribe` of a subscription field: the events of the log from a cursor on, or from now on.
 *
 * @param kinds the only kinds that the field can deliver, where it is not all
 */
export function streamOf(kinds?: readonly string[]) {
  return async ({ args, context }: StreamRequest): Promise<AsyncIterableIterator<StoredEvent>> => {
    const { filter, test } = selectEvents(context.caller, args.filter, kinds);
    const after = placeOf(args.after);
    // Checked before the stream begins, so that the mistake is told as the operation's own.
    if (after !== undefined && after > (await context.log.head())) {
      throw unknownCursor('lies beyond the newest event: it comes from another database');
    }
    const events = context.hub.subscribe({ filter, after, signal: context.signal });
    return test ? sift(events, test) : events;
  };
}

/**
 * The place in the log that a cursor names.
 *
 * @throws InvalidInputError
 */
export function placeOf(cursor: string | null | undefined): number | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  try {
    return decodeEventCursor(cursor);
  } catch (error) {
    if (error instanceof InvalidCursorError) throw unknownCursor('is not the cursor of an event');
    throw error;
  }
}

function unknownCursor(problem: string): InvalidInputError {
  const fix = 'Give the `cursor` of the last event seen, unchanged, or leave it out.';
  return new InvalidInputError('after', problem, fix);
}
