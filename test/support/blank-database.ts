import type { Database } from '../../src/store/database';
import type { SqlValue } from '../../src/store/statements';

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  postgres: "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
};
/** Begins the numbering of rows anew. */
const RENUMBER = {
  sqlite: ['DELETE FROM sqlite_sequence'],
  postgres: ['ALTER SEQUENCE events_seq_seq RESTART', 'ALTER SEQUENCE sent_messages_seq_seq RESTART'],
};
/** Differs when a table, an index, a trigger or a function comes or goes. */
const SHAPE = {
  sqlite: "SELECT group_concat(sql, ';') FROM sqlite_master",
  postgres: `SELECT (SELECT string_agg(relname, ',' ORDER BY oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
    (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_attribute WHERE attrelid IN
      (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'))`,
};

/** What a new database holds, so that a used one can be made new again: to open another takes longer than most tests. */
export class BlankDatabase {
  private constructor(
    private readonly shape: string,
    private readonly contents: ReadonlyMap<string, SqlValue[][]>,
  ) {}

  /** As the database is now. */
  static async of(database: Database): Promise<BlankDatabase> {
    const contents = new Map<string, SqlValue[][]>();
    for (const [name] of await database.read(TABLES[database.dialect.name], [])) {
      contents.set(String(name), await database.read(`SELECT * FROM ${String(name)}`, []));
    }
    return new BlankDatabase(await shapeOf(database), contents);
  }

  /** Makes the database as it was. False where that cannot be: it is closed, or a test changed more than its rows. */
  async restore(database: Database): Promise<boolean> {
    try {
      if ((await shapeOf(database)) !== this.shape) return false;
      await database.write([...this.#emptying(database), ...this.#filling()]);
      return true;
    } catch {
      return false;
    }
  }

  #emptying({ dialect }: Database) {
    const deletions = [...this.contents.keys()].map((table) => `DELETE FROM ${table}`);
    return [...deletions, ...RENUMBER[dialect.name]].map((sql) => ({ sql, rows: [[]] }));
  }

  #filling() {
    return [...this.contents].flatMap(([table, rows]) => {
      const [first] = rows;
      if (!first) return [];
      return [{ sql: `INSERT INTO ${table} VALUES (${first.map(() => '?').join()})`, rows }];
    });
  }
}

async function shapeOf(database: Database): Promise<string> {
  return JSON.stringify(await database.read(SHAPE[database.dialect.name], []));
}
