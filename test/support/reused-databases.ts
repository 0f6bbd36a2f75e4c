import { type Database, openDatabase } from '../../src/store/database';
import { BlankDatabase } from './blank-database';
import type { NewDatabase } from './databases';

/** An empty database, open. */
export interface EmptyDatabase {
  url: string;
  database: Database;
}

/** Databases of a suite that are made new again for the next test, rather than opened for each. */
export interface ReusedDatabases {
  take(): Promise<EmptyDatabase>;
  /** For when nothing writes to it any more. */
  giveBack(used: EmptyDatabase): Promise<void>;
}

/** Call at the top of the suite. */
export function reusedDatabases(newDatabase: NewDatabase): ReusedDatabases {
  const ready: EmptyDatabase[] = [];
  const blanks = new Map<Database, BlankDatabase>();
  afterAll(async () => {
    for (const { database } of ready.splice(0)) await database.close();
  });
  return {
    async take() {
      const again = ready.pop();
      if (again) return again;
      const url = await newDatabase();
      const database = await openDatabase(url);
      blanks.set(database, await BlankDatabase.of(database));
      return { url, database };
    },
    async giveBack(used) {
      if (await blanks.get(used.database)?.restore(used.database)) ready.push(used);
      else await used.database.close();
    },
  };
}
