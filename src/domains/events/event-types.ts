import type { EventKind as LogKind, NewEvent, StoredEvent } from '../../events/types';
import { accountEvents } from './accounts';
import { callEvents } from './calls';
import { contactEvents } from './contacts';
import type { EventType } from './event';
import type { EventMapping } from './event-mapping';
import { flowUpdated } from './flows/flow-updated';
import { groupEvents } from './groups';
import { historySynced } from './history/history-synced';
import { messageEchoed } from './message-echoed';
import { messageReceived } from './message-received';
import { messageStatusUpdated } from './message-status-updated';
import { partnerEvents } from './partners';
import { phoneNumberEvents } from './phone-numbers';
import { routingEvents } from './routing';
import { templateEvents } from './templates';
import { trackingEvents } from './tracking';
import { unknownEvent } from './unknown-event';

/** Every kind of event that has a GraphQL type of its own. Of those for one field the first that fits counts. */
export const EVENT_MAPPINGS: readonly EventMapping[] = [
  messageReceived,
  messageStatusUpdated,
  messageEchoed,
  ...templateEvents,
  ...phoneNumberEvents,
  ...partnerEvents,
  // Events of both families are in each of their lists.
  ...accountEvents.filter((mapping) => !partnerEvents.includes(mapping)),
  ...contactEvents,
  ...callEvents,
  ...groupEvents,
  flowUpdated,
  historySynced,
  ...trackingEvents,
  ...routingEvents,
];

/** The kind of what has no mapping. */
export const UNKNOWN_KIND = 'UNKNOWN';

const keyOf = (logKind: LogKind, field: string) => `${logKind}:${field}`;
const byKey = new Map<string, EventMapping[]>();
for (const mapping of EVENT_MAPPINGS) {
  for (const field of mapping.fields) {
    const key = keyOf(mapping.logKind, field);
    byKey.set(key, [...(byKey.get(key) ?? []), mapping]);
  }
}

/** The mappings that events of a field may fall under. */
export function mappingsFor(logKind: LogKind, field: string): readonly EventMapping[] {
  return byKey.get(keyOf(logKind, field)) ?? [];
}

/** The mapping that an event falls under; undefined for what has no type of its own. */
export function mappingOf({ kind, field, payload }: NewEvent): EventMapping | undefined {
  return mappingsFor(kind, field).find(({ fits }) => fits?.(payload) ?? true);
}

/** The GraphQL kind of an event of the log. */
export function kindOf(stored: StoredEvent): string {
  return mappingOf(stored)?.kind ?? UNKNOWN_KIND;
}

/** The mapped events. An event for a thousand subscribers is the same object each time, and is mapped only once. */
const made = new WeakMap<StoredEvent, EventType>();

/** An event of the log, as the schema has it. */
export function eventOf(stored: StoredEvent): EventType {
  const known = made.get(stored);
  if (known) return known;
  const mapping = mappingOf(stored);
  const event = mapping ? mapping.make(stored) : unknownEvent(stored);
  made.set(stored, event);
  return event;
}
