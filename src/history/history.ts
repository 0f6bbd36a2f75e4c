import { randomUUID } from 'node:crypto';
import type { EventLog, StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import { BeforeASend, type WindowState } from './before-a-send';
import { HistoryReader } from './history-reader';
import { LateSends } from './late-sends';
import { Projector } from './projector';
import { ReadMarks } from './read-marks';
import { RecentWindows } from './recent-windows';
import { SentMessages } from './sent-messages';
import type { Addressee, HistoryReads, MessageHistory, SentMessage } from './types';

export interface HistoryOptions {
  database: Database;
  log: EventLog;
  /**
   * Told what could not be applied, and is left out. Without an event: a message that was sent; or the database could not
   * be used, and it is tried again.
   */
  onError?: (error: unknown, event?: StoredEvent) => void;
}

export interface RebuildableHistory extends MessageHistory {
  /** Makes everything anew from the log and the sent messages; what came from events that are deleted is kept. */
  rebuild(): Promise<void>;
}

/**
 * Message history over the log. Every read first waits until all that the log holds is applied, so that whoever was told
 * of an event finds it here.
 */
export async function createHistory({ database, log, onError }: HistoryOptions): Promise<RebuildableHistory> {
  const sent = new SentMessages(database);
  const projector = await Projector.open(database, log, sent, onError ?? (() => undefined));
  const readMarks = new ReadMarks(database, projector);
  const beforeASend = new BeforeASend(database);
  const recent = new RecentWindows();
  const reads = (accounts?: ReadonlySet<string>): HistoryReads => {
    const reader = new HistoryReader(database, accounts);
    const upToDate = async () => {
      await projector.catchUp();
      return reader;
    };
    return {
      message: async (id) => (await (await upToDate()).messages([id]))[0],
      messages: async (ids) => (await upToDate()).messages(ids),
      conversations: async (phoneNumberId, page) => (await upToDate()).conversations(phoneNumberId, page),
      conversation: async (id) => (await upToDate()).conversation(id),
      conversationMessages: async (id, page) => (await upToDate()).conversationMessages(id, page),
      contact: async (identifier) => (await upToDate()).contact(identifier),
      marketingOptOuts: async (identifier) => (await upToDate()).marketingOptOuts(identifier),
    };
  };
  const wake = () => projector.wake();
  const record = (message: SentMessage, payloadJson: string | undefined) =>
    sent.record(message, payloadJson).then(wake);
  const late = new LateSends({ record, onError: onError ?? (() => undefined) });
  const closedAt = async (to: Addressee, now: Date, place: number | undefined) => {
    const window = await beforeASend.window(to, now.getTime());
    const isKnown = typeof window === 'object';
    // What is not yet applied can only keep it open: nothing waits for it while the window is open anyway. Where nobody
    // knows, Meta decides: asking whether an event of a moment ago says more is not worth it.
    if (isKnown ? 'openUntil' in window : projector.isUpToWhatIsKnown) {
      recent.keep(to, window, place);
      return undefined;
    }
    const unapplied = isKnown ? undefined : { contacts: [to.identifier] };
    const progress = await projector.catchUpSoon(unapplied);
    if (progress === 'FAR_BEHIND') return undefined;
    return closingOf(progress === 'NOTHING_NEW' ? window : await beforeASend.window(to, now.getTime()));
  };
  const history: RebuildableHistory = {
    ...reads(),
    asKnownTo: (accounts) => ({ ...history, ...reads(accounts) }),
    recordSent: (message, payloadJson) =>
      record(message, payloadJson).catch((error: unknown) => {
        late.keep(message, payloadJson, error);
        throw error;
      }),
    async recordRefused({ message, metaCode }) {
      await sent.record({ ...message, id: `refused:${randomUUID()}` }, undefined, metaCode);
      projector.wake();
      // Whoever sends to the same person next is to know; while the history is made anew nobody waits for it.
      if ((await projector.catchUpSoon()) === 'NOTHING_NEW') await projector.catchUp();
    },
    recordRead: (messageId) => readMarks.record(messageId),
    windowClosedAt(to, now) {
      const place = projector.isUpToWhatIsKnown ? log.known : undefined;
      return recent.letsLeave(to, place, now.getTime()) ? undefined : closedAt(to, now, place);
    },
    async marketingOptedOutSince(to) {
      await projector.catchUpSoon({ fields: ['user_preferences'], contacts: [to.identifier] });
      return beforeASend.marketingOptedOutSince(to);
    },
    catchUp: () => projector.catchUp(),
    rebuild: () => projector.rebuild(),
    async close() {
      await late.close();
      await projector.close();
    },
  };
  return history;
}

function closingOf(window: WindowState): Date | undefined {
  return typeof window === 'object' && 'closedAt' in window ? new Date(window.closedAt) : undefined;
}
