import { type NamedPerson, personRef } from '../events/people';
import { storedId } from '../events/stored-id';
import type { Database } from '../store/database';
import { RecentRows } from '../store/recent-rows';
import type { SqlValue } from '../store/statements';
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

const COLUMNS =
  'id, account_id, phone_number_id, person, group_id, type, payload, sent_at, biz_opaque_callback_data, refused_with';
const INSERT_SENT = `INSERT INTO sent_messages (${COLUMNS})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;

/** Characters of what is read at once. */
const MAX_SIZE = 4 * 1024 * 1024;

/**
 * What this gateway sent, in the order it was recorded: the second source of message history beside the log, kept apart
 * from it so that history can be rebuilt.
 */
export class SentMessages {
  readonly #recent = new RecentRows();

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
  async record(
    message: SentMessage,
    payloadJson = JSON.stringify(message.payload),
    refusedWith?: number,
  ): Promise<void> {
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
    const statement = { sql: INSERT_SENT, rows: [row], stream: 'sent_messages' } as const;
    const [outcome] = await this.database.write([statement], 'crash');
    if (outcome && outcome.changes > 0) this.#recent.push(outcome.lastRowId, [row]);
  }

  async read(after: number, limit: number): Promise<RecordedSend[]> {
    const recent = this.#recent.after(after, limit, MAX_SIZE);
    if (recent.length > 0) return recent.map(recordedSendOf);
    const sql = `SELECT seq, ${COLUMNS} FROM sent_messages WHERE seq > ? ORDER BY seq LIMIT ?`;
    return (await this.database.read(sql, [after, limit])).map(recordedSendOf);
  }
}

/** Callers name people and groups in any words: from here on in those that can be stored, and told from all others. */
function recordedSendOf(row: readonly SqlValue[]): RecordedSend {
  const [seq, id, accountId, phoneNumberId, named, groupId, type, payload, sentAt, data, refusedWith] = row;
  const message: StoredSend = {
    id: storedId(String(id)),
    phoneNumberId: String(phoneNumberId),
    type: String(type),
    payload: String(payload),
    sentAt: new Date(Number(sentAt)),
  };
  const person = typeof named === 'string' ? personRef(namedIn(named), undefined) : undefined;
  if (typeof accountId === 'string') message.accountId = accountId;
  if (person) message.person = person;
  if (typeof groupId === 'string') message.groupId = storedId(groupId);
  if (typeof data === 'string') message.bizOpaqueCallbackData = data;
  const recorded: RecordedSend = { seq: Number(seq), message };
  if (refusedWith !== null) recorded.refusedWith = Number(refusedWith);
  return recorded;
}

function namedIn(json: string): NamedPerson {
  return JSON.parse(json);
}
