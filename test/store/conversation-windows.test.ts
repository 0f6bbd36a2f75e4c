import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { INSERT_EVENT, rowOf } from '../../src/events/event-row';
import { sqlite } from '../../src/store/dialect';
import { migrate } from '../../src/store/migrate';
import { migrations } from '../../src/store/migrations';
import { SqliteThread } from '../../src/store/sqlite-thread';
import { bodyOf, eventsOf, messagesValue, PHONE_NUMBER, textMessage } from '../events/support/bodies';
import { histories } from '../history/support/open-history';
import { tempFolder } from './support/temp-folder';

const openHistory = histories();
const newFile = tempFolder();
const T = 1_750_000_000;

/** A database of before the migration: one event is applied, another was deleted after it was. */
async function oldDatabase(): Promise<string> {
  const file = newFile();
  mkdirSync(dirname(file), { recursive: true });
  const writer = await SqliteThread.open({ path: file, role: 'writer', busyTimeoutMs: 1_000 });
  await migrate(
    writer,
    sqlite,
    migrations.filter(({ name }) => name < '0004-conversation-windows'),
  );
  const message = textMessage('m2', { from_user_id: 'US.1', timestamp: String(T + 60) });
  const [event] = eventsOf(bodyOf('messages', messagesValue({ messages: [message] })));
  if (!event) throw new Error('There is no event.');
  await writer.query(INSERT_EVENT, rowOf(event, Date.now()));
  await writer.query(
    "INSERT INTO contacts (id, user_id, wa_id, seen_at) VALUES (1, 'US.1', '16505551234', ?)",
    [T * 1_000],
  );
  for (const [id, at] of [
    ['m1', T],
    ['m2', T + 60],
  ] as const) {
    await writer.query(
      `INSERT INTO messages (id, direction, phone_number_id, peer, contact_id, type, payload, occurred_at, is_dated, status)
       VALUES (?, 'INBOUND', ?, 'contact:1', 1, 'text', '{}', ?, 1, 'RECEIVED')`,
      [id, PHONE_NUMBER, at * 1_000],
    );
  }
  await writer.query(
    `INSERT INTO conversations (phone_number_id, peer, contact_id, last_message_at, last_inbound_at)
     VALUES (?, 'contact:1', 1, ?, ?)`,
    [PHONE_NUMBER, (T + 60) * 1_000, (T + 60) * 1_000],
  );
  await writer.query(
    "INSERT INTO projections (name, log_seq, sent_seq, version) VALUES ('history', 1, 0, 7)",
    [],
  );
  await writer.close();
  return `sqlite:${file}`;
}

describe('a database of before windows were kept', () => {
  it('is read once more, and keeps what came from events that are deleted meanwhile', async () => {
    const { conversations, messagesOf } = await openHistory(await oldDatabase());
    expect(await conversations()).toMatchObject([
      {
        windowOpenedAt: new Date((T + 60) * 1_000),
        lastInboundAt: new Date((T + 60) * 1_000),
        unreadCount: 1,
        lastMessageId: 'm2',
      },
    ]);
    expect((await messagesOf(`${PHONE_NUMBER}:US.1`)).map(({ id }) => id)).toEqual(['m2', 'm1']);
  });
});
