import { join } from 'node:path';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { wholeLog } from './support/under-load';
import { APP_SECRET, postWebhook, status } from './support/webhooks';

describe('a gateway whose database thread ends', () => {
  it('says so and exits, and has everything when it is started again', async () => {
    const folder = await temporaryFolder();
    const settings = { META_APP_SECRET: APP_SECRET, LOG_LEVEL: 'silent' };
    const endThreads = `--require ${join(__dirname, 'support/end-threads.js')}`;
    const gateway = await startGatewayProcess(folder.path, { ...settings, NODE_OPTIONS: endThreads });
    expect(await postWebhook(gateway.url, status('wamid.1', 'sent'))).toBe(200);
    expect(await gateway.endedBy('SIGUSR2')).toBe(1);
    expect(gateway.output()).toContain("can't use its database any more: The database thread ended.");

    const again = await startGatewayProcess(folder.path, settings);
    expect((await wholeLog(again.url)).map(({ messageId }) => messageId)).toEqual(['wamid.1']);
    expect(await again.stop()).toBe(0);
    await folder.remove();
  });
});
