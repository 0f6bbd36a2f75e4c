import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { APP_SECRET, inbound, NUMBER, postWebhook } from './support/webhooks';

interface Opened {
  gateway: GatewayProcess;
  folder: { path: string; remove(): Promise<void> };
}

/** Two gateways over databases of their own in which the same happened. */
const opened: Opened[] = [];

const START = /* GraphQL */ `
  mutation ($input: StartBroadcastInput!) {
    startBroadcast(input: $input) { broadcast { id } userErrors { code message } }
  }
`;

beforeAll(async () => {
  for (const _database of ['one', 'other']) {
    const folder = await temporaryFolder();
    const gateway = await startGatewayProcess(folder.path, { META_APP_SECRET: APP_SECRET });
    opened.push({ gateway, folder });
    for (const id of ['wamid.1', 'wamid.2', 'wamid.3']) {
      expect(await postWebhook(gateway.url, inbound(id))).toBe(200);
    }
    const input = {
      phoneNumberId: NUMBER,
      content: { text: { body: 'Hi' } },
      recipients: [{ to: '16315551181' }, { to: '16315551182' }],
    };
    const { data } = await ask<{ startBroadcast: { userErrors: object[] } }>(gateway.url, START, { input });
    expect(data.startBroadcast.userErrors).toEqual([]);
  }
});
afterAll(async () => {
  for (const { gateway, folder } of opened) {
    await gateway.stop();
    await folder.remove();
  }
});

/** A list, asked for with arguments, and where it stands in the answer. */
interface List {
  query: (args: string) => string;
  edgesOf: (data: unknown) => { cursor: string; node: { id: string } }[];
}

const EDGES = '{ edges { cursor node { id } } }';
const lists: Record<string, List> = {
  'messages of a conversation': {
    query: (args) =>
      `{ found: conversation(id: "${NUMBER}:16315551181") { list: messages(${args}) ${EDGES} } }`,
    edgesOf: (data) => (data as { found: { list: { edges: [] } } }).found.list.edges,
  },
  conversations: {
    query: (args) => `{ found: phoneNumber(id: "${NUMBER}") { list: conversations(${args}) ${EDGES} } }`,
    edgesOf: (data) => (data as { found: { list: { edges: [] } } }).found.list.edges,
  },
  'webhook requests': {
    query: (args) => `{ list: webhookDeliveries(${args}) ${EDGES} }`,
    edgesOf: (data) => (data as { list: { edges: [] } }).list.edges,
  },
  broadcasts: {
    query: (args) => `{ list: broadcasts(${args}) ${EDGES} }`,
    edgesOf: (data) => (data as { list: { edges: [] } }).list.edges,
  },
};

describe.each(Object.entries(lists))('a cursor of %s', (_name, { query, edgesOf }) => {
  it('goes on in its own database, and is refused by another one', async () => {
    const [own, other] = opened.map(({ gateway }) => gateway.url);
    const page = async (url = '', args = 'first: 1') => ask(url, query(args));
    const [first] = edgesOf((await page(own)).data);
    for (const cursor of [first?.cursor ?? '', first?.cursor.replace(/^[\w-]{8}\./, '') ?? '']) {
      // With its identity, and as cursors were before they had one.
      const next = await page(own, `first: 5, after: "${cursor}"`);
      expect(next.errors).toBeUndefined();
      expect(edgesOf(next.data).map(({ node }) => node.id)).not.toContain(first?.node.id);
    }
    for (const [argument, args] of [
      ['after', `first: 5, after: "${first?.cursor}"`],
      ['before', `last: 5, before: "${first?.cursor}"`],
    ] as const) {
      expect((await page(other, args)).errors).toMatchObject([
        {
          message: expect.stringContaining(`\`${argument}\` comes from another database`),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    }
  });
});
