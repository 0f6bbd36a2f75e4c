import type { JsonObject } from '../../src/common/json';
import { type DoubleAnswer, metaError, type SeenRequest } from '../support/graph-double';
import { gatewayOnDouble } from './support/gateway-on-double';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

let template: JsonObject;
let templates: () => DoubleAnswer;
let refusal: DoubleAnswer | undefined;

const ORDER: JsonObject = {
  id: '120216848912345678',
  name: 'order',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: 'Hi {{1}}, it comes on {{2}}.' },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}' }] },
  ],
};

function answer({ path, query, method }: SeenRequest): DoubleAnswer {
  const fields = query.get('fields') ?? '';
  if (method === 'POST') return refusal ?? { body: { messages: [{ id: 'wamid.sent' }] } };
  if (fields.includes('phone_numbers')) {
    return { body: { id: ACCOUNT, phone_numbers: { data: [{ id: NUMBER }] } } };
  }
  return path.endsWith(ACCOUNT) ? templates() : metaError(100, `Nothing at ${path}`);
}

const { gateway, double } = gatewayOnDouble(answer, {
  WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
  META_APP_SECRET: APP_SECRET,
  // One person is sent to again and again until a change takes effect.
  LIMITS: 'off',
});
beforeEach(() => {
  template = ORDER;
  templates = () => ({ body: { id: ACCOUNT, message_templates: { data: [template] } } });
});

const SEND = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) { message { id } userErrors { field code metaCode message } }
  }
`;

interface Sent {
  sendMessage: {
    message: { id: string } | null;
    userErrors: { field: string[]; code: string; metaCode: number | null; message: string }[];
  };
}

const GOOD: JsonObject = {
  header: { image: { id: '1' } },
  body: [{ text: { text: 'Jo' } }, { text: { text: 'Friday' } }],
  buttons: [{ url: { index: 0, text: 'A17' } }],
};

async function send(parts: JsonObject, more: JsonObject = { to: '+16505551234' }, name = 'order') {
  const input = {
    phoneNumberId: NUMBER,
    ...more,
    content: { template: { name, language: 'en_US', ...parts } },
  };
  return (await ask<Sent>(gateway.url, SEND, { input })).data.sendMessage;
}

const calls = () => double.requests.map(({ method }) => method);

let webhooks = 0;

/** Tells of a change; no two are alike, or the second would be taken for a redelivery. */
async function changed(field: string, more: JsonObject): Promise<void> {
  webhooks += 1;
  const value = { message_template_name: 'order', message_template_language: 'en_US', webhooks, ...more };
  expect(await postWebhook(gateway.url, envelope(value, field))).toBe(200);
}

describe('sendMessage with a template', () => {
  it('reads its definition once, and sends', async () => {
    for (const round of [1, 2, 3])
      expect([round, await send(GOOD)]).toMatchObject([round, { userErrors: [] }]);
    expect(calls()).toEqual(['GET', 'GET', 'POST', 'POST', 'POST']);
  });

  it('says what does not fit, where and with the code of Meta, and makes no call', async () => {
    const { message, userErrors } = await send({
      header: { video: { id: '1' } },
      body: [{ text: { text: 'Jo' } }, { text: { text: 'Friday' } }, { text: { text: 'more' } }],
      buttons: [{ quickReply: { index: 0, payload: 'p' } }],
    });
    expect(message).toBeNull();
    const template = ['input', 'content', 'template'];
    expect(userErrors).toMatchObject([
      {
        field: [...template, 'header', 'video'],
        code: 'TEMPLATE_PARAMETER_FORMAT_MISMATCH',
        metaCode: 132012,
      },
      { field: [...template, 'body', '2'], code: 'TEMPLATE_PARAMETER_COUNT_MISMATCH', metaCode: 132000 },
      { field: [...template, 'buttons', '0', 'quickReply'], metaCode: 132012 },
    ]);
    expect(calls()).toEqual([]);
  });

  it.each([
    ['message_template_status_update', { status: 'PAUSED' }, { event: 'PAUSED' }, 132015],
    [
      'message_template_components_update',
      { components: [{ type: 'BODY', text: 'Thanks.' }] },
      { message_template_element: 'Thanks.' },
      132000,
    ],
    ['message_template_quality_update', { status: 'DISABLED' }, { new_quality_score: 'RED' }, 132016],
    ['template_category_update', { status: 'REJECTED' }, { new_category: 'MARKETING' }, 132001],
  ])('takes what %s tells of for true at once', async (field, change, value, code) => {
    await send(GOOD);
    template = { ...ORDER, ...change };
    await changed(field, value);
    // The webhook is stored before it is answered, and heard of a moment later.
    let codes: (number | null)[] = [];
    while (codes.length === 0) codes = (await send(GOOD)).userErrors.map(({ metaCode }) => metaCode);
    expect(codes).toContain(code);
    template = ORDER;
    await changed('message_template_status_update', { event: 'APPROVED' });
    while ((await send(GOOD)).userErrors.length > 0);
  });

  it('reads a template again that Meta refuses', async () => {
    await send(GOOD);
    refusal = metaError(132000, 'Number of parameters does not match the expected number of params');
    expect(await send(GOOD)).toMatchObject({ userErrors: [{ metaCode: 132000 }] });
    refusal = undefined;
    double.requests.length = 0;
    await send(GOOD);
    expect(calls()).toEqual(['GET', 'POST']);
  });

  it('lets Meta judge what cannot be read', async () => {
    templates = () => metaError(200, 'Permissions error', {}, 403);
    expect(await send({}, undefined, 'secret')).toMatchObject({ message: { id: 'wamid.sent' } });
    expect(await send({}, undefined, 'secret')).toMatchObject({ message: { id: 'wamid.sent' } });
    expect(calls().filter((method) => method === 'POST')).toHaveLength(2);
  });

  it('does not send one-time codes to groups, nor to who is named by a user id', async () => {
    template = { ...ORDER, name: 'code', category: 'AUTHENTICATION' };
    const { userErrors } = await send(GOOD, { recipient: 'US.13491208655302741918' }, 'code');
    expect(userErrors).toMatchObject([{ field: ['input', 'recipient'], metaCode: 131062 }]);
    expect(await send(GOOD, { groupId: 'Y2FwaV9ncm91cA' }, 'code')).toMatchObject({
      userErrors: [{ field: ['input', 'groupId'], code: 'INVALID_INPUT' }],
    });
    expect(calls()).not.toContain('POST');
  });
});
