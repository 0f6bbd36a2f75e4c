import { CursorTooOldError } from './cursor';
import type { EventFilter, EventLog, StoredEvent } from './types';

/**
 * As the log's own `read`, for readers of this process that nobody can tell to begin elsewhere: where events after their
 * place were deleted with age, they go on with the oldest that is left.
 *
 * @param onLost told of each such gap
 */
export async function readLeft(
  log: EventLog,
  after: number,
  limit: number,
  filter: EventFilter | undefined,
  onLost: (error: CursorTooOldError) => void,
): Promise<StoredEvent[]> {
  for (let place = after; ; place = (await log.oldest()).trimmedTo) {
    try {
      return filter ? await log.read(place, limit, filter) : await log.readOn(place, limit);
    } catch (error) {
      if (!(error instanceof CursorTooOldError)) throw error;
      onLost(error);
    }
  }
}
