import type { Database } from '../store/database';
import { APPLY_READ_MARK, readMarkRow } from './conversation-writes';
import type { Projector } from './projector';

const INSERT_MARK = 'INSERT INTO read_marks (message_id, marked_at) VALUES (?, ?) ON CONFLICT DO NOTHING';

/** Which messages were marked as read through this gateway: Meta doesn't tell, so it is a source that outlives a rebuild. */
export class ReadMarks {
  constructor(
    private readonly database: Database,
    private readonly projector: Projector,
  ) {}

  /**
   * The mark is stored first. A message that is in the log by then is applied before its conversation is changed; one that
   * comes later finds the mark.
   */
  async record(messageId: string): Promise<void> {
    await this.database.write([{ sql: INSERT_MARK, rows: [[messageId, Date.now()]] }], 'crash');
    await this.projector.catchUp();
    await this.database.write([{ sql: APPLY_READ_MARK, rows: [readMarkRow(messageId)] }], 'crash');
  }
}
