import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import type { MessageRecord } from '../../src/history/types';
import {
  ACCOUNT,
  bodyOf,
  eventsOf,
  messagesValue,
  PHONE_NUMBER,
  statusOf,
  textMessage,
} from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, sentText } from './support/open-history';

onEachDatabase('an inbound message', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('is there with all it says', async () => {
    const { history, receive } = await openHistory();
    const message = textMessage('wamid.1', { from_user_id: 'US.1', new_key: 1 });
    await receive({
      contacts: [{ user_id: 'US.1', profile: { name: 'Ann', username: 'ann' } }],
      messages: [message],
    });
    expect(await history.message('wamid.1')).toEqual({
      id: 'wamid.1',
      direction: 'INBOUND',
      accountId: ACCOUNT,
      phoneNumberId: PHONE_NUMBER,
      contact: { key: 'US.1', userId: 'US.1', waId: '16505551234', username: 'ann', name: 'Ann' },
      type: 'text',
      payload: message,
      occurredAt: new Date('2025-06-08T20:59:43Z'),
      status: 'RECEIVED',
      statuses: [],
    });
    expect(await history.messages(['none', 'wamid.1', 'wamid.1'])).toMatchObject([
      undefined,
      { id: 'wamid.1' },
      { id: 'wamid.1' },
    ]);
    expect(await history.message('none')).toBeUndefined();
    expect(await history.messages([])).toEqual([]);
  });
});

onEachDatabase('an outbound message', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('is there as it was sent, then with its statuses', async () => {
    const { history, receive } = await openHistory();
    const sent = sentText('wamid.1', { bizOpaqueCallbackData: 'order 7' });
    await history.recordSent(sent);
    await history.recordSent({ ...sent, type: 'image' });
    const { person, sentAt, ...rest } = sent;
    const record = {
      ...rest,
      direction: 'OUTBOUND',
      contact: { key: '16505551234', waId: '16505551234' },
      occurredAt: sentAt,
    };
    expect(await history.message('wamid.1')).toEqual({ ...record, status: 'ACCEPTED', statuses: [] });

    const delivered = statusOf('wamid.1', 'delivered', {
      timestamp: '1750263775',
      pricing: { billable: true },
    });
    await receive({ statuses: [delivered] });
    expect(await history.message('wamid.1')).toEqual({
      ...record,
      status: 'DELIVERED',
      statuses: [{ status: 'DELIVERED', occurredAt: new Date('2025-06-18T16:22:55Z'), payload: delivered }],
    });
  });

  it('that was sent elsewhere is known by its statuses', async () => {
    const { history, receive, conversations } = await openHistory();
    await receive({
      statuses: [statusOf('wamid.1', 'read'), statusOf('wamid.1', 'sent', { timestamp: '1750263770' })],
    });
    const message = await history.message('wamid.1');
    expect(message).toMatchObject({
      direction: 'OUTBOUND',
      status: 'READ',
      accountId: ACCOUNT,
      contact: { waId: '16505551234' },
    });
    expect(message?.occurredAt).toEqual(new Date(1750263770_000));
    expect(message).not.toHaveProperty('payload');
    expect(await conversations()).toHaveLength(1);
  });

  it('sent by the app or by another solution is known by its echo', async () => {
    const { history, log } = await openHistory();
    const echo = {
      from: '1555',
      to: '16505551234',
      id: 'wamid.1',
      timestamp: '1750263770',
      type: 'text',
      text: { body: 'Hi' },
    };
    await log.append(eventsOf(bodyOf('smb_message_echoes', messagesValue({ message_echoes: [echo] }))));
    expect(await history.message('wamid.1')).toMatchObject({
      direction: 'OUTBOUND',
      type: 'text',
      payload: echo,
      contact: { waId: '16505551234' },
    });
  });

  it('keeps a payment, a call, and whatever Meta adds out of its status, not out of its timeline', async () => {
    const { history, receive } = await openHistory();
    await history.recordSent(sentText('wamid.1'));
    await receive({
      statuses: [
        statusOf('wamid.1', 'sent'),
        statusOf('wamid.1', 'failed', {
          type: 'payment',
          payment: { transaction: { id: '1', status: 'failed' } },
        }),
        statusOf('wamid.1', 'warning'),
      ],
    });
    const message = await history.message('wamid.1');
    expect(message?.status).toBe('SENT');
    expect(message?.statuses.map(({ status }) => status).sort()).toEqual(['FAILED', 'SENT', 'WARNING']);
  });
});

