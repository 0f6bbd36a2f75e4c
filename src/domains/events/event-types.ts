import type { EventKind as LogKind, StoredEvent } from '../../events/types';
import type { EventType } from './event';
import type { EventMapping } from './event-mapping';
import { messageReceived } from './message-received';
import { messageStatusUpdated } from './message-status-updated';
import { unknownEvent } from './unknown-event';

/** Every kind of event that has a GraphQL type of its own. */
export const EVENT_MAPPINGS: readonly EventMapping[] = [messageReceived, messageStatusUpdated];

/** The kind of what has no mapping. */
export const UNKNOWN_KIND = 'UNKNOWN';

const keyOf = (logKind: LogKind, field: string) => `${logKind}:${field}`;
const byKey = new Map(EVENT_MAPPINGS.map((mapping) => [keyOf(mapping.logKind, mapping.field), mapping]));

/** The GraphQL kind of events of the log. */
export function kindOf(logKind: LogKind, field: string): string {
  return byKey.get(keyOf(logKind, field))?.kind ?? UNKNOWN_KIND;
}

/** An event told to a thousand subscribers is the same object each time: it is read once. */
const made = new WeakMap<StoredEvent, EventType>();

/** An event of the log, as the schema has it. */
export function eventOf(stored: StoredEvent): EventType {
  const known = made.get(stored);
  if (known) return known;
  const event = byKey.get(keyOf(stored.kind, stored.field))?.make(stored) ?? unknownEvent(stored);
  made.set(stored, event);
  return event;
}
