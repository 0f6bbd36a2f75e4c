import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import { PHONE_NUMBER, statusOf, textMessage } from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, sentText } from './support/open-history';

const from = (id: string, person: JsonObject, second = 0) => {
  const { from: _, ...message } = textMessage(id, { timestamp: `${1750000000 + second}` });
  return { messages: [{ ...message, ...person }] };
};

onEachDatabase('a person', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('is known by BSUID, parent BSUID, phone in any spelling, or key', async () => {
    const { history, receive } = await openHistory();
    await receive(from('m1', { from_user_id: 'US.1', from_parent_user_id: 'US.ENT.1', from: '16505551234' }));
    const contact = { key: 'US.1', userId: 'US.1', parentUserId: 'US.ENT.1', waId: '16505551234' };
    for (const identifier of ['US.1', 'US.ENT.1', '16505551234', '+1 (650) 555-1234', contact.key]) {
      expect(await history.contact(identifier)).toEqual(contact);
    }
    expect(await history.contact('US.2')).toBeUndefined();
  });

  it('is joined when something names both the BSUID and the phone', async () => {
    const { history, receive, conversations, messagesOf } = await openHistory();
    await history.recordSent(sentText('m1', { person: { waId: '1650' } }));
    await receive(from('m2', { from_user_id: 'US.1' }, 1));
    expect(await conversations()).toHaveLength(2);
    const oldId = `${PHONE_NUMBER}:1650`;
    expect(await history.conversation(oldId)).toMatchObject({ id: oldId });

    await receive({
      contacts: [{ user_id: 'US.1', wa_id: '1650', profile: { name: 'Ann' } }],
      ...from('m3', { from_user_id: 'US.1' }, 2),
    });
    const contact = { key: 'US.1', userId: 'US.1', waId: '1650', name: 'Ann' };
    const [conversation, ...others] = await conversations();
    expect(others).toEqual([]);
    expect(conversation).toMatchObject({ id: `${PHONE_NUMBER}:US.1`, contact });
    expect(conversation?.lastMessageAt).toEqual(new Date('2025-06-18T16:22:50Z'));
    expect(conversation?.lastInboundAt).toEqual(new Date(1750000002_000));
    // The id from before they were joined still leads there.
    expect(await history.conversation(oldId)).toEqual(conversation);
    expect((await messagesOf(oldId)).map(({ id, contact: about }) => [id, about?.key])).toEqual([
      ['m1', 'US.1'],
      ['m3', 'US.1'],
      ['m2', 'US.1'],
    ]);
    expect(await history.contact('1650')).toEqual(contact);
  });

  it('is joined by a message that was sent to the one and reported for the other', async () => {
    const { history, receive, conversations } = await openHistory();
    await history.recordSent(sentText('m1', { person: { userId: 'US.1' } }));
    await receive({ statuses: [statusOf('m1', 'sent', { recipient_id: '1650' })] });
    expect(await history.contact('1650')).toEqual({ key: 'US.1', userId: 'US.1', waId: '1650' });
    expect(await conversations()).toHaveLength(1);
  });

  it('is not another one who has the same phone', async () => {
    const { history, receive, conversations } = await openHistory();
    await receive(
      from('m1', { from_user_id: 'US.1', from: '1650' }),
      from('m2', { from_user_id: 'US.2', from: '1650' }, 1),
    );
    expect((await history.message('m1'))?.contact?.key).toBe('US.1');
    expect((await history.message('m2'))?.contact?.key).toBe('US.2');
    expect(await conversations()).toHaveLength(2);
    // The phone alone means who was seen with it last.
    expect((await history.contact('1650'))?.key).toBe('US.2');
    await receive(from('m3', { from: '1650' }, 2));
    expect((await history.message('m3'))?.contact?.key).toBe('US.2');
  });

  it('keeps the newest name, whatever order it is told in', async () => {
    const { history, receive } = await openHistory();
    const named = (id: string, name: string, second: number) => ({
      contacts: [{ wa_id: '1650', profile: { name } }],
      ...from(id, { from: '1650' }, second),
    });
    await receive(named('m1', 'New', 9));
    await receive(named('m2', 'Old', 1));
    expect((await history.contact('1650'))?.name).toBe('New');
  });

  it('ends up the same in whatever order the mentions come, and after a rebuild', async () => {
    const { history, receive, conversations } = await openHistory();
    let people = 0;
    const mentions = ['user', 'phone', 'both', 'status'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...mentions, ...mentions], { minLength: 8 }),
        fc.boolean(),
        async (order, isBatched) => {
          people += 1;
          const [userId, waId] = [`US.${people}`, `1650${people}`];
          for (const [index, mention] of order.entries()) {
            const id = `${people}-${index}`;
            if (mention === 'status')
              await receive({ statuses: [statusOf(id, 'sent', { recipient_id: waId })] });
            else {
              await receive(
                from(id, {
                  ...(mention === 'phone' ? {} : { from_user_id: userId }),
                  ...(mention === 'user' ? {} : { from: waId }),
                }),
              );
            }
            if (!isBatched) await history.catchUp();
          }
          const found = await history.conversationMessages(`${PHONE_NUMBER}:${waId}`, { first: 100 });
          expect(found.items.map(({ node }) => node.contact)).toEqual(
            Array(8).fill({ key: userId, userId, waId }),
          );
        },
      ),
      { numRuns: 30 },
    );
    const before = await conversations();
    expect(before).toHaveLength(people);
    await history.rebuild();
    expect(sortedById(await conversations())).toEqual(sortedById(before));
  });
});

onEachDatabase('a conversation', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('of a group has the messages of all members', async () => {
    const { receive, conversations, messagesOf } = await openHistory();
    await receive(
      from('m1', { from: '1', group_id: 'g' }),
      from('m2', { from: '2', group_id: 'g' }, 1),
      from('m3', { from: '1' }, 2),
    );
    expect((await conversations()).map(({ id }) => id)).toEqual([
      `${PHONE_NUMBER}:1`,
      `${PHONE_NUMBER}:group:g`,
    ]);
    expect(
      (await messagesOf(`${PHONE_NUMBER}:group:g`)).map(({ id, contact }) => [id, contact?.key]),
    ).toEqual([
      ['m2', '2'],
      ['m1', '1'],
    ]);
  });

  it('dates its last message by the send once that is known', async () => {
    const { history, receive, conversations } = await openHistory();
    await receive({ statuses: [statusOf('m1', 'sent', { timestamp: '1750263799' })] });
    await history.recordSent(sentText('m1'));
    expect(await conversations()).toMatchObject([{ lastMessageAt: new Date('2025-06-18T16:22:50Z') }]);
  });

  it('is unknown by an id that is none', async () => {
    const { history } = await openHistory();
    for (const id of ['', 'x', ':', 'x:y', `${PHONE_NUMBER}:group:none`, `${PHONE_NUMBER}:`]) {
      expect(await history.conversation(id)).toBeUndefined();
      expect((await history.conversationMessages(id, { first: 1 })).items).toEqual([]);
    }
  });
});

function sortedById<T extends { id: string }>(list: T[]): T[] {
  return [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
}