onEachDatabase('the current status', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const at = (seconds: number) => ({ timestamp: `${1750263773 + seconds}` });
  const reported: fc.Arbitrary<JsonObject[]> = fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom('sent', 'delivered', 'read', 'played', 'failed', 'deleted'),
        second: fc.nat(3),
      }),
      { selector: ({ name, second }) => `${name} ${second}`, minLength: 1, maxLength: 6 },
    )
    .map((list) =>
      list.map(({ name, second }) =>
        statusOf('wamid.1', name, { ...at(second), biz_opaque_callback_data: 'x' }),
      ),
    );
  /** Statuses in some order, with the place among them at which the send's own record comes. */
  const story = reported.chain((statuses) =>
    fc.record({
      statuses: fc.constant(statuses),
      order: fc.shuffledSubarray(statuses, { minLength: statuses.length }),
      sentAfter: fc.nat(statuses.length),
      isBatched: fc.boolean(),
    }),
  );

  it('is the same in whatever order the statuses and the record of the send come', async () => {
    const { history, receive } = await openHistory();
    let count = 0;
    const tell = async (
      statuses: JsonObject[],
      sentAfter: number,
      isBatched: boolean,
    ): Promise<MessageRecord> => {
      count += 1;
      const id = `wamid.${count}`;
      const mine = statuses.map((status) => ({ ...status, id }));
      for (let index = 0; index <= mine.length; index += 1) {
        if (index === sentAfter) await history.recordSent(sentText(id));
        const status = mine[index];
        if (!status) continue;
        await receive({ statuses: [status] });
        if (!isBatched) await history.catchUp();
      }
      const message = await history.message(id);
      if (!message) throw new Error('The message is missing.');
      return JSON.parse(JSON.stringify(message).replaceAll(id, 'wamid'));
    };
    await fc.assert(
      fc.asyncProperty(story, async ({ statuses, order, sentAfter, isBatched }) => {
        const message = await tell(order, sentAfter, isBatched);
        expect(message).toEqual(await tell(statuses, 0, true));
        const steps = ['sent', 'delivered', 'read', 'played', 'failed'];
        const best = Math.max(...statuses.map(({ status }) => steps.indexOf(String(status))));
        expect(message.status).toBe((steps[best] ?? 'accepted').toUpperCase());
        expect(message.statuses).toHaveLength(statuses.length);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [['read', 'delivered', 'sent'], 'READ'],
    [['failed', 'sent', 'delivered'], 'FAILED'],
    [['read', 'failed'], 'FAILED'],
    [['played', 'read'], 'PLAYED'],
    [['deleted'], 'ACCEPTED'],
  ])('after %j is %s', async (names, expected) => {
    const { history, receive } = await openHistory();
    for (const name of names) await receive({ statuses: [statusOf('wamid.1', name)] });
    expect((await history.message('wamid.1'))?.status).toBe(expected);
  });

  it('of a message to a group is not failed because of one member', async () => {
    const { history, receive, conversations } = await openHistory();
    const member = (id: string, status: string) =>
      statusOf('wamid.1', status, {
        recipient_type: 'group',
        recipient_id: 'g1',
        recipient_participant_id: id,
      });
    await receive({ statuses: [member('1', 'failed')] });
    expect((await history.message('wamid.1'))?.status).toBe('FAILED');
    await receive({ statuses: [member('2', 'delivered'), member('3', 'failed')] });
    const message = await history.message('wamid.1');
    expect(message).toMatchObject({ status: 'DELIVERED', groupId: 'g1' });
    expect(message).not.toHaveProperty('contact');
    expect(message?.statuses).toHaveLength(3);
    expect(await conversations()).toMatchObject([{ id: `${PHONE_NUMBER}:group:g1`, groupId: 'g1' }]);
    expect(await history.contact('2')).toMatchObject({ waId: '2' });
  });

  it.each([
    ['its own field names', { recipient_id: undefined, group_id: 'g1' }, 'recipient_id'],
    ['only the members tell of', { recipient_id: 'g1' }, 'recipient_participant_id'],
    ['only user ids tell of', { recipient_id: 'g1' }, 'recipient_participant_user_id'],
  ])('of a message to a group that %s: its members are not one person', async (_, about, key) => {
    const { history, receive, conversations } = await openHistory();
    for (const member of ['1650', '1651']) {
      await receive({ statuses: [statusOf('wamid.1', 'delivered', { ...about, [key]: member })] });
    }
    const message = await history.message('wamid.1');
    expect(message).toMatchObject({ groupId: 'g1' });
    expect(message?.statuses).toHaveLength(2);
    expect(await conversations()).toMatchObject([{ id: `${PHONE_NUMBER}:group:g1` }]);
    const [one, other] = [await history.contact('1650'), await history.contact('1651')];
    expect([one, other]).not.toContain(undefined);
    expect(one).not.toEqual(other);
  });

  it('lists statuses of the same second in the order of their steps', async () => {
    const { history, receive } = await openHistory();
    for (const name of ['read', 'sent', 'delivered'])
      await receive({ statuses: [statusOf('wamid.1', name)] });
    const message = await history.message('wamid.1');
    expect(message?.statuses.map(({ status }) => status)).toEqual(['SENT', 'DELIVERED', 'READ']);
  });
});

onEachDatabase('messages of one second', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const IDS = ['wamid.C', 'wamid.A', 'wamid.B'];

  it('are in the order in which they came, and read one by one', async () => {
    const { history, receive, conversations, messagesOf } = await openHistory();
    for (const id of IDS) await receive({ messages: [textMessage(id)] });
    const id = `${PHONE_NUMBER}:16505551234`;
    const shown = async () => (await messagesOf(id)).map((message) => message.id);
    const unread = async () => (await conversations())[0]?.unreadCount;
    expect(await shown()).toEqual(['wamid.B', 'wamid.A', 'wamid.C']);
    expect(await conversations()).toMatchObject([{ lastMessageId: 'wamid.B', unreadCount: 3 }]);
    await history.recordRead('wamid.C');
    expect(await unread()).toBe(2);
    await history.recordRead('wamid.A');
    await history.recordRead('wamid.C');
    expect(await unread()).toBe(1);
    await history.rebuild();
    expect(await shown()).toEqual(['wamid.B', 'wamid.A', 'wamid.C']);
    expect(await conversations()).toMatchObject([{ lastMessageId: 'wamid.B', unreadCount: 1 }]);
  });

  it('are so too where one contact turns out to be two, and the sends of one millisecond', async () => {
    const { history, receive, conversations, messagesOf } = await openHistory();
    await receive({ messages: [textMessage('wamid.C')] });
    await receive({ messages: [textMessage('wamid.A', { from: undefined, from_user_id: 'US.1' })] });
    await history.recordRead('wamid.C');
    expect(await conversations()).toHaveLength(2);
    await receive({ messages: [textMessage('wamid.B', { from_user_id: 'US.1' })] });
    expect(await conversations()).toMatchObject([{ lastMessageId: 'wamid.B', unreadCount: 2 }]);
    for (const id of ['wamid.E', 'wamid.D']) {
      await history.recordSent(sentText(id, { sentAt: new Date('2025-06-08T20:59:43Z') }));
    }
    const shown = (await messagesOf(`${PHONE_NUMBER}:US.1`)).map(({ id }) => id);
    expect(shown).toEqual(['wamid.D', 'wamid.E', 'wamid.B', 'wamid.A', 'wamid.C']);
  });
});
