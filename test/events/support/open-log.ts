import { openSqliteLog } from '../../../src/events/sqlite-log';
import type { EventLog } from '../../../src/events/types';
import { type Database, openDatabase } from '../../../src/store/database';
import { tempFolder } from '../../store/support/temp-folder';

export interface OpenLog {
  file: string;
  database: Database;
  log: EventLog;
}

/** Opens a log of its own for each call, and closes it after the test. Call at the top of the file. */
export function logs(): (file?: string) => Promise<OpenLog> {
  const newFile = tempFolder();
  const open: OpenLog[] = [];
  afterEach(async () => {
    for (const { log, database } of open.splice(0)) {
      await log.close();
      await database.close();
    }
  });
  return async (file = newFile()) => {
    const database = await openDatabase(`sqlite:${file}`);
    const opened = { file, database, log: await openSqliteLog(database) };
    open.push(opened);
    return opened;
  };
}
