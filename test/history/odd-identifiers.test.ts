import { statusOf, textMessage } from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories } from './support/open-history';

/** What a validly signed webhook may call an id. Each is another one. */
const ODD = [
  'nul \0',
  '\0\0',
  'half \ud800',
  'x'.repeat(5_000),
  `${'x'.repeat(5_000)}y`,
  '\u{1F600}'.repeat(2_000),
  `${'x'.repeat(199)}\u{1F600}${'x'.repeat(100)}`,
  "'; DROP TABLE events; --",
  '',
];

onEachDatabase('what is named oddly', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('is stored once and found again', async () => {
    const { log, history, receive, conversations } = await openHistory();
    const webhooks = ODD.flatMap((odd, index) => [
      {
        messages: [textMessage(`${odd}${index}`, { from: odd, from_user_id: odd, group_id: odd, type: odd })],
      },
      { statuses: [statusOf(`s${odd}`, odd, { recipient_id: odd, recipient_user_id: odd })] },
      { messages: [textMessage(`p${index}`, { from: '1650', from_user_id: odd })] },
    ]);
    await receive(...webhooks);
    await receive(...webhooks);
    expect(await log.read(0, 100)).toHaveLength(webhooks.length);
    await history.catchUp();
    const ids = (await log.read(0, 100)).flatMap(({ messageId }) => messageId ?? []);
    const messages = await history.messages(ids);
    expect(messages.every((message, index) => message?.id === ids[index])).toBe(true);
    expect((await conversations()).length).toBeGreaterThan(1);
    const found = ODD.map(
      async (odd) => (await log.read(0, 100, { contacts: [odd], types: [odd, 'text'] })).length,
    );
    expect(await Promise.all(found)).toEqual(ODD.map((odd) => (odd === '' ? 0 : 3)));
  });

  it('holds nothing up when it was sent to', async () => {
    const { history } = await openHistory();
    for (const round of [1, 2]) {
      for (const [index, odd] of ODD.entries()) {
        const person = { userId: odd, parentUserId: odd, waId: odd };
        const sent = {
          id: `${index}-${round}`,
          phoneNumberId: '1',
          type: 'text',
          payload: {},
          sentAt: new Date(),
        };
        await history.recordSent({ ...sent, person });
      }
      await history.catchUp();
    }
    const ids = ODD.flatMap((_, index) => [`${index}-1`, `${index}-2`]);
    expect((await history.messages(ids)).map((message) => message?.id)).toEqual(ids);
  });
});
