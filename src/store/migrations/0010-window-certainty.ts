import type { Migration } from './migration';

/** Whether what opened a window was told in time to prove anything; made of the log, so it is read once more. */
export const windowCertainty: Migration = {
  name: '0010-window-certainty',
  statements: [
    'ALTER TABLE conversations ADD COLUMN window_certain_at BIGINT',
    'UPDATE projections SET log_seq = 0, sent_seq = 0, version = version + 1',
  ],
};
