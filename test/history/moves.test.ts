import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import type { NewEvent } from '../../src/events/types';
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

const T = 1_750_000_000;
const stamp = (seconds: number) => ({ timestamp: String(T + seconds) });

type Person = { userId?: string; waId?: string };

const eventsOfField = (field: string, value: JsonObject): NewEvent[] =>
  eventsOf(bodyOf(field, messagesValue(value)));

function message(id: string, { userId, waId }: Person, seconds: number, more: JsonObject = {}): NewEvent[] {
  const { from: _, ...rest } = textMessage(id, { ...stamp(seconds), ...more });
  return eventsOfField('messages', {
    messages: [{ ...rest, ...(waId && { from: waId }), ...(userId && { from_user_id: userId }) }],
  });
}

function systemMessage(
  id: string,
  before: Person,
  after: Person,
  seconds: number,
  type = 'user_changed_number',
): NewEvent[] {
  const system = { body: 'x', type, ...(after.waId && { wa_id: after.waId }), user_id: after.userId };
  return message(id, before, seconds, { type: 'system', system });
}

function userIdUpdate(previous: string, current: string, seconds: number, waId?: string): NewEvent[] {
  const update = { user_id: { previous, current }, ...(waId && { wa_id: waId }), ...stamp(seconds) };
  return eventsOfField('user_id_update', { user_id_update: [update] });
}

const [ANN, ANN2, ANN3]: [Person, Person, Person] = [
  { userId: 'US.1', waId: '16501' },
  { userId: 'US.2', waId: '16502' },
  { userId: 'US.3', waId: '16503' },
];
const NOW = { key: 'US.2', userId: 'US.2', waId: '16502' };

/** Expects one person with one conversation, found by every id of old and new. */
async function expectOne(
  opened: OpenHistory,
  ids: string[],
  contact: object,
  messages: string[],
): Promise<void> {
  for (const id of ids) expect(await opened.history.contact(id)).toEqual(contact);
  const found = await opened.conversations();
  expect(found.map((conversation) => conversation.contact)).toEqual([contact]);
  for (const id of ids) {
    const listed = await opened.messagesOf(`${PHONE_NUMBER}:${id}`);
    expect(listed.map((one) => one.id).sort()).toEqual([...messages].sort());
    expect(listed.every((one) => one.contact?.key === found[0]?.contact?.key)).toBe(true);
  }
}

