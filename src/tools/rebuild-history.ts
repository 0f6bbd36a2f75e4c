import { ConfigError, configOfProcess } from '../config';
import { openEventLog } from '../events/event-log';
import { createHistory } from '../history/history';
import { openDatabase } from '../store/database';

/**
 * Makes the message history anew from the event log and from what was sent, in the database that `DATABASE_URL` names.
 * Gateways may run meanwhile: whoever reads the history waits until it is whole again.
 */
async function rebuildHistory(): Promise<void> {
  let skipped = 0;
  const database = await openDatabase(configOfProcess().databaseUrl);
  const log = await openEventLog(database);
  const history = await createHistory({
    database,
    log,
    onError: (_error, event) => {
      if (event) skipped += 1;
    },
  });
  const startedAt = Date.now();
  await history.rebuild();
  const [messages, conversations] = await Promise.all(
    ['messages', 'conversations'].map(async (table) => {
      const [row] = await database.read(`SELECT count(*) FROM ${table}`, []);
      return Number(row?.[0] ?? 0);
    }),
  );
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(
    `The message history was made anew in ${seconds} s: ${messages} messages in ${conversations} conversations.\n`,
  );
  if (skipped > 0) process.stdout.write(`${skipped} events could not be applied; they stay in the log.\n`);
  await history.close();
  await log.close();
  await database.close();
}

rebuildHistory().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    error instanceof ConfigError ? `${reason}\n` : `The history could not be made anew: ${reason}\n`,
  );
  process.exit(1);
});
