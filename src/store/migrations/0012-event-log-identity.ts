import type { Migration } from './migration';

/** What tells this log from those of other databases: given when the log is first opened, since SQL has no word for it that both databases know. */
export const eventLogIdentity: Migration = {
  name: '0012-event-log-identity',
  statements: ['ALTER TABLE event_log_floor ADD COLUMN identity TEXT'],
};
