import { PHONE_NUMBER, statusOf, textMessage } from '../events/support/bodies';
import { histories, sentText } from '../history/support/open-history';
import { onEachDatabase } from '../support/databases';
import { rebuild } from './support/rebuild';

onEachDatabase('npm run rebuild-history', (newDatabase) => {
  const openHistory = histories(newDatabase);

  it('makes the history anew, also under a gateway that runs', async () => {
    const { history, receive, database, url, conversations, messagesOf } = await openHistory();
    await history.recordSent(sentText('m1'));
    await receive(
      { statuses: [statusOf('m1', 'read')] },
      { messages: [textMessage('m2', { from_user_id: 'US.1' }), textMessage('m3', { from: '1' })] },
    );
    await history.recordRead('m3');
    const state = async () => [await conversations(), await messagesOf(`${PHONE_NUMBER}:US.1`)];
    const before = await state();
    await database.write([
      { sql: 'DELETE FROM contacts', rows: [[]] },
      { sql: "UPDATE messages SET status = 'WRONG', peer = 'contact:9'", rows: [[]] },
    ]);
    expect(await rebuild(url)).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^The message history was made anew in .* s: 3 messages in 2 conversations\.\n$/,
      ),
    });
    expect(await state()).toEqual(before);
  });
});

describe('npm run rebuild-history', () => {
  it('says what is wrong with the database', async () => {
    const { code, output } = await rebuild('mysql://x');
    expect(code).toBe(1);
    expect(output).toMatch(/DATABASE_URL/);
  });
});
