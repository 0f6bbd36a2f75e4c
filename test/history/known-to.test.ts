import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import type { RebuildableHistory } from '../../src/history/history';
import { bodyOf, eventsOf, statusOf, textMessage } from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, type OpenHistory, sentText } from './support/open-history';

const [ONE, OTHER] = ['111', '222'];
const NUMBERS: Record<string, string> = { [ONE]: '11', [OTHER]: '22' };
const PHONE = '16505551234';

/** What a webhook of an account says. */
function said(account: string, value: JsonObject, field = 'messages') {
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBERS[account] ?? '' };
  return eventsOf(bodyOf(field, { messaging_product: 'whatsapp', metadata, ...value }, { id: account }));
}

const wrote = (account: string, id: string, { username, ...person }: JsonObject, second = 0) =>
  said(account, {
    contacts: [
      {
        ...(username ? { profile: { name: 'Ann', username } } : {}),
        ...(person.from_user_id ? { user_id: person.from_user_id } : { wa_id: PHONE }),
      },
    ],
    messages: [textMessage(id, { timestamp: `${1_750_000_000 + second}`, from: PHONE, ...person })],
  });
const reached = (account: string, id: string) =>
  said(account, { statuses: [statusOf(id, 'sent', { recipient_id: PHONE })] });
const movedTo = (account: string, previous: string, current: string) =>
  said(
    account,
    { user_id_update: [{ wa_id: PHONE, user_id: { previous, current }, timestamp: '1750000500' }] },
    'user_id_update',
  );

const seenBy = (history: RebuildableHistory, ...accounts: string[]) => history.asKnownTo(new Set(accounts));

onEachDatabase('a person whom accounts know by different ids', (newDatabase) => {
  const openHistory = histories(newDatabase);
  const opened = async (...events: ReturnType<typeof said>[]): Promise<OpenHistory> => {
    const open = await openHistory();
    for (const some of events) await open.log.append(some);
    return open;
  };

  it('is to each what its own events and sends said', async () => {
    const { history } = await opened(
      wrote(ONE, 'm1', { from_user_id: 'US.1', username: 'ann' }),
      reached(OTHER, 'm2'),
    );
    await history.recordSent(
      sentText('m3', { accountId: OTHER, phoneNumberId: '22', person: { waId: PHONE } }),
    );
    const all = { key: 'US.1', userId: 'US.1', waId: PHONE, username: 'ann', name: 'Ann' };
    expect(await history.contact(PHONE)).toEqual(all);
    expect(await seenBy(history, ONE).contact(PHONE)).toEqual(all);
    expect(await seenBy(history, ONE, OTHER).contact('US.1')).toEqual(all);
    const other = seenBy(history, OTHER);
    const phoneAlone = { key: PHONE, waId: PHONE };
    expect(await other.contact(PHONE)).toEqual(phoneAlone);
    expect(await other.contact('US.1')).toBeUndefined();
    expect((await other.messages(['m2', 'm3'])).map((message) => message?.contact)).toEqual([
      phoneAlone,
      phoneAlone,
    ]);
    const { items } = await other.conversations('22', { first: 10 });
    expect(items.map(({ node }) => node)).toMatchObject([{ id: `22:${PHONE}`, contact: phoneAlone }]);
    expect(await other.conversation(`22:${PHONE}`)).toMatchObject({ contact: phoneAlone });
    expect((await other.conversationMessages(`22:${PHONE}`, { first: 5 })).items).toHaveLength(2);
    expect(await other.conversation('22:US.1')).toBeUndefined();
    expect(await seenBy(history, '333').contact(PHONE)).toBeUndefined();
  });

  it('is not found by a phone that only another account was told', async () => {
    const { history } = await opened(
      wrote(ONE, 'm1', { from_user_id: 'US.1' }),
      wrote(OTHER, 'm2', { from_user_id: 'US.1', from: undefined }),
    );
    expect(await seenBy(history, OTHER).contact('US.1')).toEqual({ key: 'US.1', userId: 'US.1' });
    expect(await seenBy(history, OTHER).contact(PHONE)).toBeUndefined();
  });

  it('has the ids that an account was told it has by now, and is found by those before', async () => {
    const { history } = await opened(
      wrote(ONE, 'm1', { from_user_id: 'US.1' }),
      movedTo(ONE, 'US.1', 'US.2'),
      reached(OTHER, 'm2'),
    );
    for (const identifier of ['US.1', 'US.2', PHONE]) {
      expect(await seenBy(history, ONE).contact(identifier)).toMatchObject({ userId: 'US.2', waId: PHONE });
    }
    for (const identifier of ['US.1', 'US.2']) {
      expect(await seenBy(history, OTHER).contact(identifier)).toBeUndefined();
    }
  });

  it('no longer has a number that its account was told it gave up', async () => {
    const system = { type: 'user_changed_number', user_id: 'US.2' };
    const { history } = await opened(
      wrote(ONE, 'm1', { from_user_id: 'US.1' }),
      said(ONE, {
        messages: [
          textMessage('m2', { from_user_id: 'US.1', type: 'system', system, timestamp: '1750000400' }),
        ],
      }),
    );
    const one = seenBy(history, ONE);
    expect(await one.contact('US.2')).toMatchObject({ key: 'US.2', userId: 'US.2' });
    expect(await one.contact('US.1')).not.toHaveProperty('waId');
  });

  it('is the same in whatever order it is told, and after a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        fc.boolean(),
        async (order, isBatched) => {
          const { history, log } = await openHistory();
          const events = [
            wrote(ONE, 'm1', { from_user_id: 'US.1', username: 'old' }),
            wrote(ONE, 'm2', { from_user_id: 'US.1', username: 'new' }, 60),
            reached(OTHER, 'm3'),
            said(OTHER, { messages: [textMessage('m4', { timestamp: '1750000100' })] }),
            wrote(ONE, 'm5', { from_user_id: 'US.1' }, 30),
          ];
          for (const index of order) {
            await log.append(events[index] ?? []);
            if (!isBatched) await history.catchUp();
          }
          const known = async () =>
            Promise.all([ONE, OTHER].map((account) => seenBy(history, account).contact(PHONE)));
          const before = await known();
          expect(before).toEqual([
            { key: 'US.1', userId: 'US.1', waId: PHONE, username: 'new', name: 'Ann' },
            { key: PHONE, waId: PHONE },
          ]);
          await history.rebuild();
          expect(await known()).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });
});
