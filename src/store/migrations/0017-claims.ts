import type { Migration } from './migration';

/** Which process claimed a recipient: one that has ended may have left word of what never left. */
export const claims: Migration = {
  name: '0017-claims',
  statements: ['ALTER TABLE broadcast_recipients ADD COLUMN claimed_by TEXT'],
};
