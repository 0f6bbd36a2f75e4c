import { setImmediate as nextTurn } from 'node:timers/promises';
import { trimStep } from '../../src/events/trim';
import type { StoredEvent } from '../../src/events/types';
import { createHistory } from '../../src/history/history';
import { altered } from '../events/support/altered';
import {
  bodyOf,
  eventsOf,
  messagesValue,
  PHONE_NUMBER,
  statusOf,
  textMessage,
} from '../events/support/bodies';
import { newEvent } from '../events/support/new-event';
import { logs } from '../events/support/open-log';
import { onEachDatabase } from '../support/databases';
import { histories, type OpenHistory, sentText } from './support/open-history';

onEachDatabase('the projection', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const openLog = logs(newDatabase);
  it('has applied what a subscriber may have seen', async () => {
    const { history, log, receive } = await openHistory();
    for (let index = 0; index < 20; index += 1) {
      await receive({ messages: [textMessage(`m${index}`)] });
      expect(await history.message(`m${index}`)).toBeDefined();
    }
    expect(await log.head()).toBe(20);
  });

  it('goes on where it was in a former run', async () => {
    const { history, receive, database, url } = await openHistory();
    await receive({ messages: [textMessage('m1')] });
    await history.recordSent(sentText('m2'));
    await history.catchUp();
    await receive({ messages: [textMessage('m3')] });
    await history.recordSent(sentText('m4'));
    await history.close();
    await database.close();
    const again = await openHistory(url);
    expect((await again.history.messages(['m1', 'm2', 'm3', 'm4'])).map((message) => message?.id)).toEqual([
      'm1',
      'm2',
      'm3',
      'm4',
    ]);
    const [position] = await again.database.read('SELECT log_seq, sent_seq FROM projections', []);
    expect(position).toEqual([2, 2]);
  });

  it('does not gather for longer what fills a step', async () => {
    const { receive, database } = await openHistory();
    const applied = async (count: number) => {
      for (let seq = 0; seq < count; await nextTurn()) {
        const [row] = await database.read('SELECT log_seq FROM projections', []);
        seq = Number(row?.[0] ?? 0);
      }
    };
    await receive({ statuses: [statusOf('m', 'sent')] });
    await applied(1);
    // The time for which it gathers never passes.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'setInterval', 'Date', 'performance'] });
    try {
      await receive({
        statuses: Array.from({ length: 2_000 }, (_, index) => statusOf(`m${index}`, 'sent')),
      });
      await applied(2_001);
    } finally {
      jest.useRealTimers();
    }
  });

  it('takes in more than a step at once', async () => {
    const { history, receive, messagesOf } = await openHistory();
    const statuses = Array.from({ length: 1_800 }, (_, index) =>
      statusOf(`m${index % 600}`, ['sent', 'delivered', 'read'][Math.floor(index / 600)] ?? ''),
    );
    await receive({ statuses });
    const sent = Array.from({ length: 600 }, (_, index) => history.recordSent(sentText(`m${index}`)));
    await Promise.all(sent);
    const messages = await history.messages(Array.from({ length: 600 }, (_, index) => `m${index}`));
    expect(messages.every((message) => message?.status === 'READ' && message.statuses.length === 3)).toBe(
      true,
    );
    expect(await messagesOf(`${PHONE_NUMBER}:16505551234`)).toHaveLength(100);
  });

  it('misses nothing that is recorded while it reads', async () => {
    const { history, receive } = await openHistory();
    const ids = Array.from({ length: 200 }, (_, index) => `m${index}`);
    for (const id of ids) {
      const received = receive({ statuses: [statusOf(id, 'sent')] });
      await Promise.all([received, history.recordSent(sentText(id)), history.catchUp()]);
    }
    const messages = await history.messages(ids);
    expect(messages.filter((message) => message?.status !== 'SENT' || message.type !== 'text')).toEqual([]);
  });

  it('applies each event once, though two processes work on it', async () => {
    const one = await openHistory();
    const other = await openHistory(one.url);
    const senders = Array.from({ length: 100 }, (_, index) => `1650${index}`);
    const from = (sender: string) => ({ messages: [textMessage(`m${sender}`, { from: sender })] });
    const work = async ({ history, receive }: OpenHistory, mine: string[]) => {
      for (const sender of mine) {
        await receive(from(sender));
        await history.catchUp();
      }
    };
    await Promise.all([work(one, senders.slice(0, 50)), work(other, senders.slice(50))]);
    for (const { history, conversations } of [one, other]) {
      const messages = await history.messages(senders.map((sender) => `m${sender}`));
      expect(messages.map((message) => message?.contact?.waId)).toEqual(senders);
      expect(await conversations()).toHaveLength(100);
    }
    await Promise.all([one.history.rebuild(), other.history.rebuild()]);
    expect(await one.conversations()).toHaveLength(100);
  });

  it('forgets nothing of events that another process deletes in the moment in which it is made anew', async () => {
    const { receive, url } = await openHistory();
    await receive({ messages: [textMessage('m1')] }, { messages: [textMessage('m2')] });
    // A process of its own, which has none of it in memory.
    const { log, database } = await openLog(url);
    let isDeleted = false;
    const oldest = async () => {
      const found = await log.oldest();
      if (!isDeleted) expect(await trimStep(database, 1)).toBe(1);
      isDeleted = true;
      return found;
    };
    const history = await createHistory({ log: altered(log, { oldest }), database });
    await history.catchUp();
    await history.rebuild();
    const messages = await history.messages(['m1', 'm2']);
    expect(messages.map((message) => message?.id)).toEqual(['m1', 'm2']);
    await history.close();
  });

  it('takes no step that somebody else has taken', async () => {
    const { history, receive, database } = await openHistory();
    await receive({ messages: [textMessage('m1')] });
    await history.catchUp();
    // Another process is already past the next event, and wrote nothing of it.
    await database.write([{ sql: 'UPDATE projections SET log_seq = 2, version = version + 1', rows: [[]] }]);
    await receive({ messages: [textMessage('m2')] });
    await receive({ messages: [textMessage('m3')] });
    const messages = await history.messages(['m1', 'm2', 'm3']);
    expect(messages.map((message) => message?.id)).toEqual(['m1', undefined, 'm3']);
  });

  it('is the same when a step ended in its middle, and lets others write between its parts', async () => {
    const { log, database, receive } = await openHistory();
    const people = Array.from({ length: 150 }, (_, index) => ({ from: `1650${index}` }));
    await receive(
      { messages: people.map((person) => textMessage(`in-${person.from}`, person)) },
      { statuses: people.map(({ from }) => statusOf(`out-${from}`, 'read', { recipient_id: from })) },
      { messages: [textMessage('moved', { from: '16500', from_user_id: 'US.1' })] },
    );
    const dump = async () =>
      Promise.all(
        ['messages', 'message_statuses', 'conversations', 'contacts'].map((table) =>
          database.read(`SELECT * FROM ${table} ORDER BY 1, 2`, []),
        ),
      );
    let parts = 0;
    const stopping = new Proxy(database, {
      get: (target, key) =>
        key === 'write'
          ? async (...write: Parameters<typeof database.write>) => {
              if (write[0][0]?.sql.startsWith('UPDATE projections')) parts += 1;
              if (parts === 3) throw new Error('It stops here.');
              return target.write(...write);
            }
          : Reflect.get(target, key, target),
    });
    const broken = await createHistory({ log, database: stopping, onError: () => undefined });
    await expect(broken.catchUp()).rejects.toThrow('It stops here.');
    await broken.close();
    expect((await database.read('SELECT count(*) FROM contacts', []))[0]?.[0]).not.toBe(0);
    const again = await createHistory({ log, database, onError: () => undefined });
    await again.catchUp();
    const stored = await dump();
    expect(stored.map((rows) => rows.length)).toEqual([301, 150, 150, 150]);
    await again.rebuild();
    expect(await dump()).toEqual(stored);
    await again.close();
  });

  it('is the same whether its events come one by one or all at once', async () => {
    const { history, receive, database } = await openHistory();
    const [ann, bob] = [{ recipient_id: '16501' }, { recipient_id: '16502' }];
    const at = (seconds: number) => ({ timestamp: String(1_750_000_000 + seconds) });
    const parts: (() => Promise<unknown>)[] = [
      () => history.recordSent(sentText('m1', { person: { waId: '16501' }, accountId: '1' })),
      () => receive({ statuses: [statusOf('m1', 'sent', { ...ann, ...at(1) })] }),
      () => receive({ statuses: [statusOf('m1', 'read', { ...ann, ...at(3) })] }),
      () => receive({ statuses: [statusOf('m1', 'delivered', { ...ann, ...at(2) })] }),
      () => receive({ messages: [textMessage('in1', { from: '16501', ...at(4), referral: { id: '1' } })] }),
      () => receive({ statuses: [statusOf('m2', 'sent', { ...ann, ...at(5) })] }),
      () => receive({ statuses: [statusOf('m2', 'failed', { ...ann, ...at(6) })] }),
      () => receive({ statuses: [statusOf('m3', 'read', { ...bob, ...at(9) })] }),
      () => receive({ statuses: [statusOf('m3', 'sent', { ...bob, ...at(8) })] }),
      () => history.recordSent(sentText('m3', { person: { waId: '16502' }, bizOpaqueCallbackData: 'x' })),
      // One person, as it turns out: what each said or was told goes to one conversation.
      () => receive({ messages: [textMessage('in2', { from: 'none', from_user_id: 'US.1', ...at(10) })] }),
      () => receive({ messages: [textMessage('in3', { from: '16502', from_user_id: 'US.1', ...at(11) })] }),
      () => receive({ statuses: [statusOf('m4', 'sent', { recipient_user_id: 'US.1', ...at(12) })] }),
    ];
    const state = async () =>
      Promise.all([
        database.read('SELECT * FROM message_statuses ORDER BY 1, 2', []),
        // Contacts have other ids once they are made anew.
        database.read(
          `SELECT m.id, direction, m.account_id, phone_number_id, group_id, type, payload, occurred_at, is_dated, status,
             biz_opaque_callback_data, is_to_read, is_referred, place, user_id, wa_id, name, seen_at
           FROM messages m LEFT JOIN contacts ON contacts.id = contact_id ORDER BY m.id`,
          [],
        ),
        database.read(
          `SELECT phone_number_id, user_id, wa_id, account_id, last_message_at, last_inbound_at, window_opened_at,
             entry_point_answered_at, entry_point_until
           FROM conversations c JOIN contacts ON contacts.id = contact_id ORDER BY 1, 2, 3`,
          [],
        ),
      ]);
    for (const part of parts) {
      await part();
      await history.catchUp();
    }
    const oneByOne = await state();
    await history.rebuild();
    expect(await state()).toEqual(oneByOne);
    expect(await history.messages(['m1', 'm3'])).toMatchObject([
      { status: 'READ', type: 'text', payload: { text: { body: 'Text of m1' } } },
      { status: 'READ', type: 'text', bizOpaqueCallbackData: 'x' },
    ]);
  });

  it('is the same after a rebuild', async () => {
    const { history, receive, conversations, messagesOf, database } = await openHistory();
    await history.recordSent(sentText('m1'));
    await receive(
      { statuses: [statusOf('m1', 'read')] },
      { messages: [textMessage('m2', { from_user_id: 'US.1' })] },
    );
    await history.recordSent(sentText('m3', { person: { userId: 'US.1' } }));
    const state = async () => [await conversations(), await messagesOf(`${PHONE_NUMBER}:US.1`)];
    const before = await state();
    expect(before[1]).toHaveLength(3);
    await database.write([{ sql: "UPDATE messages SET status = 'WRONG'", rows: [[]] }]);
    await history.rebuild();
    expect(await state()).toEqual(before);
  });

  it('loses nothing by a rebuild of what came from events that are deleted', async () => {
    const { history, receive, database } = await openHistory();
    await receive({ messages: [textMessage('m1')] }, { messages: [textMessage('m2')] });
    await history.catchUp();
    await database.write([
      { sql: "UPDATE event_log_floor SET trimmed_to = 1 WHERE name = 'events'", rows: [[]] },
      { sql: 'DELETE FROM events WHERE seq = 1', rows: [[]] },
    ]);
    await history.rebuild();
    expect((await history.messages(['m1', 'm2'])).map((message) => message?.id)).toEqual(['m1', 'm2']);
  });

  it('passes over what is not about messages', async () => {
    const { history, log } = await openHistory();
    const { messageId, ...change } = newEvent('a', { kind: 'change', field: 'flows' });
    await log.append([change]);
    await history.catchUp();
    expect(await history.message('wamid.a')).toBeUndefined();
  });

  it('leaves out what the database refuses, and only that', async () => {
    const { log, database } = await openLog();
    const left: (string | undefined)[] = [];
    const onError = (_error: unknown, event?: StoredEvent) => left.push(event?.messageId);
    const history = await createHistory({ log, database, onError });
    const sql = "CREATE UNIQUE INDEX messages_refused ON messages (type) WHERE type = 'refused'";
    await database.write([{ sql, rows: [[]] }]);
    const types = ['text', 'refused', 'text', 'text', 'refused', 'text', 'refused'];
    const messages = types.map((type, index) => textMessage(`m${index}`, { type }));
    await log.append(eventsOf(bodyOf('messages', messagesValue({ messages }))));
    const sentAt = new Date(Date.now() + 1_000);
    for (const id of ['s0', 's1']) await history.recordSent(sentText(id, { sentAt }));
    await history.recordSent(sentText('s2', { type: 'refused', sentAt }));
    await history.recordSent(sentText('s3', { sentAt }));
    await history.catchUp();
    const ids = [...messages.map(({ id }) => String(id)), 's0', 's1', 's2', 's3'];
    const found = (await history.messages(ids)).map((message) => message?.id);
    expect(found).toEqual(ids.map((id) => (['m4', 'm6', 's2'].includes(id) ? undefined : id)));
    expect(left.sort()).toEqual(['m4', 'm6', undefined]);
    await history.close();
  });

  it('is refused when it is closed', async () => {
    const { history, receive } = await openHistory();
    await history.close();
    await receive({ messages: [textMessage('m1')] });
    await expect(history.message('m1')).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
