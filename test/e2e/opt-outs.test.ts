import type { JsonObject } from '../../src/common/json';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';
import { until } from '../support/until';
import { rebuild } from '../tools/support/rebuild';
import { BroadcastClient, phone } from './support/broadcast-client';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const ANN = '16505551234';
const template = (name: string, category: string): JsonObject => ({
  id: category,
  name,
  language: 'en_US',
  status: 'APPROVED',
  category,
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Hello.' }],
});
const TEMPLATES = [template('sale', 'MARKETING'), template('order', 'UTILITY')];

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;

/** Set: whom Meta knows to have stopped marketing, without having told. */
let stopped: string | undefined;

function answer({ path, query, method, body }: SeenRequest): DoubleAnswer {
  if (method === 'POST' && body.to === stopped) {
    return metaError(131050, 'User has stopped receiving marketing messages from your business');
  }
  if (method === 'POST') return { body: { messages: [{ id: 'wamid.sent' }] } };
  const fields = query.get('fields') ?? '';
  if (!path.endsWith(ACCOUNT)) return metaError(100, `Nothing at ${path}`);
  if (fields.includes('phone_numbers')) {
    return { body: { id: ACCOUNT, phone_numbers: { data: [{ id: NUMBER }] } } };
  }
  return { body: { id: ACCOUNT, message_templates: { data: TEMPLATES } } };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(answer);
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
    LIMITS: JSON.stringify({ throughput: { standardPerSecond: 10 } }),
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const SEND = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { field code metaCode message } }
  }
`;

/** Sends, and tells the codes of what kept it, and how often Meta was asked to send. */
async function send(name: string, more: JsonObject = { to: `+${ANN}` }) {
  double.requests.length = 0;
  const input = { phoneNumberId: NUMBER, content: { template: { name, language: 'en_US' } }, ...more };
  const { data, errors } = await ask<{ sendMessage: { userErrors: JsonObject[] } }>(gateway.url, SEND, {
    input,
  });
  if (errors) throw new Error(JSON.stringify(errors));
  return {
    errors: data.sendMessage.userErrors,
    sends: double.requests.filter(({ method }) => method === 'POST').length,
  };
}

async function says(value: string, timestamp: number, phoneNumberId = NUMBER): Promise<void> {
  const preference = {
    wa_id: ANN,
    user_id: 'US.1',
    detail: `User requested to ${value} marketing messages`,
    category: 'marketing_messages',
    value,
    timestamp,
  };
  const body = envelope(
    {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
      contacts: [{ profile: { name: 'Ann' }, wa_id: ANN, user_id: 'US.1' }],
      user_preferences: [preference],
    },
    'user_preferences',
  );
  expect(await postWebhook(gateway.url, body)).toBe(200);
}

const PASSED = { errors: [], sends: 1 };

describe('marketing to somebody who stopped it', () => {
  it('is not sent from the moment on in which Meta told, until they resume', async () => {
    expect(await send('sale')).toMatchObject(PASSED);
    for (const round of [0, 1, 2]) {
      await says('stop', 1_754_000_000 + round * 100);
      expect(await send('sale')).toMatchObject({
        errors: [{ code: 'MARKETING_OPTED_OUT', metaCode: 131050, field: ['input', 'to'] }],
        sends: 0,
      });
      expect(await send('sale', { recipient: 'US.1' })).toMatchObject({
        errors: [{ code: 'MARKETING_OPTED_OUT', field: ['input', 'recipient'] }],
        sends: 0,
      });
      await says('resume', 1_754_000_050 + round * 100);
      expect(await send('sale')).toMatchObject(PASSED);
    }
  });

  it('goes all the same when it is forced, is no marketing, or is of another number or to somebody else', async () => {
    await says('stop', 1_755_000_000);
    expect((await send('sale')).sends).toBe(0);
    expect(await send('sale', { to: ANN, force: true })).toMatchObject(PASSED);
    expect(await send('order')).toMatchObject(PASSED);
    expect(await send('sale', { to: '16505559999' })).toMatchObject(PASSED);
    expect(await send('sale', { to: ANN, phoneNumberId: '999' })).toMatchObject(PASSED);
    await says('resume', 1_755_000_001);
  });

  it('does not leave while a broadcast runs, though it waited for the limits of its number before', async () => {
    double.requests.length = 0;
    const client = new BroadcastClient(gateway.url);
    const recipients = [...Array.from({ length: 30 }, (_, index) => phone(index)), `+${ANN}`];
    const id = await client.begin({
      phoneNumberId: NUMBER,
      content: { template: { name: 'sale', language: 'en_US' } },
      recipients: recipients.map((to) => ({ to })),
    });
    const sends = () => double.requests.filter(({ method }) => method === 'POST').map(({ body }) => body.to);
    await until(() => sends().length > 2);
    await says('stop', 1_755_500_000);
    await client.ended(id);
    expect(sends()).toHaveLength(30);
    expect((await client.recipients(id)).at(-1)).toMatchObject({
      to: `+${ANN}`,
      state: 'FAILED',
      userErrors: [{ code: 'MARKETING_OPTED_OUT' }],
    });
    await says('resume', 1_755_500_001);
  });

  it('is known by a message that failed for it', async () => {
    const status = {
      id: 'wamid.1',
      status: 'failed',
      timestamp: '1756000000',
      recipient_id: ANN,
      recipient_user_id: 'US.1',
      errors: [{ code: 131050, title: 'User has stopped marketing messages' }],
    };
    expect(await postWebhook(gateway.url, envelope({ statuses: [status] }))).toBe(200);
    const { data } = await ask<{ contact: { marketingOptOuts: { since: string }[] } }>(
      gateway.url,
      `{ contact(id: "${ANN}") { marketingOptOuts { since } } }`,
    );
    expect(data.contact.marketingOptOuts).toEqual([{ since: '2025-08-24T01:46:40.000Z' }]);
    expect((await send('sale')).sends).toBe(0);
  });

  it('is known by a message that Meta refused for it, also once the history is made anew', async () => {
    const bob = '16505550009';
    const optOuts = async () => {
      const { data } = await ask<{ contact: { marketingOptOuts: JsonObject[] } }>(
        gateway.url,
        `{ contact(id: "${bob}") { marketingOptOuts { phoneNumberId accountId } } }`,
      );
      return data.contact.marketingOptOuts;
    };
    stopped = bob;
    const refusal = { errors: [{ code: 'MARKETING_OPTED_OUT', metaCode: 131050 }] };
    expect(await send('sale', { to: bob })).toMatchObject({ ...refusal, sends: 1 });
    expect(await optOuts()).toEqual([{ phoneNumberId: NUMBER, accountId: ACCOUNT }]);
    expect(await send('sale', { to: bob })).toMatchObject({ ...refusal, sends: 0 });
    expect((await send('order', { to: '16505559999' })).sends).toBe(1);

    expect((await rebuild(`sqlite:${folder.path}/gateway.db`)).code).toBe(0);
    expect(await optOuts()).toEqual([{ phoneNumberId: NUMBER, accountId: ACCOUNT }]);
    expect(await send('sale', { to: bob })).toMatchObject({ ...refusal, sends: 0 });
  });
});
