import type { JsonObject } from '../../src/common/json';
import {
  bodyOf,
  eventsOf,
  messagesValue,
  PHONE_NUMBER,
  statusOf,
  textMessage,
} from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, sentText } from './support/open-history';

const T = 1_750_000_000;
const stamp = (seconds: number) => ({ timestamp: String(T + seconds) });
const at = (seconds: number) => new Date((T + seconds) * 1_000);
const ringing = (id: string, from: JsonObject, seconds: number) =>
  eventsOf(
    bodyOf(
      'calls',
      messagesValue({
        calls: [{ ...from, id, event: 'connect', direction: 'USER_INITIATED', ...stamp(seconds) }],
      }),
    ),
  );

onEachDatabase('a conversation that a message turns out not to be of', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('is none without it: a status that comes before the record of its send does not say that it went to a group', async () => {
    const opened = await openHistory();
    await opened.receive({ statuses: [statusOf('m1', 'sent', { ...stamp(1), recipient_id: 'G1' })] });
    expect(await opened.conversations()).toMatchObject([{ id: `${PHONE_NUMBER}:G1` }]);
    const { person: _person, ...sent } = sentText('m1', { groupId: 'G1', sentAt: at(0) });
    await opened.history.recordSent(sent);
    expect(await opened.conversations()).toMatchObject([
      { id: `${PHONE_NUMBER}:group:G1`, groupId: 'G1', lastMessageId: 'm1' },
    ]);
  });

  it('goes back to the last of its other messages', async () => {
    const opened = await openHistory();
    await opened.receive({
      statuses: [
        statusOf('m1', 'sent', { ...stamp(1), recipient_id: '1650' }),
        statusOf('m2', 'sent', { ...stamp(5), recipient_id: '1650' }),
      ],
    });
    expect(await opened.conversations()).toMatchObject([{ lastMessageAt: at(5), lastMessageId: 'm2' }]);
    const { person: _person, ...sent } = sentText('m2', { groupId: 'G1', sentAt: at(5) });
    await opened.history.recordSent(sent);
    expect(await opened.conversations()).toMatchObject([
      { groupId: 'G1', lastMessageId: 'm2' },
      { lastMessageAt: at(1), lastMessageId: 'm1' },
    ]);
  });

  it('is still there where there was a call', async () => {
    const opened = await openHistory();
    await opened.log.append(ringing('wacid.1', { from: '1650' }, 0));
    await opened.receive({ statuses: [statusOf('m1', 'sent', { ...stamp(1), recipient_id: '1650' })] });
    expect(await opened.conversations()).toHaveLength(1);
    const { person: _person, ...sent } = sentText('m1', { groupId: 'G1', sentAt: at(1) });
    await opened.history.recordSent(sent);
    expect(await opened.conversations()).toMatchObject([
      { groupId: 'G1' },
      { id: `${PHONE_NUMBER}:1650`, windowOpenedAt: at(0) },
    ]);
  });
});

onEachDatabase('two conversations that become one', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('are as new as their last message, though somebody called later', async () => {
    const opened = await openHistory();
    await opened.receive({ messages: [textMessage('m1', { from: '1650', ...stamp(10) })] });
    await opened.log.append(ringing('wacid.1', { from_user_id: 'US.1' }, 20));
    expect(await opened.conversations()).toHaveLength(2);
    // Names both, to another number: it is one person.
    const named = textMessage('m2', { from: '1650', from_user_id: 'US.1', ...stamp(5) });
    const elsewhere = { ...messagesValue({ messages: [named] }), metadata: { phone_number_id: '222' } };
    await opened.log.append(eventsOf(bodyOf('messages', elsewhere)));
    const expected = [{ lastMessageId: 'm1', lastMessageAt: at(10), windowOpenedAt: at(20) }];
    expect(await opened.conversations()).toMatchObject(expected);
    await opened.history.rebuild();
    expect(await opened.conversations()).toMatchObject(expected);
  });
});
