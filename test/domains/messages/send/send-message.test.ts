import { newCorrelationId, readCallbackData } from '../../../../src/common/callback-data';
import { isObject, type JsonObject, objectOf, textOf } from '../../../../src/common/json';
import { Turns } from '../../../../src/domains/messages/send/turns';
import { GraphClient } from '../../../../src/graph/client';
import { type DoubleAnswer, GraphDouble, metaError } from '../../../support/graph-double';
import { SendHarness } from './support/send-harness';

const ID = 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI=';
const ACCEPTED = {
  messaging_product: 'whatsapp',
  contacts: [{ input: '+16505551234', wa_id: '16505551234' }],
  messages: [{ id: ID }],
};

let harness: SendHarness;

beforeAll(async () => {
  harness = await SendHarness.start();
});
afterAll(() => harness.stop());
beforeEach(() => harness.reset({ body: ACCEPTED }));

const SEND = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) {
      message { id type status phoneNumberId }
      messageStatus messageStatusRaw recipientInput recipientWaId recipientUserId
      userErrors {
        field code category message metaCode metaSubcode details userTitle userMessage fbtraceId
        retryable retry retryAfterMs actor
      }
    }
  }
`;
const INPUT = { phoneNumberId: '106540352242922', to: '+16505551234', content: { text: { body: 'Hello' } } };

async function send(input: JsonObject = INPUT, through?: GraphClient): Promise<JsonObject> {
  const { data, errors } = await harness.mutate(SEND, input, through);
  expect(errors).toBeUndefined();
  const payload = isObject(data) ? data.sendMessage : undefined;
  if (!isObject(payload)) throw new Error('no payload');
  return payload;
}

describe('sendMessage', () => {
  it('carries own callback data that looks like the gateway’s, so that it comes back as it is', async () => {
    const own = `gw1:${newCorrelationId()}:mine`;
    await send({ ...INPUT, bizOpaqueCallbackData: own });
    const [request] = harness.requests;
    const sent = textOf(objectOf(request?.body).biz_opaque_callback_data);
    expect(sent).not.toBe(own);
    expect(readCallbackData(sent).own).toBe(own);
    expect(harness.recorded).toMatchObject([{ bizOpaqueCallbackData: own }]);
  });

  it('waits for the one before to the same person, where not too many wait already', async () => {
    const both = () => Promise.all([send(), send({ ...INPUT, content: { text: { body: 'Goodbye' } } })]);
    expect(await both()).toMatchObject([{ userErrors: [] }, { userErrors: [] }]);
    harness.turns = new Turns(0);
    expect(await both()).toMatchObject([
      { userErrors: [] },
      { message: null, userErrors: [{ code: 'RATE_LIMITED', retryAfterMs: 1_000 }] },
    ]);
    expect(harness.requests).toHaveLength(3);
  });

  it('sends, records and answers with the message', async () => {
    expect(await send({ ...INPUT, bizOpaqueCallbackData: 'order-7' })).toEqual({
      message: { id: ID, type: 'text', status: 'ACCEPTED', phoneNumberId: '106540352242922' },
      messageStatus: null,
      messageStatusRaw: null,
      recipientInput: '+16505551234',
      recipientWaId: '16505551234',
      recipientUserId: null,
      userErrors: [],
    });
    expect(harness.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v23.0/106540352242922/messages',
        body: {
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: '+16505551234',
          type: 'text',
          text: { body: 'Hello' },
          biz_opaque_callback_data: 'order-7',
        },
      },
    ]);
    expect(harness.recorded).toMatchObject([
      {
        id: ID,
        type: 'text',
        phoneNumberId: '106540352242922',
        person: { waId: '16505551234' },
        bizOpaqueCallbackData: 'order-7',
        payload: { type: 'text', text: { body: 'Hello' } },
      },
    ]);
  });

  it('takes enums, dates and nested lists from variables', async () => {
    const expirationTime = '2099-01-02T03:04:05Z';
    await send({
      phoneNumberId: '1',
      recipient: 'US.13491208655302741918',
      content: {
        template: {
          name: 'offer',
          language: 'en_US',
          limitedTimeOffer: { expirationTime },
          orderStatus: { referenceId: 'r', order: { status: 'PARTIALLY_SHIPPED' } },
          carousel: [{ header: { image: { id: '1' } } }, { header: { image: { id: '2' } } }],
        },
      },
    });
    expect(harness.requests[0]?.body).toMatchObject({
      recipient: 'US.13491208655302741918',
      template: {
        components: [
          { type: 'carousel', cards: [{ card_index: 0 }, { card_index: 1 }] },
          { parameters: [{ limited_time_offer: { expiration_time_ms: Date.parse(expirationTime) } }] },
          { parameters: [{ order_status: { order: { status: 'partially_shipped' } } }] },
        ],
      },
    });
    expect(harness.recorded).toMatchObject([
      { person: { userId: 'US.13491208655302741918', waId: '16505551234' } },
    ]);
  });

  it('sends to a group, which is not a person', async () => {
    harness.answer = () => ({ body: { messages: [{ id: ID, group_id: 'Y2Fw' }] } });
    expect(
      await send({ phoneNumberId: '1', groupId: 'Y2Fw', content: { text: { body: 'Hi' } } }),
    ).toMatchObject({
      message: { id: ID },
      recipientInput: null,
    });
    expect(harness.recorded).toMatchObject([{ groupId: 'Y2Fw' }]);
    expect(harness.recorded[0]).not.toHaveProperty('person');
  });

  it.each([
    ['accepted', 'ACCEPTED'],
    ['held_for_quality_assessment', 'HELD_FOR_QUALITY_ASSESSMENT'],
    ['paused', 'PAUSED'],
    ['something_new', 'UNRECOGNIZED'],
  ])('reads message_status %s as %s', async (status, expected) => {
    harness.answer = () => ({ body: { ...ACCEPTED, messages: [{ id: ID, message_status: status }] } });
    expect(await send()).toMatchObject({ messageStatus: expected, messageStatusRaw: status });
  });

  it('sends nothing when the input breaks rules, and names them all', async () => {
    const payload = await send({
      ...INPUT,
      to: 'nobody',
      content: { text: { body: 'a'.repeat(30_000) } },
    });
    expect(payload).toMatchObject({
      message: null,
      userErrors: [
        { code: 'INVALID_INPUT', field: ['input', 'to'], metaCode: null, retryable: false, actor: 'CALLER' },
        {
          code: 'INVALID_INPUT',
          field: ['input', 'content', 'text', 'body'],
          message: 'body has 30,000 characters; Meta allows 4,096. Shorten it by 25,904.',
        },
      ],
    });
    expect(harness.requests).toEqual([]);
    expect(harness.recorded).toEqual([]);
  });

  it('refuses two kinds of content before it begins', async () => {
    const { errors, data } = await harness.mutate(SEND, {
      ...INPUT,
      content: { text: { body: 'a' }, sticker: { id: '1' } },
    });
    expect(data).toBeUndefined();
    expect(JSON.stringify(errors)).toContain('Exactly one key must be specified');
  });

  it("tells of Meta's refusal with its catalogue entry", async () => {
    harness.answer = () =>
      metaError(131047, '(#131047) Re-engagement message', {
        error_data: { messaging_product: 'whatsapp', details: 'More than 24 hours have passed.' },
        error_user_title: 'Too late',
        error_user_msg: 'Send a template.',
      });
    expect(await send()).toMatchObject({
      message: null,
      userErrors: [
        {
          field: null,
          code: 'RE_ENGAGEMENT_WINDOW_CLOSED',
          category: 'MESSAGING',
          message: '(#131047) Re-engagement message',
          metaCode: 131047,
          metaSubcode: null,
          details: 'More than 24 hours have passed.',
          userTitle: 'Too late',
          userMessage: 'Send a template.',
          fbtraceId: 'Atest',
          retryable: false,
          retry: 'NEVER',
          retryAfterMs: null,
          actor: 'CALLER',
        },
      ],
    });
    expect(harness.recorded).toEqual([]);
  });

  it('says when to try again', async () => {
    harness.answer = () => metaError(131056, '(#131056) Pair rate limit hit');
    expect(await send()).toMatchObject({
      userErrors: [{ code: 'PAIR_RATE_LIMIT', retryable: true, retry: 'LATER', retryAfterMs: 6000 }],
    });
  });

  it('is refused by an unknown error that is a fault of the call', async () => {
    harness.answer = () => metaError(987_654, 'Odd');
    expect(await send()).toMatchObject({
      userErrors: [{ code: 'UNKNOWN', metaCode: 987_654, retryable: false }],
    });
  });

  it.each([
    [{ is_transient: true }, 400],
    [{}, 500],
    [{}, 503],
  ])('is in doubt after an unknown error of Meta’s own: %j, HTTP %d', async (more, status) => {
    harness.answer = () => metaError(987_654, 'Odd', more, status);
    expect(await send()).toMatchObject({
      userErrors: [
        { code: 'SEND_UNKNOWN', metaCode: 987_654, fbtraceId: 'Atest', retryable: false, retryAfterMs: null },
      ],
    });
    expect(harness.requests).toHaveLength(1);
  });

  it("never passes on Meta's words about the token", async () => {
    harness.answer = () => metaError(190, 'Malformed access token EAAtoken', { error_subcode: 463 }, 401);
    const payload = await send();
    expect(payload).toMatchObject({
      userErrors: [{ code: 'ACCESS_TOKEN_EXPIRED', actor: 'OPERATOR', metaCode: 190, metaSubcode: 463 }],
    });
    expect(JSON.stringify(payload)).not.toContain('EAAtoken');
  });

  it.each<[string, () => DoubleAnswer | undefined]>([
    ['the connection breaks', () => undefined],
    ['a proxy answers HTML', () => ({ status: 502, body: '<html>Bad gateway</html>' })],
    ['the answer has no id', () => ({ body: { success: true } })],
  ])('is in doubt when %s, and does not repeat', async (_case, reply) => {
    harness.answer = reply;
    expect(await send()).toMatchObject({
      message: null,
      userErrors: [{ code: 'SEND_UNKNOWN', retryable: false }],
    });
    expect(harness.requests).toHaveLength(1);
  });

  it('is certain that nothing was sent when nobody listens', async () => {
    const gone = await GraphDouble.start(() => undefined);
    await gone.stop();
    const nowhere = new GraphClient({ baseUrl: gone.url, version: 'v23.0' });
    expect(await send(INPUT, nowhere)).toMatchObject({ userErrors: [{ code: 'NOT_SENT', retryable: true }] });
    await nowhere.close();
  });

  it('does not take back a message because the history failed', async () => {
    harness.recordSent = () => Promise.reject(new Error('disk full'));
    expect(await send()).toMatchObject({ message: { id: ID }, userErrors: [] });
  });

  describe('when the history says that the customer service window is closed', () => {
    const closedAt = new Date('2026-01-02T03:04:05Z');
    beforeEach(() => {
      harness.windowClosedAt = closedAt;
    });

    it.each<[string, JsonObject]>([
      ['a text', {}],
      ['a reaction', { content: { reaction: { messageId: ID, emoji: '👍' } } }],
      ['a text to a BSUID', { to: null, recipient: 'US.1' }],
    ])('does not send %s', async (_name, more) => {
      expect(await send({ ...INPUT, ...more })).toMatchObject({
        message: null,
        userErrors: [
          {
            code: 'OUTSIDE_SERVICE_WINDOW',
            field: ['input', 'content'],
            message: expect.stringContaining('2026-01-02T03:04:05.000Z'),
            retryable: false,
            metaCode: null,
          },
        ],
      });
      expect(harness.requests).toEqual([]);
    });

    it.each<[string, JsonObject]>([
      ['a template', { content: { template: { name: 'hello_world', language: 'en_US' } } }],
      ['what is forced', { force: true }],
      ['what needs no window (Direct Send)', { category: 'UTILITY' }],
      ['what goes to a group', { to: null, groupId: 'Y2Fw' }],
    ])('sends %s', async (_name, more) => {
      expect(await send({ ...INPUT, ...more })).toMatchObject({ message: { id: ID }, userErrors: [] });
      expect(harness.requests).toHaveLength(1);
      expect(harness.requests[0]?.body).not.toHaveProperty('force');
    });
  });
});
