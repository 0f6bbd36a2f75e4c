import fc from 'fast-check';
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
const at = (seconds: number) => new Date((T + seconds) * 1_000);
const stamp = (seconds: number) => ({ timestamp: String(T + seconds) });
const REFERRAL = { referral: { source_type: 'ad', source_id: '1', source_url: 'https://fb.me/1' } };

onEachDatabase('a conversation', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('is the same in whatever order its parts come, and after a rebuild', async () => {
    const opened = await openHistory();
    let runs = 0;
    const ringFrom = async (value: JsonObject) => {
      await opened.log.append(eventsOf(bodyOf('calls', messagesValue(value))));
    };
    const parts = (run: number): (() => Promise<void>)[] => {
      const who = { from: `1650${run}00000`, from_user_id: `US.R${run}` };
      const inbound =
        (id: string, seconds: number, more: JsonObject = {}) =>
        () =>
          opened.receive({
            messages: [textMessage(`${run}-${id}`, { ...who, ...stamp(seconds), ...more })],
          });
      const status =
        (id: string, name: string, seconds: number, more: JsonObject = {}) =>
        () =>
          opened.receive({
            statuses: [
              statusOf(`${run}-${id}`, name, { ...stamp(seconds), recipient_id: who.from, ...more }),
            ],
          });
      const entry = {
        id: 'c',
        expiration_timestamp: String(T + 300_000),
        origin: { type: 'referral_conversion' },
      };
      return [
        inbound('in1', 0, REFERRAL),
        inbound('in2', 100),
        inbound('in3', 50_000, { type: 'reaction', reaction: { message_id: 'x' } }),
        status('out1', 'sent', 200),
        status('out1', 'failed', 201),
        status('out2', 'sent', 3_000),
        status('out2', 'read', 3_100, { conversation: entry }),
        () =>
          opened.history.recordSent(
            sentText(`${run}-out2`, { person: { waId: who.from }, sentAt: at(2_999) }),
          ),
        () => opened.history.recordRead(`${run}-in1`),
        () =>
          ringFrom({
            calls: [
              { ...who, id: `wacid.${run}`, event: 'connect', direction: 'USER_INITIATED', ...stamp(60_000) },
            ],
          }),
      ];
    };
    const indexes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const expectedOf = (run: number) => ({
      contact: { userId: `US.R${run}`, waId: `1650${run}00000` },
      windowOpenedAt: at(60_000),
      lastInboundAt: at(50_000),
      lastMessageAt: at(50_000),
      lastMessageId: `${run}-in3`,
      entryPointUntil: at(300_000),
      unreadCount: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(indexes, { minLength: 10 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        async (order, pauses) => {
          runs += 1;
          const all = parts(runs);
          for (const index of order) {
            await all[index]?.();
            if (pauses[index]) await opened.history.catchUp();
          }
          const conversation = await opened.history.conversation(`${PHONE_NUMBER}:US.R${runs}`);
          expect(conversation).toMatchObject(expectedOf(runs));
        },
      ),
      { numRuns: 40 },
    );
    await opened.history.rebuild();
    for (let run = 1; run <= runs; run += 1) {
      const conversation = await opened.history.conversation(`${PHONE_NUMBER}:US.R${run}`);
      expect(conversation).toMatchObject(expectedOf(run));
    }
  });
});
