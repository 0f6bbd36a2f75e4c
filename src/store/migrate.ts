import type { Dialect } from './dialect';
import type { Migration } from './migrations/migration';
import type { SqlValue } from './statements';

/** A connection that nobody else uses meanwhile. */
interface Connection {
  query(sql: string, parameters: readonly SqlValue[]): Promise<{ rows: readonly (readonly SqlValue[])[] }>;
}

/**
 * Brings the schema up to date, all steps or none. The transaction takes a lock before it looks, so that of several
 * processes that open the database at once all but one wait, and then find nothing left to do.
 */
export async function migrate(
  connection: Connection,
  dialect: Dialect,
  migrations: readonly Migration[],
): Promise<void> {
  for (const statement of dialect.beginMigrations) await connection.query(statement, []);
  try {
    const known =
      'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)';
    await connection.query(known, []);
    const { rows } = await connection.query('SELECT name FROM schema_migrations', []);
    const applied = new Set(rows.map(([name]) => name));
    for (const { name, statements } of migrations) {
      if (applied.has(name)) continue;
      for (const statement of statements) await connection.query(dialect.migration(statement), []);
      await connection.query('INSERT INTO schema_migrations (name, applied_at) VALUES (?, ?)', [
        name,
        Date.now(),
      ]);
    }
    await connection.query('COMMIT', []);
  } catch (error) {
    // What failed is what counts, also where the connection went with it.
    await connection.query('ROLLBACK', []).catch(() => undefined);
    throw error;
  }
}
