import type { Migration } from './migration';

/**
 * What events are found by beyond the one person they are about: former ids, and everybody else that a change names.
 * Nearly no event has any.
 */
export const eventPeople: Migration = {
  name: '0005-event-people',
  statements: [
    `CREATE TABLE event_people (
      identifier TEXT NOT NULL,
      event_id TEXT NOT NULL,
      PRIMARY KEY (identifier, event_id)
    )`,
    'CREATE INDEX event_people_by_event ON event_people (event_id)',
  ],
};
