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
import { histories, type OpenHistory, sentText } from './support/open-history';

/** Now: what is much older when it comes proves nothing. */
const T = Math.floor(Date.now() / 1_000);
const HOUR = 3_600;
const ANN = '16505551234';
const at = (seconds: number) => new Date((T + seconds) * 1_000);
const stamp = (seconds: number) => ({ timestamp: String(T + seconds) });
const wrote = (id: string, seconds: number, more: JsonObject = {}) => ({
  messages: [textMessage(id, { from_user_id: 'US.1', ...stamp(seconds), ...more })],
});
const REFERRAL = { referral: { source_type: 'ad', source_id: '1', source_url: 'https://fb.me/1' } };

async function receiveOn(opened: OpenHistory, field: string, value: JsonObject): Promise<void> {
  await opened.log.append(eventsOf(bodyOf(field, messagesValue(value))));
}

async function onlyConversation({ conversations }: OpenHistory) {
  const [conversation, ...others] = await conversations();
  expect(others).toEqual([]);
  if (!conversation) throw new Error('There is no conversation.');
  return conversation;
}

const call = (seconds: number, more: JsonObject) => ({
  calls: [{ id: `wacid.${seconds}`, from: ANN, from_user_id: 'US.1', ...stamp(seconds), ...more }],
});
const outgoingCall = (seconds: number, more: JsonObject) => ({
  calls: [
    {
      id: `wacid.${seconds}`,
      to: ANN,
      to_user_id: 'US.1',
      direction: 'BUSINESS_INITIATED',
      ...stamp(seconds),
      ...more,
    },
  ],
});

onEachDatabase('the customer service window', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('is opened by what the customer writes, not by what tells of them', async () => {
    const opened = await openHistory();
    await opened.receive(
      wrote('m1', 0),
      wrote('m2', 60, { type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } }),
      wrote('m3', 120, { type: 'system', system: { type: 'customer_identity_changed', body: '' } }),
      { statuses: [statusOf('out', 'read', stamp(180))] },
    );
    const conversation = await onlyConversation(opened);
    expect(conversation).toMatchObject({ windowOpenedAt: at(60), lastInboundAt: at(60) });
    expect(conversation).not.toHaveProperty('entryPointUntil');
  });

  it.each<[string, JsonObject, number | undefined]>([
    ["a customer's call", call(50, { event: 'connect', direction: 'USER_INITIATED' }), 50],
    [
      "the end of a customer's call that was not answered",
      call(60, { event: 'terminate', direction: 'USER_INITIATED', status: 'FAILED' }),
      60,
    ],
    [
      'a call of the business that is being set up',
      outgoingCall(70, { event: 'connect', session: { sdp_type: 'answer', sdp: '' } }),
      undefined,
    ],
    [
      'a call of the business that was taken',
      outgoingCall(90, { event: 'terminate', status: 'COMPLETED', start_time: String(T + 80), duration: 10 }),
      80,
    ],
    [
      'a call of the business that was not taken',
      outgoingCall(90, { event: 'terminate', status: 'FAILED' }),
      undefined,
    ],
    [
      'a status that says a call was accepted',
      {
        statuses: [
          { id: 'wacid.1', type: 'call', status: 'ACCEPTED', ...stamp(85), recipient_user_id: 'US.1' },
        ],
      },
      85,
    ],
    [
      'a status that says it rings',
      {
        statuses: [
          { id: 'wacid.1', type: 'call', status: 'RINGING', ...stamp(85), recipient_user_id: 'US.1' },
        ],
      },
      undefined,
    ],
  ])('is opened by %s or not, as Meta has it', async (_name, value, opensAt) => {
    const opened = await openHistory();
    await receiveOn(opened, 'calls', value);
    const [conversation] = await opened.conversations();
    expect(conversation?.windowOpenedAt).toEqual(opensAt === undefined ? undefined : at(opensAt));
    if (opensAt !== undefined) {
      expect(conversation).toMatchObject({ lastMessageAt: at(opensAt), unreadCount: 0 });
      expect(conversation).not.toHaveProperty('lastMessageId');
    }
  });

  it('is one for each number, and moves with a person who is found to be another', async () => {
    const opened = await openHistory();
    await opened.receive({ messages: [textMessage('m1', { from: ANN, ...stamp(0) })] });
    await receiveOn(opened, 'calls', call(100, { event: 'connect', direction: 'USER_INITIATED' }));
    expect(await onlyConversation(opened)).toMatchObject({ windowOpenedAt: at(100), lastMessageAt: at(0) });
    const other = { phoneNumberId: '999', identifier: ANN };
    expect(await opened.history.windowClosedAt(other, at(100 * HOUR))).toBeUndefined();
  });

  it('does not exist in a group', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0, { group_id: 'g' }));
    expect(await onlyConversation(opened)).not.toHaveProperty('windowOpenedAt');
  });
});