onEachDatabase('a person who moves', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it.each(['user_changed_number', 'customer_changed_number'])(
    'to another number (%s) is one person, found by old and new ids',
    async (type) => {
      const opened = await openHistory();
      await opened.log.append(message('m1', ANN, 0));
      await opened.history.recordSent(
        sentText('m2', { person: { waId: '16501' }, sentAt: new Date(T * 1_000) }),
      );
      await opened.log.append([...systemMessage('m3', ANN, ANN2, 10, type), ...message('m4', ANN2, 20)]);
      await expectOne(opened, ['16501', '16502', 'US.1', 'US.2'], NOW, ['m1', 'm2', 'm3', 'm4']);
      await opened.history.rebuild();
      await expectOne(opened, ['16501', '16502', 'US.1', 'US.2'], NOW, ['m1', 'm2', 'm3', 'm4']);
    },
  );

  // More events than the history takes in at once, too.
  it.each([0, 2_050])(
    'is the same after a rebuild where only the answer to a send told of the other user id, after %i events',
    async (count) => {
      const opened = await openHistory();
      // The sources are put together by the gateway's own clock.
      const later = async () => {
        await opened.history.catchUp();
        await sleep(5);
      };
      await opened.log.append(message('m1', ANN, 0));
      const others = Array.from({ length: count }, (_, index) =>
        statusOf('other', 'read', { ...stamp(index), recipient_id: '1' }),
      );
      await opened.log.append(eventsOfField('messages', { statuses: others }));
      await later();
      await opened.log.append(message('m2', { waId: '16501' }, 10));
      await later();
      await opened.history.recordSent(
        sentText('m3', { person: { waId: '16501', userId: 'US.9' }, sentAt: new Date() }),
      );
      await later();
      await opened.log.append(message('m4', { waId: '16501' }, 20));
      const state = async () =>
        Promise.all(
          (await opened.conversations()).map(async ({ id, contact }) => ({
            id,
            contact,
            messages: (await opened.messagesOf(id)).map((one) => one.id),
          })),
        );
      const live = await state();
      await opened.history.rebuild();
      expect(await state()).toEqual(live);
    },
  );

  it('is joined with who they were already known as', async () => {
    const opened = await openHistory();
    await opened.log.append([...message('m1', ANN, 0), ...message('m2', ANN2, 20)]);
    expect(await opened.conversations()).toHaveLength(2);
    await opened.log.append(systemMessage('m3', ANN, ANN2, 10));
    await expectOne(opened, ['16501', '16502', 'US.1', 'US.2'], NOW, ['m1', 'm2', 'm3']);
  });

  it('has another user id and still the same number', async () => {
    const opened = await openHistory();
    await opened.log.append([...message('m1', ANN, 0), ...userIdUpdate('US.1', 'US.9', 10)]);
    const contact = { key: 'US.9', userId: 'US.9', waId: '16501' };
    await expectOne(opened, ['16501', 'US.1', 'US.9'], contact, ['m1']);
    await opened.log.append(
      systemMessage('m2', { userId: 'US.9', waId: '16501' }, { userId: 'US.10' }, 20, 'user_changed_user_id'),
    );
    const last = { key: 'US.10', userId: 'US.10', waId: '16501' };
    await expectOne(opened, ['16501', 'US.1', 'US.9', 'US.10'], last, ['m1', 'm2']);
  });

  it('takes what is late and names them as they were', async () => {
    const opened = await openHistory();
    await opened.log.append([...message('m1', ANN, 0), ...systemMessage('m2', ANN, ANN2, 10)]);
    await opened.history.catchUp();
    await opened.log.append([
      ...message('m3', ANN, 5),
      ...message('m4', { userId: 'US.1' }, 30),
      ...message('m5', { waId: '16501' }, 7),
    ]);
    await expectOne(opened, ['16501', '16502', 'US.1', 'US.2'], NOW, ['m1', 'm2', 'm3', 'm4', 'm5']);
  });

  it('leaves the number to whoever gets it', async () => {
    const opened = await openHistory();
    await opened.log.append([
      ...message('m1', ANN, 0),
      ...systemMessage('m2', ANN, ANN2, 10),
      ...message('m3', { userId: 'US.7', waId: '16501' }, 20),
      ...message('m4', { waId: '16501' }, 30),
    ]);
    expect((await opened.history.message('m3'))?.contact?.key).toBe('US.7');
    expect((await opened.history.message('m4'))?.contact?.key).toBe('US.7');
    expect((await opened.history.contact('16501'))?.key).toBe('US.7');
    expect((await opened.history.contact('US.1'))?.key).toBe('US.2');
    expect((await opened.messagesOf(`${PHONE_NUMBER}:US.1`)).map(({ id }) => id)).toEqual(['m2', 'm1']);
  });

  it('is who they were again when they come back to their number', async () => {
    const opened = await openHistory();
    const back = { userId: 'US.3', waId: '16501' };
    await opened.log.append([
      ...message('m1', ANN, 0),
      ...systemMessage('m2', ANN, ANN2, 10),
      ...systemMessage('m3', ANN2, back, 20),
      ...message('m4', { waId: '16501' }, 30),
    ]);
    const contact = { key: 'US.3', ...back };
    await expectOne(opened, ['16501', '16502', 'US.1', 'US.2', 'US.3'], contact, ['m1', 'm2', 'm3', 'm4']);
  });

  it('keeps what the old contact had: windows, unread messages and opt-outs', async () => {
    const opened = await openHistory();
    const preference = { ...{ user_id: 'US.1', wa_id: '16501' }, value: 'stop', timestamp: T + 5 };
    await opened.log.append([
      ...message('m1', ANN, 0),
      ...eventsOfField('user_preferences', { user_preferences: [preference] }),
    ]);
    await opened.history.catchUp();
    await opened.log.append([...message('m2', ANN2, 20), ...systemMessage('m3', ANN, ANN2, 10)]);
    const [conversation] = await opened.conversations();
    expect(conversation).toMatchObject({ unreadCount: 2, windowOpenedAt: new Date((T + 20) * 1_000) });
    expect(await opened.history.marketingOptOuts('US.2')).toMatchObject([
      { phoneNumberId: PHONE_NUMBER, since: new Date((T + 5) * 1_000) },
    ]);
    expect(await opened.history.marketingOptOuts('16501')).toHaveLength(1);
  });

  it('is not made of what tells of no move', async () => {
    const opened = await openHistory();
    await opened.log.append([
      ...systemMessage('m1', ANN, ANN2, 10, 'customer_identity_changed'),
      ...systemMessage('m2', ANN, {}, 20),
      ...eventsOfField('user_id_update', { user_id_update: [{ user_id: { current: 'US.8' } }, 'odd', null] }),
    ]);
    expect(await opened.history.contact('US.1')).toEqual({ key: 'US.1', ...ANN });
    expect(await opened.history.contact('US.8')).toBeUndefined();
  });

  it('ends up the same in whatever order it is told', async () => {
    const opened = await openHistory();
    let runs = 0;
    const story = (run: number): NewEvent[][] => {
      const mine = (person: Person): Person => ({
        userId: `${person.userId}${run}x`,
        waId: `${person.waId}${run}0000`,
      });
      const [one, two, three] = [mine(ANN), mine(ANN2), mine(ANN3)];
      return [
        message(`${run}-1`, one, 0),
        systemMessage(`${run}-2`, one, two, 10),
        message(`${run}-3`, two, 20),
        systemMessage(`${run}-4`, two, three, 30),
        message(`${run}-5`, three, 40),
        userIdUpdate(`${two.userId}`, `${three.userId}`, 30, three.waId),
        eventsOfField('messages', {
          statuses: [statusOf(`${run}-6`, 'sent', { ...stamp(5), recipient_id: one.waId })],
        }),
      ];
    };
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        async (order, pauses) => {
          runs += 1;
          const run = runs;
          const events = story(run);
          for (const [index, place] of order.entries()) {
            await opened.log.append(events[place] ?? []);
            if (pauses[index]) await opened.history.catchUp();
          }
          const contact = {
            userId: `US.3${run}x`,
            waId: `16503${run}0000`,
            key: `US.3${run}x`,
          };
          for (const id of [`US.1${run}x`, `US.2${run}x`, `16501${run}0000`, `16502${run}0000`]) {
            expect(await opened.history.contact(id)).toEqual(contact);
          }
          const listed = await opened.messagesOf(`${PHONE_NUMBER}:${contact.userId}`);
          expect(listed.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${run}-${n}`));
        },
      ),
      { numRuns: 80 },
    );
  });
});
