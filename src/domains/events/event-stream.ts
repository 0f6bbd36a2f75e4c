import type { SubscribeResolverData } from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import type { StoredEvent } from '../../events/types';
import { onceBack } from '../../store/once-back';
import type { GatewayContext } from '../context';
import type { EventFilterInput } from './event-filter-input';
import { selectEvents } from './event-selection';
import { sift } from './sift';
import { startOf } from './stream-start';

/** Arguments of every subscription, as graphql-js hands them over. */
export interface StreamArguments {
  filter?: EventFilterInput | null;
  after?: string | null;
  since?: Date | null;
  until?: Date | null;
}

/** How long a stream that begins while the database is away waits, before it is refused as UNAVAILABLE. */
const LONGEST_WAIT_MS = 60_000;

type StreamRequest = SubscribeResolverData<unknown, StreamArguments, GatewayContext>;

/**
 * Makes the `subscribe` of a subscription field: the events of the log from a cursor or a time on, or from now on. While
 * the database is away it waits for a while, as those that have begun do.
 *
 * @param kinds the only kinds that the field can deliver, where it is not all
 */
export function streamOf(kinds?: readonly string[]) {
  return async ({ args, context }: StreamRequest): Promise<AsyncIterableIterator<StoredEvent>> => {
    const { filter, test } = selectEvents(context.caller, args.filter, kinds);
    if (args.until && !args.after && !args.since) {
      const fix = 'Say with `after` or `since` where to begin.';
      throw new InvalidInputError('until', 'stands alone: nothing would come', fix);
    }
    // A stream whose reader has gone meanwhile must not wait for ever.
    const latest = Date.now() + LONGEST_WAIT_MS;
    const {
      after,
      until,
      test: isInTime,
    } = await onceBack(
      () => startOf(context.log, args),
      () => context.signal.aborted || Date.now() > latest,
    );
    const events = context.hub.subscribe({ filter, after, until, signal: context.signal });
    return sift(events, test, isInTime);
  };
}
