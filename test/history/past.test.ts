import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import type { NewEvent } from '../../src/events/types';
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
import { histories, type OpenHistory } from './support/open-history';

const ANN = '16505551234';
const OWN = '15550783881';
const T = 1_750_000_000;
const at = (seconds: number) => new Date((T + seconds) * 1_000);

function past(id: string, seconds: number, more: JsonObject = {}): JsonObject {
  const isOurs = more.to !== undefined;
  return {
    ...textMessage(id, { from: isOurs ? OWN : ANN, timestamp: String(T + seconds) }),
    history_context: { status: isOurs ? 'DELIVERED' : 'READ' },
    ...more,
  };
}
const history = (value: JsonObject): NewEvent[] => eventsOf(bodyOf('history', messagesValue(value)));
const chunk = (...messages: JsonObject[]) =>
  history({
    history: [
      {
        metadata: { phase: 0, chunk_order: 1, progress: 100 },
        threads: [{ id: ANN, context: { user_id: 'US.1', username: 'ann' }, messages }],
      },
    ],
  });
const live = (value: JsonObject) => eventsOf(bodyOf('messages', messagesValue(value)));

const CHAT = chunk(
  past('p3', -100, { type: 'media_placeholder', text: undefined }),
  past('p1', -300),
  past('p4', -50, { to: ANN, history_context: { status: 'ERROR' } }),
  past('p2', -200, { to: ANN }),
);
const FILE = history({
  messages: [past('p3', -100, { type: 'image', image: { id: '7' }, text: undefined })],
});

onEachDatabase('messages of before a number came to the Cloud API', (newDatabase) => {
  const openHistory = histories(newDatabase);

  async function stateOf({ history: known, conversations, messagesOf }: OpenHistory) {
    const messages = await messagesOf(`${PHONE_NUMBER}:US.1`);
    return {
      messages: messages.map(({ id, type, status, direction }) => [id, direction, type, status]),
      conversations: await conversations(),
      confined: await known.asKnownTo(new Set([ACCOUNT])).contact(ANN),
    };
  }

  it('stand in their conversation in their order, read, and open no window', async () => {
    const open = await openHistory();
    await open.log.append([...CHAT, ...FILE]);
    const contact = { key: 'US.1', userId: 'US.1', waId: ANN, username: 'ann' };
    const { messages, conversations, confined } = await stateOf(open);
    expect(messages).toEqual([
      ['p4', 'OUTBOUND', 'text', 'FAILED'],
      ['p3', 'INBOUND', 'image', 'RECEIVED'],
      ['p2', 'OUTBOUND', 'text', 'DELIVERED'],
      ['p1', 'INBOUND', 'text', 'RECEIVED'],
    ]);
    expect(conversations).toEqual([
      {
        id: `${PHONE_NUMBER}:US.1`,
        phoneNumberId: PHONE_NUMBER,
        accountId: ACCOUNT,
        contact,
        unreadCount: 0,
        lastMessageAt: at(-50),
        lastMessageId: 'p4',
        lastInboundAt: at(-100),
      },
    ]);
    expect(confined).toEqual(contact);
    // They wrote long ago, and yet it is not known that the window is closed: Meta decides.
    const to = { phoneNumberId: PHONE_NUMBER, identifier: ANN };
    expect(await open.history.windowClosedAt(to, at(90_000))).toBeUndefined();
  });

  it('are the same in whatever order they come, with what came live, and after a rebuild', async () => {
    const parts = [
      CHAT,
      FILE,
      // Live, and once more in the history.
      live({ messages: [textMessage('m1', { from_user_id: 'US.1', timestamp: String(T + 60) })] }),
      chunk(past('m1', 60)),
      live({ statuses: [statusOf('p2', 'read', { timestamp: String(T - 10) })] }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...parts.keys()], { minLength: parts.length }),
        fc.boolean(),
        async (order, isBatched) => {
          const open = await openHistory();
          for (const index of order) {
            await open.log.append(parts[index] ?? []);
            if (!isBatched) await open.history.catchUp();
          }
          const before = await stateOf(open);
          expect(before.messages).toEqual([
            ['m1', 'INBOUND', 'text', 'RECEIVED'],
            ['p4', 'OUTBOUND', 'text', 'FAILED'],
            ['p3', 'INBOUND', 'image', 'RECEIVED'],
            ['p2', 'OUTBOUND', 'text', 'READ'],
            ['p1', 'INBOUND', 'text', 'RECEIVED'],
          ]);
          expect(before.conversations).toMatchObject([
            { unreadCount: 1, windowOpenedAt: at(60), lastInboundAt: at(60), lastMessageId: 'm1' },
          ]);
          await open.history.rebuild();
          expect(await stateOf(open)).toEqual(before);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('say nothing where there are none: the business kept them to itself', async () => {
    const { log, conversations } = await openHistory();
    await log.append(history({ history: [{ errors: [{ code: 2593109 }] }] }));
    expect(await conversations()).toEqual([]);
  });
});
