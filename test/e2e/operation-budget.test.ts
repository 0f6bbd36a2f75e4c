import { getIntrospectionQuery } from 'graphql';
import { request } from 'undici';
import type { SeenRequest } from '../support/graph-double';
import { gatewayOnDouble } from './support/gateway-on-double';
import { ask, collect, socketClient } from './support/graphql-client';
import { APP_SECRET } from './support/webhooks';

const { gateway, double } = gatewayOnDouble(answer, {
  META_APP_SECRET: APP_SECRET,
  WHATSAPP_BUSINESS_ACCOUNT_IDS: '1',
  // What Graph is asked for is counted: nothing may be asked for the sake of limits, nor be held up by them.
  LIMITS: 'off',
});

/** Whatever is asked for is there. */
function answer({ path, query }: SeenRequest) {
  const nodeOf = (id: string) => ({ id, verified_name: 'Somebody', url: 'https://lookaside.fbsbx.com/1' });
  const ids = query.get('ids')?.split(',');
  return { body: ids ? Object.fromEntries(ids.map((id) => [id, nodeOf(id)])) : nodeOf(path.slice(7)) };
}

const times = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');
/** Each names another number, which is a parameter of the request: none can go with another. */
const files = (count: number) =>
  `{ ${times(count, (index) => `media(id: "9${index}", phoneNumberId: "1${index}") { fileSize }`)} }`;
const sends = (count: number) =>
  `mutation { ${times(count, () => 'sendMessage(input: { phoneNumberId: "11", to: "+1", content: { text: { body: "" } } }) { userErrors { code } }')} }`;
const lists = (count: number) => `{ ${times(count, () => 'events(first: 1) { nodes { id } }')} }`;
const HISTORY = /* GraphQL */ `
  query History($conversations: Int = 50, $messages: Int, $all: Boolean = true) {
    whatsAppBusinessAccount(id: "1") {
      phoneNumbers(first: 6) {
        nodes {
          verifiedName
          conversations(first: $conversations) @include(if: $all) {
            nodes { messages(last: $messages) { edges { node { id phoneNumber { verifiedName } } } } }
          }
        }
      }
    }
  }
`;

const refusal = (limit: 'graphCalls' | 'items', cost: number, says: string) => ({
  message: expect.stringContaining(says),
  extensions: {
    code: 'OPERATION_TOO_LARGE',
    limit,
    cost,
    maximum: limit === 'items' ? 50_000 : 100,
    fix: expect.any(String),
  },
});

describe('the budget of an operation', () => {
  it('refuses more than 100 requests to Graph, before the first of them', async () => {
    for (const query of [files(101), sends(101)]) {
      // Once as one that is new, once as one that is known.
      for (let round = 0; round < 2; round++) {
        expect(await ask(gateway.url, query)).toEqual({
          status: 400,
          errors: [
            refusal('graphCalls', 101, "101 requests to Meta's Graph API, and one operation may come to 100"),
          ],
        });
      }
    }
    expect(double.requests).toEqual([]);
  });

  it('lets 100 through', async () => {
    expect(await ask(gateway.url, files(100))).not.toHaveProperty('errors');
    expect(double.requests).toHaveLength(100);
    const { status, data } = await ask(gateway.url, sends(100));
    expect([status, Object.keys(data ?? {}).length]).toEqual([200, 100]);
  });

  it('counts the same of many nodes as the few requests that it is', async () => {
    const query = `{ ${times(1_000, (index) => `phoneNumber(id: "5${index}") { verifiedName }`)} }`;
    expect(await ask(gateway.url, query)).not.toHaveProperty('errors');
    expect(double.requests).toHaveLength(20);
  });

  it('counts the same list with other arguments, wherever it stands', async () => {
    const account = (index: number) =>
      `whatsAppBusinessAccount(id: "1") { name ${times(6, (list) => `messageTemplates(first: ${6 * index + list + 1}) { nodes { id } }`)} }`;
    const { errors } = await ask(gateway.url, `{ ${times(17, account)} }`);
    expect(errors).toEqual([refusal('graphCalls', 102, '102 requests')]);
    expect(double.requests).toEqual([]);
  });

  it('refuses lists of more than 50,000 items together, and counts short ones as 50', async () => {
    expect(await ask(gateway.url, lists(1_000))).not.toHaveProperty('errors');
    const { errors } = await ask(gateway.url, lists(1_001));
    expect(errors).toEqual([refusal('items', 50_050, '50050 items in its lists')]);
  });

  it('goes by the variables, and names the largest list', async () => {
    const history = (variables: Record<string, unknown>) => ask(gateway.url, HISTORY, variables);
    expect(await history({ messages: 30 })).not.toHaveProperty('errors');
    double.requests.length = 0;
    const tooMany = refusal(
      'items',
      60_606,
      'above all of `whatsAppBusinessAccount.phoneNumbers.conversations.messages`',
    );
    expect(await history({ conversations: 100, messages: 100 })).toMatchObject({ errors: [tooMany] });
    expect(await history({ conversations: 100, messages: 100, all: false })).not.toHaveProperty('errors');
    expect(await history({ conversations: 100 })).not.toHaveProperty('errors');
    // What is wrong with them is told before how much they make.
    expect(await history({ conversations: 'x' })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('bounds what is nested, whatever its depth', async () => {
    const nested = (levels: number): string =>
      levels === 0
        ? 'id'
        : `ownerBusiness { ownedWhatsAppBusinessAccounts(first: 100) { nodes { ${nested(levels - 1)} } } }`;
    const { errors } = await ask(gateway.url, `{ whatsAppBusinessAccount(id: "1") { ${nested(20)} } }`);
    expect(errors).toEqual([refusal('items', 1_000_000_000, 'more than 1000000000 items')]);
    expect(double.requests).toEqual([]);
  });

  it('holds over sockets, for subscriptions too', async () => {
    const client = socketClient(gateway.url);
    const refusedWith = (query: string) =>
      collect(client, query, {}, () => true).catch((error: unknown) => error);
    expect(await refusedWith(files(101))).toEqual([refusal('graphCalls', 101, '101 requests')]);
    expect(await refusedWith(lists(1_001))).toEqual([refusal('items', 50_050, '50050 items')]);
    const history = times(
      5,
      () => 'conversations(first: 100) { nodes { messages(first: 100) { nodes { id } } } }',
    );
    expect(
      await refusedWith(`subscription { events { ... on MessageReceived { phoneNumber { ${history} } } } }`),
    ).toEqual([refusal('items', 50_500, 'above all of `events.phoneNumber.a0.messages`')]);
    await client.dispose();
    expect(double.requests).toEqual([]);
  });

  it('answers with the status of the media type that the caller prefers', async () => {
    const statusFor = async (accept: string) => {
      const { statusCode, body } = await request(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: lists(1_001) }),
      });
      await body.dump();
      return statusCode;
    };
    expect(await statusFor('application/json')).toBe(200);
    expect(await statusFor('application/graphql-response+json')).toBe(400);
  });

  it('leaves room for introspection, and not for many of them', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true });
    expect(await ask(gateway.url, query)).not.toHaveProperty('errors');
    const types = '__schema { types { fields { type { fields { name } } } } }';
    const { errors } = await ask(gateway.url, `{ ${times(4, () => types)} }`);
    expect(errors).toEqual([refusal('items', 62_004, '62004 items')]);
  });
});
