import { activityRow, TOUCH_CONVERSATION } from '../../src/history/conversation-writes';
import { logs } from '../events/support/open-log';

const openLog = logs();

describe('what a message changes of its conversation', () => {
  it('is looked up by indexes, however long the conversation is', async () => {
    const { database } = await openLog();
    const row = activityRow({
      phoneNumberId: '1',
      peer: 'contact:1',
      contactId: 1,
      groupId: null,
      accountId: '1',
      lastInboundAt: null,
      windowOpenedAt: null,
      windowCertainAt: null,
      entryPointUntil: null,
    });
    const plan = await database.read(`EXPLAIN QUERY PLAN ${TOUCH_CONVERSATION}`, row);
    const steps = plan.map(([, , , detail]) => String(detail));
    expect(steps).toContain(
      'SEARCH referred USING COVERING INDEX messages_referred (phone_number_id=? AND peer=?)',
    );
    expect(steps).toContain(
      'SEARCH answer USING INDEX messages_by_peer (phone_number_id=? AND peer=? AND occurred_at>? AND occurred_at<?)',
    );
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });
});
