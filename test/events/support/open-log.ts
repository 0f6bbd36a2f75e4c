import { openEventLog } from '../../../src/events/event-log';
import type { EventLog } from '../../../src/events/types';
import { type Database, openDatabase } from '../../../src/store/database';
import { sqliteDatabases } from '../../support/databases';

export interface OpenLog {
  url: string;
  database: Database;
  log: EventLog;
}

/** Opens a log of its own for each call, or that of the URL, and closes it after the test. Call at the top of the suite. SQLite unless told. */
export function logs(newDatabase = sqliteDatabases()): (url?: string) => Promise<OpenLog> {
  const open: OpenLog[] = [];
  afterEach(async () => {
    for (const { log, database } of open.splice(0)) {
      await log.close();
      await database.close();
    }
  });
  return async (given) => {
    const url = given ?? (await newDatabase());
    const database = await openDatabase(url);
    const opened = { url, database, log: await openEventLog(database) };
    open.push(opened);
    return opened;
  };
}
