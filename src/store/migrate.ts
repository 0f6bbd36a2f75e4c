import type { Migration } from './migrations/migration';
import type { SqliteThread } from './sqlite-thread';

/**
 * Brings the schema up to date, all steps or none. The transaction takes SQLite's write lock before it looks, so that of
 * two processes that open the database at once the second waits and then finds nothing left to do.
 */
export async function migrate(writer: SqliteThread, migrations: readonly Migration[]): Promise<void> {
  await writer.query('BEGIN IMMEDIATE', []);
  try {
    await writer.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)',
      [],
    );
    const { rows } = await writer.query('SELECT name FROM schema_migrations', []);
    const applied = new Set(rows.map(([name]) => name));
    for (const { name, statements } of migrations) {
      if (applied.has(name)) continue;
      for (const statement of statements) await writer.query(statement, []);
      await writer.query('INSERT INTO schema_migrations (name, applied_at) VALUES (?, ?)', [
        name,
        Date.now(),
      ]);
    }
    await writer.query('COMMIT', []);
  } catch (error) {
    await writer.query('ROLLBACK', []);
    throw error;
  }
}