onEachDatabase('whether the window is proven closed', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const closedAt = ({ history }: OpenHistory, identifier: string, seconds: number) =>
    history.windowClosedAt({ phoneNumberId: PHONE_NUMBER, identifier }, at(seconds));

  it('is told by the last message or call, by number and by BSUID', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0));
    for (const who of [ANN, 'US.1']) {
      expect(await closedAt(opened, who, 24 * HOUR - 1)).toBeUndefined();
      expect(await closedAt(opened, who, 24 * HOUR)).toEqual(at(24 * HOUR));
    }
    await receiveOn(opened, 'calls', call(HOUR, { event: 'connect', direction: 'USER_INITIATED' }));
    expect(await closedAt(opened, ANN, 24 * HOUR + 1)).toBeUndefined();
    expect(await closedAt(opened, ANN, 25 * HOUR)).toEqual(at(25 * HOUR));
  });

  it('is unknown where all that is known was told long after it happened, as samples and replays are', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', -300 * 24 * HOUR));
    expect(await closedAt(opened, ANN, 0)).toBeUndefined();
    expect(await onlyConversation(opened)).toMatchObject({ windowOpenedAt: at(-300 * 24 * HOUR) });
    // Meta repeats for seven days.
    await opened.receive(wrote('m2', -6 * 24 * HOUR));
    expect(await closedAt(opened, ANN, 0)).toEqual(at(-5 * 24 * HOUR));
  });

  it('is unknown for who never wrote', async () => {
    const opened = await openHistory();
    await opened.history.recordSent(sentText('m1'));
    await opened.receive({ statuses: [statusOf('m1', 'read')] });
    expect(await closedAt(opened, ANN, 1_000 * HOUR)).toBeUndefined();
    expect(await closedAt(opened, 'US.ENT.1', 1_000 * HOUR)).toBeUndefined();
  });

  it('counts what is in the log and was not applied yet', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0));
    expect(await closedAt(opened, ANN, 30 * HOUR)).toBeDefined();
    for (let hour = 30; hour < 40; hour += 1) {
      await opened.receive(wrote(`m${hour}`, hour * HOUR));
      expect(await closedAt(opened, ANN, (hour + 23) * HOUR)).toBeUndefined();
    }
  });

  it('is unknown, rather than waited for, while the history is far behind', async () => {
    const opened = await openHistory();
    const messages = Array.from({ length: 6_000 }, (_, index) =>
      textMessage(`m${index}`, { from_user_id: 'US.1', ...stamp(0) }),
    );
    await opened.receive({ messages });
    expect(await closedAt(opened, ANN, 30 * HOUR)).toBeUndefined();
    await opened.history.catchUp();
    expect(await closedAt(opened, ANN, 30 * HOUR)).toEqual(at(24 * HOUR));
  });

  it('is unknown while somebody has written who may be the same person', async () => {
    const opened = await openHistory();
    await opened.receive({ messages: [textMessage('m1', { from: ANN, ...stamp(0) })] });
    expect(await closedAt(opened, ANN, 30 * HOUR)).toBeDefined();
    // Since then they have a username, and their number is not told any more.
    const { from: _, ...hidden } = textMessage('m2', { from_user_id: 'US.7', ...stamp(29 * HOUR) });
    await opened.receive({ messages: [hidden] });
    expect(await closedAt(opened, ANN, 30 * HOUR)).toBeUndefined();
    expect(await closedAt(opened, ANN, 54 * HOUR)).toBeDefined();
  });

  it('takes all who have the number: it is known by another BSUID to each portfolio', async () => {
    const opened = await openHistory();
    await opened.receive(
      wrote('m1', 0, { from_user_id: 'US.1' }),
      wrote('m2', 10 * HOUR, { from_user_id: 'US.2' }),
    );
    expect(await closedAt(opened, ANN, 30 * HOUR)).toBeUndefined();
    expect(await closedAt(opened, 'US.1', 30 * HOUR)).toBeDefined();
  });

  it('is not claimed within a free entry point', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0, REFERRAL));
    await opened.history.recordSent(sentText('m2', { sentAt: at(HOUR) }));
    expect(await closedAt(opened, ANN, 72 * HOUR)).toBeUndefined();
    expect(await closedAt(opened, ANN, 74 * HOUR)).toEqual(at(24 * HOUR));
  });
});

