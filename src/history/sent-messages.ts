import { type NamedPerson, personRef } from '../events/people';
import { storedId } from '../events/stored-id';
import type { Database } from '../store/database';
import type { SentMessagesTable } from '../store/schema';
import type { SentMessage } from './types';

/** A message that was sent, its payload as it is stored. */
export type StoredSend = Omit<SentMessage, 'payload'> & { payload: string };

/** A message that was sent, and its place among all of them. */
export interface RecordedSend {
  seq: number;
  message: StoredSend;
  /** Meta's code, where it refused the message at once. */
  refusedWith?: number;
}

const INSERT_SENT = `INSERT INTO sent_messages
  (id, account_id, phone_number_id, person, group_id, type, payload, sent_at, biz_opaque_callback_data, refused_with)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;

/**
 * What this gateway sent, in the order it was recorded: the second source of message history beside the log, kept apart
 * from it so that history can be rebuilt.
 */
export class SentMessages {
  constructor(private readonly database: Database) {}

  /** Place of the newest record of any process; 0 when there is none. */
  async head(): Promise<number> {
    const [row] = await this.database.read('SELECT coalesce(max(seq), 0) FROM sent_messages', []);
    return Number(row?.[0] ?? 0);
  }

  /**
   * Outlives a crash once resolved: Meta has the message by then, and its statuses name it. A message that was recorded
   * before stays as it is. With a code it is one that Meta refused.
   */
  record(
    message: SentMessage,
    payloadJson = JSON.stringify(message.payload),
    refusedWith?: number,
  ): Promise<unknown> {
    const row = [
      message.id,
      message.accountId ?? null,
      message.phoneNumberId,
      message.person ? JSON.stringify(message.person) : null,
      message.groupId ?? null,
      message.type,
      payloadJson,
      message.sentAt.getTime(),
      message.bizOpaqueCallbackData ?? null,
      refusedWith ?? null,
    ];
    return this.database.write([{ sql: INSERT_SENT, rows: [row], stream: 'sent_messages' }], 'crash');
  }

  async read(after: number, limit: number): Promise<RecordedSend[]> {
    const rows = await this.database.kysely
      .selectFrom('sent_messages')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      message: sentMessageOf(row),
      ...(row.refused_with === null ? {} : { refusedWith: row.refused_with }),
    }));
  }
}

/** Callers name people and groups in any words: from here on in those that can be stored, and told from all others. */
function sentMessageOf(row: Omit<SentMessagesTable, 'seq'>): StoredSend {
  const person = row.person === null ? undefined : personRef(namedIn(row.person), undefined);
  const message: StoredSend = {
    id: storedId(row.id),
    phoneNumberId: row.phone_number_id,
    type: row.type,
    payload: row.payload,
    sentAt: new Date(row.sent_at),
  };
  if (row.account_id !== null) message.accountId = row.account_id;
  if (person) message.person = person;
  if (row.group_id !== null) message.groupId = storedId(row.group_id);
  if (row.biz_opaque_callback_data !== null) message.bizOpaqueCallbackData = row.biz_opaque_callback_data;
  return message;
}

function namedIn(json: string): NamedPerson {
  return JSON.parse(json);
}
