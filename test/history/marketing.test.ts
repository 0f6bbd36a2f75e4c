import fc from 'fast-check';
import type { JsonObject } from '../../src/common/json';
import { ACCOUNT, bodyOf, eventsOf, messagesValue, PHONE_NUMBER, statusOf } from '../events/support/bodies';
import { onEachDatabase } from '../support/databases';
import { histories, sentText } from './support/open-history';

const T = 1_750_000_000;
const at = (seconds: number) => new Date((T + seconds) * 1_000);
const ANN = '16505551234';
const to = (identifier: string) => ({ phoneNumberId: PHONE_NUMBER, identifier });

function preference(value: string, seconds: number, more: JsonObject = {}): JsonObject {
  return {
    wa_id: ANN,
    user_id: 'US.1',
    category: 'marketing_messages',
    value,
    timestamp: T + seconds,
    ...more,
  };
}
const preferences = (...list: JsonObject[]) =>
  eventsOf(
    bodyOf(
      'user_preferences',
      messagesValue({ contacts: [{ wa_id: ANN, user_id: 'US.1' }], user_preferences: list }),
    ),
  );
const failed = (code: number, seconds: number) =>
  eventsOf(
    bodyOf(
      'messages',
      messagesValue({
        statuses: [
          statusOf(`m${seconds}`, 'failed', {
            timestamp: String(T + seconds),
            recipient_user_id: 'US.1',
            errors: [{ code, title: 'x' }],
          }),
        ],
      }),
    ),
  );

onEachDatabase('an opt-out of marketing', (newDatabase) => {
  const openHistory = histories(newDatabase);
  it('is of a number, since the wish, until it is taken back', async () => {
    const { history, log } = await openHistory();
    await log.append(preferences(preference('stop', 0)));
    expect(await history.marketingOptedOutSince(to(ANN))).toEqual(at(0));
    expect(await history.marketingOptedOutSince(to('US.1'))).toEqual(at(0));
    expect(await history.marketingOptOuts('US.1')).toEqual([
      { phoneNumberId: PHONE_NUMBER, accountId: ACCOUNT, since: at(0) },
    ]);
    expect(await history.marketingOptedOutSince({ ...to(ANN), phoneNumberId: '9' })).toBeUndefined();
    await log.append(preferences(preference('resume', 10)));
    expect(await history.marketingOptedOutSince(to(ANN))).toBeUndefined();
    expect(await history.marketingOptOuts(ANN)).toEqual([]);
  });

  it('is what was said last, where it was said within one second', async () => {
    const { history, log } = await openHistory();
    const heard = async (...values: string[]) => {
      await log.append(preferences(...values.map((value) => preference(value, 0))));
      return history.marketingOptedOutSince(to(ANN));
    };
    expect(await heard('stop', 'resume')).toBeUndefined();
    expect(await heard('stop', 'resume', 'stop')).toEqual(at(0));
    expect(await heard('resume')).toBeUndefined();
    expect(await history.marketingOptOuts(ANN)).toEqual([]);
    await history.rebuild();
    expect(await history.marketingOptOuts(ANN)).toEqual([]);
  });

  it('is proven by a message that Meta refused for it, which no rebuild forgets', async () => {
    const { history, log, messagesOf } = await openHistory();
    const refused = (metaCode: number, seconds: number) => {
      const { id: _, ...message } = sentText('x', { person: { waId: ANN }, sentAt: at(seconds) });
      return history.recordRefused({ message, metaCode });
    };
    await refused(131049, 5);
    expect(await history.marketingOptedOutSince(to(ANN))).toBeUndefined();
    await refused(131050, 6);
    for (const _round of ['at once', 'after a rebuild']) {
      expect(await history.marketingOptedOutSince(to(ANN))).toEqual(at(6));
      expect(await history.marketingOptOuts(ANN)).toEqual([
        { phoneNumberId: PHONE_NUMBER, accountId: ACCOUNT, since: at(6) },
      ]);
      expect(await messagesOf(`${PHONE_NUMBER}:${ANN}`)).toEqual([]);
      await history.rebuild();
    }
    await log.append(preferences(preference('resume', 10)));
    expect(await history.marketingOptedOutSince(to(ANN))).toBeUndefined();
  });

  it('is proven by a message that failed for it, and by no other', async () => {
    const { history, log } = await openHistory();
    await log.append(failed(131049, 5));
    await history.catchUp();
    expect(await history.marketingOptedOutSince(to('US.1'))).toBeUndefined();
    await log.append(failed(131050, 6));
    await history.catchUp();
    expect(await history.marketingOptedOutSince(to('US.1'))).toEqual(at(6));
  });

  it('is not read out of what is about something else, or says something unknown', async () => {
    const { history, log } = await openHistory();
    await log.append(
      preferences(
        preference('stop', 0, { category: 'tomorrow' }),
        preference('perhaps', 0),
        preference('stop', 0, { wa_id: '2', user_id: 'US.2' }),
      ),
    );
    expect(await history.marketingOptOuts('US.1')).toEqual([]);
    expect(await history.marketingOptOuts('US.2')).toHaveLength(1);
    expect(await history.marketingOptOuts('nobody')).toEqual([]);
  });

  it('is the same in whatever order the wishes come, and after a rebuild', async () => {
    const { history, log } = await openHistory();
    let people = 0;
    const wish = fc.record({ value: fc.constantFrom('stop', 'resume'), seconds: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 6 }), async (wishes) => {
        people += 1;
        const who = { wa_id: `1650${people}`, user_id: `US.P${people}` };
        for (const { value, seconds } of wishes) {
          await log.append(preferences(preference(value, seconds, who)));
        }
        // The same once more is a repeat of the webhook; of one second the order of the log counts.
        const heard = wishes.filter(
          ({ value, seconds }, index) =>
            wishes.findIndex((one) => one.value === value && one.seconds === seconds) === index,
        );
        const sorted = heard.sort((one, other) => one.seconds - other.seconds);
        const firstOfLastRun = sorted.findLastIndex(({ value }) => value === 'resume') + 1;
        const since = sorted[firstOfLastRun];
        expect(await history.marketingOptedOutSince(to(who.user_id))).toEqual(since && at(since.seconds));
      }),
      { numRuns: 60 },
    );
    const before = await history.marketingOptOuts('US.P1');
    await history.rebuild();
    expect(await history.marketingOptOuts('US.P1')).toEqual(before);
  });
});