onEachDatabase('the free entry point', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const until = async (opened: OpenHistory) => (await onlyConversation(opened)).entryPointUntil;

  it('is open for 72 hours from the first answer within a day', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0, REFERRAL));
    expect(await until(opened)).toBeUndefined();
    await opened.history.recordSent(sentText('m3', { sentAt: at(20 * HOUR) }));
    expect(await until(opened)).toEqual(at(92 * HOUR));
    // An earlier answer becomes known later, by its status.
    await opened.receive({ statuses: [statusOf('m2', 'sent', stamp(2 * HOUR))] });
    expect(await until(opened)).toEqual(at(74 * HOUR));
    await opened.receive({ statuses: [statusOf('m2', 'failed', stamp(2 * HOUR + 1))] });
    expect(await until(opened)).toEqual(at(92 * HOUR));
  });

  it('is not opened by an answer that comes too late, or was before', async () => {
    const opened = await openHistory();
    await opened.history.recordSent(sentText('m1', { sentAt: at(-HOUR) }));
    await opened.receive(wrote('m2', 0, REFERRAL));
    await opened.history.recordSent(sentText('m3', { sentAt: at(25 * HOUR) }));
    expect(await until(opened)).toBeUndefined();
  });

  it('is the later of two', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 0, REFERRAL), wrote('m3', 48 * HOUR, REFERRAL));
    await opened.history.recordSent(sentText('m2', { sentAt: at(HOUR) }));
    expect(await until(opened)).toEqual(at(73 * HOUR));
    await opened.history.recordSent(sentText('m4', { sentAt: at(50 * HOUR) }));
    expect(await until(opened)).toEqual(at(122 * HOUR));
  });

  it.each<[string, JsonObject, number | undefined]>([
    [
      'a conversation that began so',
      {
        conversation: {
          id: 'c',
          expiration_timestamp: String(T + 9_000),
          origin: { type: 'referral_conversion' },
        },
      },
      9_000,
    ],
    [
      'its pricing, with the end in the conversation',
      {
        conversation: { id: 'c', expiration_timestamp: T + 9_000 },
        pricing: { type: 'free_entry_point', category: 'referral_conversion', pricing_model: 'PMP' },
      },
      9_000,
    ],
    ['its pricing alone', { pricing: { type: 'free_entry_point', pricing_model: 'PMP' } }, 60],
    [
      'a conversation of another kind',
      {
        conversation: { id: 'c', expiration_timestamp: String(T + 9_000), origin: { type: 'service' } },
        pricing: { type: 'free_customer_service', category: 'service' },
      },
      undefined,
    ],
  ])('is known, or not, by %s in a status', async (_name, more, seconds) => {
    const opened = await openHistory();
    await opened.receive({ statuses: [statusOf('m1', 'sent', { ...stamp(60), ...more })] });
    expect(await until(opened)).toEqual(seconds === undefined ? undefined : at(seconds));
  });

  it('is found where message and answer were with two who are one', async () => {
    const opened = await openHistory();
    const { from: _, ...hidden } = textMessage('m1', { from_user_id: 'US.1', ...stamp(0), ...REFERRAL });
    await opened.receive({ messages: [hidden] });
    await opened.history.recordSent(sentText('m2', { sentAt: at(HOUR) }));
    await opened.history.catchUp();
    await opened.receive(wrote('m3', 2 * HOUR));
    expect(await until(opened)).toEqual(at(73 * HOUR));
  });
});

onEachDatabase('unread messages', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const unread = async (opened: OpenHistory) => (await onlyConversation(opened)).unreadCount;

  it('are those after the last that was marked', async () => {
    const opened = await openHistory();
    await opened.receive(...[1, 2, 3, 4].map((index) => wrote(`m${index}`, index)));
    await opened.history.recordSent(sentText('out', { sentAt: at(10) }));
    expect(await onlyConversation(opened)).toMatchObject({ unreadCount: 4, lastMessageId: 'out' });
    await opened.history.recordRead('m3');
    expect(await unread(opened)).toBe(1);
    await opened.history.recordRead('m1');
    expect(await unread(opened)).toBe(1);
    await opened.history.recordRead('m4');
    expect(await unread(opened)).toBe(0);
    await opened.receive(wrote('m5', 20), wrote('late', 2));
    expect(await unread(opened)).toBe(1);
    await opened.history.rebuild();
    expect(await unread(opened)).toBe(1);
  });

  it('are none of what is not to be read', async () => {
    const opened = await openHistory();
    const types = ['reaction', 'system', 'edit', 'revoke', 'request_welcome', 'unsupported', 'image'];
    await opened.receive(...types.map((type, index) => wrote(type, index, { type })));
    expect(await unread(opened)).toBe(2);
  });

  it('may be marked before their message is known', async () => {
    const opened = await openHistory();
    await opened.history.recordRead('m2');
    await opened.receive(wrote('m1', 1), wrote('m2', 2), wrote('m3', 3));
    expect(await unread(opened)).toBe(1);
  });

  it('are counted once when two people become one', async () => {
    const opened = await openHistory();
    const { from: _, ...hidden } = textMessage('m1', { from_user_id: 'US.1', ...stamp(1) });
    await opened.receive({ messages: [hidden] }, { messages: [textMessage('m2', { ...stamp(2) })] });
    await opened.history.recordRead('m1');
    await opened.receive(wrote('m3', 3));
    expect(await unread(opened)).toBe(2);
  });

  it('are counted in a group as well', async () => {
    const opened = await openHistory();
    await opened.receive(wrote('m1', 1, { group_id: 'g' }), wrote('m2', 2, { group_id: 'g' }));
    expect(await unread(opened)).toBe(2);
  });
});
