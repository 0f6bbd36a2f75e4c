import { type DoubleAnswer, metaError } from '../support/graph-double';
import { gatewayOnDouble } from './support/gateway-on-double';
import { ask } from './support/graphql-client';

const ACCEPTED: DoubleAnswer = {
  body: {
    contacts: [{ input: '+16315551181', wa_id: '16315551181', user_id: 'US.1' }],
    messages: [{ id: 'wamid.1', message_status: 'accepted' }],
  },
};
const KEYS = [
  { key: 'a-key-that-sends-messages', name: 'sender', scopes: ['messages:send'] },
  { key: 'a-key-that-only-reads-them', name: 'reader', scopes: ['accounts:read'] },
  { key: 'a-key-of-another-account', name: 'confined', scopes: ['messages:send'], accounts: ['1'] },
];

let answer: DoubleAnswer | undefined;

const { gateway, double } = gatewayOnDouble(
  (_request, response) => {
    if (!answer) response.destroy();
    return answer;
  },
  {
    GATEWAY_API_KEYS: JSON.stringify(KEYS),
    LOG_LEVEL: 'silent',
    LIMITS: 'off',
  },
);
beforeEach(() => {
  answer = ACCEPTED;
});

/** What the gateway answers, and what Meta was asked: nothing that differs by itself from send to send. */
async function outcomeOf(query: string, variables: Record<string, unknown>, key: string) {
  double.requests.length = 0;
  const told = await ask(gateway.url, query, variables, { authorization: `Bearer ${key}` });
  const text = JSON.stringify(told).replaceAll(/"timestamp":"[^"]+"/g, '"timestamp":"now"');
  const asked = double.requests.map(({ path, body: { biz_opaque_callback_data: _, ...body } }) => ({
    path,
    body,
  }));
  return { told: JSON.parse(text) as Awaited<ReturnType<typeof ask>>, asked };
}

/** A directive that changes nothing keeps a mutation off its short way: general execution answers it. */
async function expectSame(mutation: string, variables: Record<string, unknown> = {}, { key } = SENDER) {
  const short = mutation.replace(' MARK', '');
  // The first time Apollo Server answers; the second time the operation is known.
  await outcomeOf(short, variables, key);
  const outcome = await outcomeOf(short, variables, key);
  expect(outcome).toEqual(await outcomeOf(mutation.replace('MARK', '@include(if: true)'), variables, key));
  return outcome;
}
const SENDER = { key: KEYS[0]?.key ?? '' };
const CONFINED = { key: KEYS[2]?.key ?? '' };
const READER = { key: KEYS[1]?.key ?? '' };

const sending = (input: string, declared = '', selected = 'message { id }') =>
  `mutation Send${declared} { sendMessage(input: ${input}) { ${selected} userErrors { code field message } replayed MARK } }`;
const NUMBER = 'phoneNumberId: "106540352242922"';
const VARIABLES = '($to: String, $body: String! = "Hello", $preview: Boolean)';
const HELLO = `${NUMBER}, to: "+16315551181", content: { text: { body: "Hello" } }`;

describe('a mutation on its short way answers as general execution does', () => {
  it.each([
    ['literals only', sending(`{ ${HELLO} }`), {}],
    [
      'variables within',
      sending(`{ ${NUMBER}, to: $to, content: { text: { body: $body, previewUrl: $preview } } }`, VARIABLES),
      { to: '+16315551181', body: 'Hi', preview: true },
    ],
    [
      'variables that are left out, and defaults',
      sending(`{ ${NUMBER}, to: $to, content: { text: { body: $body, previewUrl: $preview } } }`, VARIABLES),
      { to: '+16315551181' },
    ],
    [
      'a variable that is null',
      sending(`{ ${NUMBER}, to: $to, content: { text: { body: $body, previewUrl: $preview } } }`, VARIABLES),
      { to: null, preview: null },
    ],
    ['a null literal', sending(`{ ${HELLO}, replyToMessageId: null }`), {}],
    ['numbers and enums', sending(`{ ${HELLO}, maxWaitMs: 20, onLimit: REJECT, category: UTILITY }`), {}],
    ['a number in place of an id', sending(`{ ${HELLO.replaceAll(/"(\d+)"/g, '$1')} }`), {}],
    [
      'lists',
      sending(
        `{ ${NUMBER}, to: "16315551181", content: { contacts: [{ name: { formattedName: $n, firstName: $n }, phones: [{ phone: $n }] }] } }`,
        '($n: String!)',
      ),
      { n: '+16315551181' },
    ],
    [
      'all of it in a variable',
      sending('$input', '($input: SendMessageInput!)'),
      { input: { phoneNumberId: '1', to: '+16315551181', content: { text: { body: 'Hi' } } } },
    ],
  ])('with %s', async (_name, mutation, variables) => {
    const { told, asked } = await expectSame(mutation, variables);
    expect(told.errors).toBeUndefined();
    expect(told.data).toHaveProperty('sendMessage');
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it('with all that can be selected without a resolver', async () => {
    const fragments =
      ' fragment Known on Message { id type status statusRaw direction timestamp payload } fragment Who on Contact { id phone waId }';
    const selected =
      '__typename message { __typename ...Known to: contact { ...Who } ... on Node { id } errors { code } statuses { status } } messageStatus messageStatusRaw recipientInput recipientWaId recipientUserId correlationId';
    const { told } = await expectSame(sending(`{ ${HELLO} }`, '', selected) + fragments);
    expect(told.data).toMatchObject({
      sendMessage: { message: { id: 'wamid.1', to: { phone: '+16315551181' } }, recipientUserId: 'US.1' },
    });
  });

  it('under another name', async () => {
    const { told } = await expectSame(sending(`{ ${HELLO} }`).replace('sendMessage', 'first: sendMessage'));
    expect(told.data).toMatchObject({ first: { message: { id: 'wamid.1' } } });
  });

  it('when Meta refuses', async () => {
    answer = metaError(131026, 'Message undeliverable');
    const { told } = await expectSame(sending(`{ ${HELLO} }`));
    expect(told.data).toMatchObject({ sendMessage: { message: null, userErrors: [{ field: null }] } });
  });

  it('when the key lacks the scope', async () => {
    const { told, asked } = await expectSame(sending(`{ ${HELLO} }`), {}, READER);
    expect(told).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', scope: 'messages:send' } }] });
    expect(asked).toHaveLength(0);
  });

  it('when the number is of another account', async () => {
    answer = { body: { id: '1', phone_numbers: { data: [] } } };
    const { told } = await expectSame(sending(`{ ${HELLO} }`), {}, CONFINED);
    expect(told).toMatchObject({
      data: null,
      errors: [{ path: ['sendMessage'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it.each([
    ['a variable of another kind', { to: 7 }],
    ['a variable that is missing', {}],
    ['a variable that may not be null', { to: null }],
  ])('with %s', async (_name, variables) => {
    const mutation = sending(
      `{ ${NUMBER}, to: $to, content: { text: { body: "Hello" } } }`,
      '($to: String!)',
    );
    const { told, asked } = await expectSame(mutation, variables);
    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(asked).toHaveLength(0);
  });
});
