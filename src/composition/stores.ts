import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { recordSettledRecipient } from '../domains/broadcasts/record-settled-recipient';
import { NEVER_LEFT } from '../domains/messages/send/never-left';
import { recordSettled } from '../domains/messages/send/record-settled';
import { DeliveryNotes } from '../events/deliveries/delivery-notes';
import { openEventLog } from '../events/event-log';
import { createHub, type Hub } from '../events/hub';
import { startRetention } from '../events/retention';
import type { EventLog } from '../events/types';
import { createHistory } from '../history/history';
import type { MessageHistory } from '../history/types';
import { type Outbox, openOutbox } from '../outbox/outbox';
import { type Database, openDatabase } from '../store/database';
import { sqliteFile } from '../store/sqlite-file';
import type { Closers } from './closers';

/** All that is kept: the database, and what lives in it. */
export interface Stores {
  database: Database;
  /** Resolves when the database can't be used in this process any more. */
  lost: Promise<Error>;
  log: EventLog;
  hub: Hub;
  history: MessageHistory;
  outbox: Outbox;
  /** Of webhook requests. */
  notes: DeliveryNotes;
}

const DAY_MS = 86_400_000;

export async function openStores(config: Config, logger: Logger, closers: Closers): Promise<Stores> {
  let onLost: (error: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    onLost = resolve;
  });
  const database = await openDatabase(config.databaseUrl, {
    onError: (error) => logger.warn({ err: error }, 'a connection to the database broke'),
    onLost,
  });
  closers.add(() => database.close());
  const log = await openEventLog(database);
  closers.add(() => log.close());
  const hub = createHub(log, {
    onError: (error) => logger.error({ err: error }, 'the event log could not be read'),
  });
  closers.add(() => hub.close());
  const history = await createHistory({
    database,
    log,
    onError: (error, event) =>
      logger.error({ err: error, event: event?.id }, 'the message history could not be brought up to date'),
  });
  closers.add(() => history.close());
  if (config.eventRetentionDays > 0) {
    const retention = startRetention({
      database,
      log,
      keepMs: config.eventRetentionDays * DAY_MS,
      onError: (error) => logger.error({ err: error }, 'old events could not be deleted'),
    });
    closers.add(() => retention.close());
  }
  const outbox = await openOutbox({
    database,
    log,
    onSettled: recordSettled(history),
    onRecipientSettled: recordSettledRecipient(history),
    departuresStart: departuresStartOf(config, log),
    neverLeft: [NEVER_LEFT],
    onError: (error) => logger.error({ err: error }, 'sends in doubt could not be settled'),
  });
  closers.add(() => outbox.close());
  const notes = new DeliveryNotes(database);
  closers.add(() => notes.flush());
  return { database, lost, log, hub, history, outbox, notes };
}

/** Where it is written down what left: beside the database, or where processes on this machine find it as well. */
function departuresStartOf({ databaseUrl }: Config, { identity }: EventLog): string {
  return `${sqliteFile(databaseUrl) ?? join(tmpdir(), `whatsapp-gateway-${identity}`)}-sends-`;
}
