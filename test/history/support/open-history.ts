import type { JsonObject } from '../../../src/common/json';
import { createHistory, type RebuildableHistory } from '../../../src/history/history';
import type { ConversationRecord, MessageRecord, SentMessage } from '../../../src/history/types';
import { ACCOUNT, bodyOf, eventsOf, messagesValue, PHONE_NUMBER } from '../../events/support/bodies';
import { logs, type OpenLog } from '../../events/support/open-log';
import { sqliteDatabases } from '../../support/databases';

export interface OpenHistory extends OpenLog {
  history: RebuildableHistory;
  /** Appends what a webhook of the field `messages` with this value says. */
  receive(...values: JsonObject[]): Promise<void>;
  conversations(): Promise<ConversationRecord[]>;
  messagesOf(conversationId: string): Promise<MessageRecord[]>;
}

/** Opens a history over a log of its own for each call. Call at the top of the suite. */
export function histories(newDatabase = sqliteDatabases()): (url?: string) => Promise<OpenHistory> {
  const open: RebuildableHistory[] = [];
  afterEach(async () => {
    for (const history of open.splice(0)) await history.close();
  });
  const openLog = logs(newDatabase);
  return async (url) => {
    const opened = await openLog(url);
    const history = await createHistory({
      ...opened,
      onError: (error) => {
        throw error;
      },
    });
    open.push(history);
    return {
      ...opened,
      history,
      receive: async (...values) => {
        await opened.log.append(
          values.flatMap((value) => eventsOf(bodyOf('messages', messagesValue(value)))),
        );
      },
      conversations: async () => nodes(await history.conversations(PHONE_NUMBER, { first: 100 })),
      messagesOf: async (id) => nodes(await history.conversationMessages(id, { first: 100 })),
    };
  };
}

function nodes<T>({ items }: { items: { node: T }[] }): T[] {
  return items.map(({ node }) => node);
}

export function sentText(id: string, more: Partial<SentMessage> = {}): SentMessage {
  return {
    id,
    accountId: ACCOUNT,
    phoneNumberId: PHONE_NUMBER,
    person: { waId: '16505551234' },
    type: 'text',
    payload: { type: 'text', text: { body: `Text of ${id}` } },
    sentAt: new Date('2025-06-18T16:22:50Z'),
    ...more,
  };
}
