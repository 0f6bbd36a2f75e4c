import type { JsonObject } from '../../src/common/json';
import { GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { APP_SECRET, postWebhook } from './support/webhooks';

const ANN = '16505551234';
/** An account and its number, and the key of who may see this account only. */
const SHOE_SHOP = { account: '1001', number: '2001', key: 'key-of-the-shoe-shop' };
const BAKERY = { account: '1002', number: '2002', key: 'key-of-the-bakery' };
type Business = typeof BAKERY;

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(({ path, method }) => {
    if (method === 'POST') return { body: { messages: [{ id: 'wamid.3' }] } };
    const business = [SHOE_SHOP, BAKERY].find(({ account }) => path.endsWith(account));
    const id = path.split('/').at(-1) ?? '';
    return { body: business ? { id, phone_numbers: { data: [{ id: business.number }] } } : { id } };
  });
  const keys = [SHOE_SHOP, BAKERY].map(({ account, key }) => ({
    name: account,
    key,
    scopes: ['*'],
    accounts: [account],
  }));
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: [SHOE_SHOP, BAKERY].map(({ account }) => account).join(),
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: JSON.stringify([...keys, { name: 'all', key: 'key-of-the-agency', scopes: ['*'] }]),
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

async function told({ account, number }: Business, value: JsonObject): Promise<void> {
  const metadata = { display_phone_number: '15550783881', phone_number_id: number };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  });
  expect(await postWebhook(gateway.url, body)).toBe(200);
}

const asking = (key: string, query: string) =>
  ask(gateway.url, query, {}, { authorization: `Bearer ${key}` });
const CONTACT = 'id userId waId username name';

describe('a person who writes to businesses of two portfolios', () => {
  it('is to each key who their own webhooks say', async () => {
    await told(SHOE_SHOP, {
      contacts: [{ profile: { name: 'Ann', username: 'ann.shoes' }, wa_id: ANN, user_id: 'US.1' }],
      messages: [
        {
          from: ANN,
          from_user_id: 'US.1',
          id: 'wamid.1',
          timestamp: '1762900000',
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    });
    const status = { id: 'wamid.2', status: 'sent', timestamp: '1762900001', recipient_id: ANN };
    await told(BAKERY, { statuses: [status] });

    const known = { id: 'US.1', userId: 'US.1', waId: ANN, username: 'ann.shoes', name: 'Ann' };
    const phoneAlone = { id: ANN, userId: null, waId: ANN, username: null, name: null };
    for (const [key, contact] of [
      ['key-of-the-agency', known],
      [SHOE_SHOP.key, known],
      [BAKERY.key, phoneAlone],
    ] as const) {
      expect(await asking(key, `{ contact(id: "+${ANN}") { ${CONTACT} } }`)).toMatchObject({
        data: { contact },
      });
    }
    expect(
      await asking(
        BAKERY.key,
        `{ message(id: "wamid.2") { contact { ${CONTACT} } }
           phoneNumber(id: "${BAKERY.number}") { conversations { nodes { id contact { ${CONTACT} } } } }
           conversation(id: "${BAKERY.number}:${ANN}") { contact { ${CONTACT} } messages { nodes { id } } } }`,
      ),
    ).toMatchObject({
      data: {
        message: { contact: phoneAlone },
        phoneNumber: { conversations: { nodes: [{ id: `${BAKERY.number}:${ANN}`, contact: phoneAlone }] } },
        conversation: { contact: phoneAlone, messages: { nodes: [{ id: 'wamid.2' }] } },
      },
    });
  });

  it('is whom a key has just sent to, before anything is told of it', async () => {
    const send = `mutation { sendMessage(input: { phoneNumberId: "${BAKERY.number}", to: "16505550003",
      content: { text: { body: "Bread!" } } }) { message { id } userErrors { code } } }`;
    expect(await asking(BAKERY.key, send)).toMatchObject({ data: { sendMessage: { userErrors: [] } } });
    expect(await asking(BAKERY.key, `{ message(id: "wamid.3") { contact { waId } } }`)).toMatchObject({
      data: { message: { contact: { waId: '16505550003' } } },
    });
  });

  it('is not found by what another business was told', async () => {
    expect(await asking(BAKERY.key, '{ contact(id: "US.1") { id } }')).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await asking(BAKERY.key, `{ conversation(id: "${BAKERY.number}:US.1") { id } }`)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});
