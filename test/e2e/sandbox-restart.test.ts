import { MessageDocument, SendTextDocument } from '../generated/operations';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { run } from './support/graphql-client';

it('a sandbox that is started again hands out other ids than before, so that the history has both messages', async () => {
  const folder = await temporaryFolder();
  const sent = new Map<string, string>();
  try {
    for (const body of ['before', 'after']) {
      const gateway = await startGatewayProcess(folder.path);
      const { sendMessage } = await run(gateway.url, SendTextDocument, { body });
      sent.set(sendMessage.message?.id ?? '', body);
      for (const [id, text] of sent) {
        const { message } = await run(gateway.url, MessageDocument, { id });
        expect(message?.content).toMatchObject({ body: text });
      }
      await gateway.stop();
    }
    expect(sent.size).toBe(2);
  } finally {
    await folder.remove();
  }
}, 60_000);
