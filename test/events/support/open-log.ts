import { openEventLog } from '../../../src/events/event-log';
import type { EventLog } from '../../../src/events/types';
import { type Database, openDatabase } from '../../../src/store/database';
import { BlankDatabase } from '../../support/blank-database';
import { sqliteDatabases } from '../../support/databases';

export interface OpenLog {
  url: string;
  database: Database;
  log: EventLog;
}

/** A database of the suite's, which is made new again for each test that needs one. */
interface Reusable {
  url: string;
  database: Database;
  blank: BlankDatabase;
}

/**
 * Opens a log over an empty database for each call, or over that of the URL, and closes it after the test. Call at the
 * top of the suite. SQLite unless told.
 */
export function logs(newDatabase = sqliteDatabases()): (url?: string) => Promise<OpenLog> {
  const logsOfTest: EventLog[] = [];
  const othersOfTest: Database[] = [];
  const usedByTest: Reusable[] = [];
  const ready: Reusable[] = [];

  const openNew = async (): Promise<Reusable> => {
    const url = await newDatabase();
    const database = await openDatabase(url);
    return { url, database, blank: await BlankDatabase.of(database) };
  };
  const openAgain = async (url: string): Promise<Database> => {
    const database = await openDatabase(url);
    othersOfTest.push(database);
    return database;
  };
  const openEmpty = async (): Promise<Reusable> => {
    const reusable = ready.pop() ?? (await openNew());
    usedByTest.push(reusable);
    return reusable;
  };

  afterEach(async () => {
    for (const log of logsOfTest.splice(0)) await log.close();
    for (const database of othersOfTest.splice(0)) await database.close();
    for (const used of usedByTest.splice(0)) {
      if (await used.blank.restore(used.database)) ready.push(used);
      else await used.database.close();
    }
  });
  afterAll(async () => {
    for (const { database } of ready.splice(0)) await database.close();
  });

  return async (given) => {
    const { url, database } =
      given === undefined ? await openEmpty() : { url: given, database: await openAgain(given) };
    const log = await openEventLog(database);
    logsOfTest.push(log);
    return { url, database, log };
  };
}
