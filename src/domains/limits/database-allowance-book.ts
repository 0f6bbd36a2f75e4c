import type { AllowanceBook, SavedAllowance } from '../../limits/allowance-book';
import type { Database } from '../../store/database';

const KEEP = `INSERT INTO limit_allowances (limit_key, member, state, kept_until) VALUES (?, ?, ?, ?)
  ON CONFLICT (limit_key, member) DO UPDATE SET state = excluded.state, kept_until = excluded.kept_until`;
const FORGET = `DELETE FROM limit_allowances WHERE (limit_key, member) IN
  (SELECT limit_key, member FROM limit_allowances WHERE kept_until <= ? ORDER BY kept_until LIMIT 1000)`;

/** What was used of the limits, in the database. */
export class DatabaseAllowanceBook implements AllowanceBook {
  constructor(private readonly database: Database) {}

  async load(): Promise<SavedAllowance[]> {
    const rows = await this.database.read(
      'SELECT limit_key, member, state, kept_until FROM limit_allowances WHERE kept_until > ?',
      [Date.now()],
    );
    return rows.map(([key, member, state, keptUntil]) => ({
      key: String(key),
      member: String(member),
      state: String(state),
      keptUntil: Number(keptUntil),
    }));
  }

  async keep(rows: readonly SavedAllowance[]): Promise<void> {
    const values = rows.map(({ key, member, state, keptUntil }) => [key, member, state, keptUntil]);
    await this.database.write([{ sql: KEEP, rows: values }], 'crash');
  }

  async forget(): Promise<void> {
    for (let deleted = 1; deleted > 0; ) {
      const [outcome] = await this.database.write([{ sql: FORGET, rows: [[Date.now()]] }], 'crash');
      deleted = outcome?.changes ?? 0;
    }
  }
}
