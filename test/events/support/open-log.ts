import { openEventLog } from '../../../src/events/event-log';
import type { EventLog } from '../../../src/events/types';
import { type Database, openDatabase } from '../../../src/store/database';
import { sqliteDatabases } from '../../support/databases';
import { type EmptyDatabase, reusedDatabases } from '../../support/reused-databases';

export interface OpenLog {
  url: string;
  database: Database;
  log: EventLog;
}

/**
 * Opens a log over an empty database for each call, or over that of the URL, and closes it after the test. Call at the
 * top of the suite. SQLite unless told.
 */
export function logs(newDatabase = sqliteDatabases()): (url?: string) => Promise<OpenLog> {
  const databases = reusedDatabases(newDatabase);
  const open: EventLog[] = [];
  const others: Database[] = [];
  const used: EmptyDatabase[] = [];
  afterEach(async () => {
    for (const log of open.splice(0)) await log.close();
    for (const database of others.splice(0)) await database.close();
    for (const database of used.splice(0)) await databases.giveBack(database);
  });

  const openAgain = async (url: string): Promise<EmptyDatabase> => {
    const database = await openDatabase(url);
    others.push(database);
    return { url, database };
  };
  const openEmpty = async (): Promise<EmptyDatabase> => {
    const empty = await databases.take();
    used.push(empty);
    return empty;
  };

  return async (given) => {
    const { url, database } = given === undefined ? await openEmpty() : await openAgain(given);
    const log = await openEventLog(database);
    open.push(log);
    return { url, database, log };
  };
}
