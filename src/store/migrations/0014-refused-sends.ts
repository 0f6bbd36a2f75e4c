import type { Migration } from './migration';

/** Sends that Meta refused at once for what they say of the person: they stand among those that it took, as a source. */
export const refusedSends: Migration = {
  name: '0014-refused-sends',
  statements: ['ALTER TABLE sent_messages ADD COLUMN refused_with INTEGER'],
};
