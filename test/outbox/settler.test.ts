import { carriedCallbackData } from '../../src/common/callback-data';
import { openOutbox, type SettledSend } from '../../src/outbox/outbox';
import { bodyOf, eventsOf, messagesValue } from '../events/support/bodies';
import { logs, type OpenLog } from '../events/support/open-log';
import { onEachDatabase } from '../support/databases';
import { until } from '../support/until';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function outboxOf({ database, log }: OpenLog, onSettled: (send: SettledSend) => Promise<void>) {
  const outbox = await openOutbox({ database, log, onSettled, onRecipientSettled: async () => undefined });
  closers.push(() => outbox.close());
  return outbox;
}

const attempt = (id: string) => ({ id, caller: 'web', phoneNumberId: '1', payload: { type: 'text' } });
const statuses = (...ids: string[]) =>
  eventsOf(
    bodyOf(
      'messages',
      messagesValue({
        statuses: ids.map((id) => ({
          id: `wamid.${id}`,
          status: 'sent',
          timestamp: '1751247548',
          recipient_id: '1555',
          biz_opaque_callback_data: carriedCallbackData(id, 'mine'),
        })),
      }),
    ),
  );

onEachDatabase('sends in doubt', (newDatabase) => {
  const openLog = logs(newDatabase);
  it('are settled by the first status that names them, whichever came first', async () => {
    const opened = await openLog();
    const settled: string[] = [];
    const { sendAttempts } = await outboxOf(opened, async ({ attempt: { id } }) => {
      settled.push(id);
    });
    const place = opened.log.known;
    await opened.log.append(statuses('early'));
    await sendAttempts.doubted(attempt('early'), [], place);
    await sendAttempts.doubted(attempt('late'), [], opened.log.known);
    await opened.log.append(statuses('others', 'late'));
    await until(async () => !(await sendAttempts.hasUnsettled()));
    expect(settled.sort()).toEqual(['early', 'late']);
    expect(await sendAttempts.byId('late')).toMatchObject({
      state: 'SENT',
      answer: '{"messageId":"wamid.late"}',
    });
  });

  it('are settled by the next process, and tried again when that fails', async () => {
    const opened = await openLog();
    const first = await outboxOf(opened, async () => undefined);
    await first.sendAttempts.doubted(attempt('a'), [], opened.log.known);
    await first.close();
    await opened.log.append(statuses('a'));
    let failures = 0;
    const { sendAttempts } = await outboxOf(opened, async () => {
      failures += 1;
      if (failures === 1) throw new Error('the history is away');
    });
    await until(async () => (await sendAttempts.byId('a'))?.state === 'SENT');
    expect(failures).toBe(2);
  });
});
