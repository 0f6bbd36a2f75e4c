import { GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const NUMBER = '2001';
const PERSON = '16505551234';

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(({ method, path }) => {
    if (method === 'POST') return { body: { messages: [{ id: 'wamid.1' }] } };
    const id = path.split('/').at(-1);
    return { body: { id, phone_numbers: { data: id === '1001' ? [{ id: NUMBER }] : [] } } };
  });
  const key = (name: string, scopes: string[], accounts?: string[]) => ({
    name,
    key: `key-of-the-${name}`,
    scopes,
    accounts,
  });
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: '1001,1002',
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: JSON.stringify([
      key('shoe-shop', ['*'], ['1001']),
      key('shoe-reader', ['accounts:read'], ['1001']),
      key('bakery', ['*'], ['1002']),
    ]),
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const asking = (name: string, query: string) =>
  ask(gateway.url, query, {}, { authorization: `Bearer key-of-the-${name}` });

const SEND = `mutation { sendMessage(input: { phoneNumberId: "${NUMBER}", to: "${PERSON}",
  content: { text: { body: "Shoes!" } } }) { message { id } userErrors { code } } }`;
const START = `mutation { startBroadcast(input: { phoneNumberId: "${NUMBER}", recipients: [{ to: "${PERSON}" }],
  content: { text: { body: "Shoes!" } } }) { broadcast { id } userErrors { code } } }`;

// Relay reads the next page of a list inside a node by `node(id:)`, and by nothing else.
describe('what the gateway keeps itself', () => {
  it('is found by its id as a node: a conversation, to page its messages', async () => {
    await asking('shoe-shop', SEND);
    const id = `${NUMBER}:${PERSON}`;
    const query = `{ node(id: "${id}") { __typename id ... on Conversation { messages(first: 1) { nodes { id } } } } }`;
    const node = { __typename: 'Conversation', id, messages: { nodes: [{ id: 'wamid.1' }] } };
    expect(await asking('shoe-reader', query)).toMatchObject({ data: { node } });
    expect(await asking('bakery', query)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('is found by its id as a node: a broadcast, to page its recipients', async () => {
    const started = await asking('shoe-shop', START);
    const { id } = (started.data as { startBroadcast: { broadcast: { id: string } } }).startBroadcast
      .broadcast;
    const query = `{ nodes(ids: ["${id}"]) { __typename id
      ... on Broadcast { recipients(first: 1) { pageInfo { hasNextPage } nodes { to } } } } }`;
    expect(await asking('shoe-shop', query)).toMatchObject({
      data: { nodes: [{ __typename: 'Broadcast', id, recipients: { pageInfo: { hasNextPage: false } } }] },
    });
    for (const name of ['bakery', 'shoe-reader']) {
      expect(await asking(name, `{ node(id: "${id}") { id } }`)).toMatchObject({
        data: { node: null },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
  });
});
