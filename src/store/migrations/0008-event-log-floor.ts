import type { Migration } from './migration';

/**
 * How far the event log was trimmed. Kept apart from the events: the place outlives the last of them, so that a cursor
 * from before it is recognised even when the log is empty.
 */
export const eventLogFloor: Migration = {
  name: '0008-event-log-floor',
  statements: [
    `CREATE TABLE event_log_floor (
      name TEXT PRIMARY KEY,
      trimmed_to BIGINT NOT NULL
    )`,
    "INSERT INTO event_log_floor (name, trimmed_to) VALUES ('events', 0)",
  ],
};
