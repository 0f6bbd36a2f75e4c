import type { SqlValue } from '../store/statements';
import { eventIdOf } from './event-row';
import { alsoNamed } from './identifiers';
import type { NewEvent } from './types';

export const INSERT_EVENT_PERSON =
  'INSERT INTO event_people (identifier, event_id) VALUES (?, ?) ON CONFLICT (identifier, event_id) DO NOTHING';

/** Rows of {@link INSERT_EVENT_PERSON}: none for nearly every event. */
export function peopleRowsOf(events: readonly NewEvent[]): SqlValue[][] {
  return events.flatMap((event) => alsoNamed(event).map((identifier) => [identifier, eventIdOf(event)]));
}
