import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { APP_SECRET, envelope, postWebhook, textMessage } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAe2e',
    // Nobody is there: nothing is to be asked.
    GRAPH_API_URL: 'http://127.0.0.1:1',
    META_APP_SECRET: APP_SECRET,
  });
});
afterAll(async () => {
  await gateway.stop();
  await folder.remove();
});

const LAST = `{ events(last: 3) { nodes {
  ... on MessageReceived { message { content { ... on ImageContent { file: media { id media { fileSize } downloadUrl } } } } }
  ... on TemplateEvent { template { name } }
  ... on FlowUpdated { flow { name } }
} } }`;

describe('an id in an event that can be none of Meta’s', () => {
  // As in samples that Meta's dashboard and guides have.
  it.each(['<MEDIA_ID>', 'ABCDEF', '../me'])('leads nowhere, and fails nothing: %j', async (id) => {
    const image = { ...textMessage(`wamid.${id}`), type: 'image', image: { id, mime_type: 'image/png' } };
    await postWebhook(gateway.url, envelope({ messages: [image] }));
    const template = { event: 'APPROVED', message_template_id: id };
    await postWebhook(gateway.url, envelope(template, 'message_template_status_update'));
    await postWebhook(gateway.url, envelope({ event: 'FLOW_STATUS_CHANGE', flow_id: id }, 'flows'));
    expect(await ask(gateway.url, LAST)).toEqual({
      status: 200,
      data: {
        events: {
          nodes: [
            { message: { content: { file: { id, media: null, downloadUrl: null } } } },
            { template: null },
            { flow: null },
          ],
        },
      },
    });
  });
});
