import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { PHONE_NUMBER, statusOf, textMessage } from '../events/support/bodies';
import { histories, sentText } from '../history/support/open-history';
import { onEachDatabase } from '../support/databases';

/** Runs the tool as `npm run rebuild-history` does; what it said, and how it ended. */
async function rebuild(databaseUrl: string): Promise<{ code: number | null; output: string }> {
  const tool = join(__dirname, '../../src/tools/rebuild-history.js');
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
    const child = execFile(process.execPath, [tool], { env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, output: `${stdout}${stderr}` });
    });
  });
}

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
