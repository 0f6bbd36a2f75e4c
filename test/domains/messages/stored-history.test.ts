import type { ExecutionResult } from 'graphql';
import type { Caller } from '../../../src/domains/caller';
import { everyone, LiveGateway } from '../events/support/live-gateway';
import {
  ACCOUNT,
  CUSTOMER,
  change,
  PHONE_NUMBER,
  statusUpdate,
  textMessage,
} from '../events/support/webhooks';

const OTHER = { account: '999', phoneNumber: '888' };
const confined: Caller = { ...everyone, accounts: new Set(['999']) };

let gateway: LiveGateway;
beforeAll(async () => {
  gateway = await LiveGateway.start();
  await gateway.post(textMessage('wamid.in1', 'Hello', { timestamp: '1754000000' }));
  await gateway.history.recordSent({
    id: 'wamid.out1',
    accountId: ACCOUNT,
    phoneNumberId: PHONE_NUMBER,
    person: { waId: CUSTOMER },
    type: 'text',
    payload: { type: 'text', to: CUSTOMER, text: { body: 'Hi Ada' }, context: { message_id: 'wamid.in1' } },
    sentAt: new Date(1_754_000_050_000),
    bizOpaqueCallbackData: 'order-7',
  });
  const pricing = {
    billable: false,
    pricing_model: 'PMP',
    type: 'free_customer_service',
    category: 'service',
  };
  await gateway.post(statusUpdate('wamid.out1', 'read', { timestamp: '1754000070' }));
  await gateway.post(statusUpdate('wamid.out1', 'sent', { timestamp: '1754000051', pricing }));
  await gateway.post(textMessage('wamid.in2', 'Bye', { timestamp: '1754000100' }));
  await gateway.history.catchUp();
});
afterAll(() => gateway.close());

function codesOf({ errors = [] }: ExecutionResult): string[] {
  return errors.map(({ message }) => message);
}

/** The conversation's id, as a client finds it. */
async function conversationId(): Promise<string> {
  const { phoneNumber } = await gateway.ask<{ phoneNumber: { conversations: { nodes: { id: string }[] } } }>(
    `{ phoneNumber(id: "${PHONE_NUMBER}") { conversations(first: 1) { nodes { id } } } }`,
  );
  return phoneNumber.conversations.nodes[0]?.id ?? '';
}

describe('the query `message`', () => {
  it('has what was sent with everything that became of it', async () => {
    const result = await gateway.query(`{ message(id: "wamid.out1") {
      __typename id direction type timestamp status statusRaw bizOpaqueCallbackData phoneNumberId accountId
      contact { id waId } content { __typename ... on TextContent { body } }
      context { messageId message { content { ... on TextContent { body } } } }
      statuses { status timestamp } pricing { type billable } failure { code }
      phoneNumber { displayPhoneNumber } account { id }
    } }`);
    expect(result).toEqual({
      data: {
        message: {
          __typename: 'Message',
          id: 'wamid.out1',
          direction: 'OUTBOUND',
          type: 'text',
          timestamp: '2025-07-31T22:14:10.000Z',
          status: 'READ',
          statusRaw: 'read',
          bizOpaqueCallbackData: 'order-7',
          phoneNumberId: PHONE_NUMBER,
          accountId: ACCOUNT,
          contact: { id: 'US.1349', waId: CUSTOMER },
          content: { __typename: 'TextContent', body: 'Hi Ada' },
          context: { messageId: 'wamid.in1', message: { content: { body: 'Hello' } } },
          statuses: [
            { status: 'SENT', timestamp: '2025-07-31T22:14:11.000Z' },
            { status: 'READ', timestamp: '2025-07-31T22:14:30.000Z' },
          ],
          pricing: { type: 'FREE_CUSTOMER_SERVICE', billable: false },
          failure: null,
          phoneNumber: { displayPhoneNumber: `+${PHONE_NUMBER}` },
          account: { id: ACCOUNT },
        },
      },
    });
  });

  it('says that there is none, also when it is not for the caller', async () => {
    expect(codesOf(await gateway.query('{ message(id: "wamid.none") { id } }'))).toEqual([
      'The history has no message wamid.none.',
    ]);
    const foreign = await gateway.query('{ message(id: "wamid.in1") { id } }', confined);
    expect(foreign.data).toEqual({ message: null });
    expect(codesOf(foreign)).toEqual(['The history has no message wamid.in1.']);
  });

  it('needs the scope', async () => {
    const listener: Caller = { ...everyone, scopes: new Set(['events:subscribe']) };
    const { data, errors } = await gateway.query('{ message(id: "wamid.in1") { id } }', listener);
    expect(data).toEqual({ message: null });
    expect(errors).toHaveLength(1);
  });
});

describe('conversations', () => {
  it('are what a number and a person wrote to each other, from the newest on', async () => {
    const { data, errors } = await gateway.query(`{ phoneNumber(id: "${PHONE_NUMBER}") { displayPhoneNumber
      conversations { nodes { contact { id name } groupId lastMessageAt lastInboundAt serviceWindowExpiresAt
        phoneNumber { id } messages(first: 2) { nodes { id direction } pageInfo { hasNextPage } } } } } }`);
    expect(errors).toBeUndefined();
    expect(data?.phoneNumber).toEqual({
      displayPhoneNumber: `+${PHONE_NUMBER}`,
      conversations: {
        nodes: [
          {
            contact: { id: 'US.1349', name: 'Ada' },
            groupId: null,
            lastMessageAt: '2025-07-31T22:15:00.000Z',
            lastInboundAt: '2025-07-31T22:15:00.000Z',
            serviceWindowExpiresAt: '2025-08-01T22:15:00.000Z',
            phoneNumber: { id: PHONE_NUMBER },
            messages: {
              nodes: [
                { id: 'wamid.in2', direction: 'INBOUND' },
                { id: 'wamid.out1', direction: 'OUTBOUND' },
              ],
              pageInfo: { hasNextPage: true },
            },
          },
        ],
      },
    });
  });

  it('have a last message, what is unread, and windows', async () => {
    const id = await conversationId();
    const ask = async () => {
      const { conversation } = await gateway.ask<{ conversation: unknown }>(
        `{ conversation(id: "${id}") { unreadCount lastMessage { id content { ... on TextContent { body } } }
             serviceWindow { isOpen openUntil } freeEntryPointWindow { openUntil } } }`,
      );
      return conversation;
    };
    const seen = {
      unreadCount: 2,
      lastMessage: { id: 'wamid.in2', content: { body: 'Bye' } },
      serviceWindow: { isOpen: false, openUntil: '2025-08-01T22:15:00.000Z' },
      freeEntryPointWindow: null,
    };
    expect(await ask()).toEqual(seen);
    await gateway.history.recordRead('wamid.in1');
    expect(await ask()).toEqual({ ...seen, unreadCount: 1 });
  });

  it('have no window in a group, and nothing that could be marked as read', async () => {
    await gateway.post(textMessage('wamid.g', 'Hi all', { group_id: 'Y2Fw', timestamp: '1753000000' }));
    const fields =
      '{ groupId unreadCount lastMessage { id } serviceWindow { isOpen } freeEntryPointWindow { isOpen } }';
    expect(await gateway.query(`{ conversation(id: "${PHONE_NUMBER}:group:Y2Fw") ${fields} }`)).toEqual({
      data: {
        conversation: {
          groupId: 'Y2Fw',
          unreadCount: null,
          lastMessage: { id: 'wamid.g' },
          serviceWindow: null,
          freeEntryPointWindow: null,
        },
      },
    });
  });

  it('are read page by page, both ways', async () => {
    const id = await conversationId();
    const read = async (args: string) => {
      const { conversation } = await gateway.ask<{ conversation: { messages: MessagesPage } }>(
        `{ conversation(id: "${id}") { messages(${args}) {
           edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
      );
      return conversation.messages;
    };
    const newest = await read('first: 1');
    expect(newest).toMatchObject({ edges: [{ node: { id: 'wamid.in2' } }], pageInfo: { hasNextPage: true } });
    const older = await read(`first: 2, after: "${newest.pageInfo.endCursor}"`);
    expect(older.edges.map(({ node }) => node.id)).toEqual(['wamid.out1', 'wamid.in1']);
    expect(older.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await read(`last: 1, before: "${older.edges[1]?.cursor}"`);
    expect(back.edges.map(({ node }) => node.id)).toEqual(['wamid.out1']);
  });

  it.each([
    ['first: 0', '`first` is 0. Give a number from 1 to 100.'],
    ['last: 101, before: "x"', '`last` is 101'],
    ['first: 1, last: 1', '`last` cannot go with `first`'],
    ['before: "x"', '`before` needs `last`'],
    ['first: 1, after: "nonsense"', '`after`'],
  ])('refuse %s', async (args, message) => {
    const result = await gateway.query(
      `{ conversation(id: "${await conversationId()}") { messages(${args}) { nodes { id } } } }`,
    );
    expect(codesOf(result)[0]).toContain(message);
  });

  it('are not for callers of other accounts', async () => {
    const id = await conversationId();
    const result = await gateway.query(`{ conversation(id: "${id}") { id } }`, confined);
    expect(result.data).toEqual({ conversation: null });
    // Nor is it told whether somebody talks with others.
    const none = `${PHONE_NUMBER}:16505550000`;
    const unknown = await gateway.query(`{ conversation(id: "${none}") { id } }`, confined);
    expect(JSON.stringify(unknown).replaceAll(none, id)).toBe(JSON.stringify(result));
    expect(codesOf(await gateway.query('{ conversation(id: "none") { id } }'))[0]).toContain(
      'no conversation',
    );
  });
});

interface MessagesPage {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

describe('the query `contact`', () => {
  const who = '{ id userId waId phone username name }';
  const ada = {
    id: 'US.1349',
    userId: 'US.1349',
    waId: CUSTOMER,
    phone: '+16505551234',
    username: 'ada',
    name: 'Ada',
  };

  it.each(['US.1349', CUSTOMER, '+1 (650) 555-1234'])('finds a person by %s', async (id) => {
    expect(await gateway.query(`{ contact(id: "${id}") ${who} }`)).toEqual({ data: { contact: ada } });
  });

  it('does not tell a confined caller whom others know', async () => {
    const ask = (id: string) => gateway.query(`{ contact(id: "${id}") { name } }`, confined);
    const known = await ask(CUSTOMER);
    expect(codesOf(known)).toEqual([expect.stringContaining('never in touch')]);
    expect(await ask('16505550000')).toEqual(known);
  });

  it('shows a confined caller those who were in touch with its accounts', async () => {
    const ask = () => gateway.query(`{ contact(id: "${CUSTOMER}") { name } }`, confined);
    expect(codesOf(await ask())[0]).toContain('never in touch');
    await gateway.post(textMessage('wamid.other', 'Hi', {}, OTHER));
    expect(await ask()).toEqual({ data: { contact: { name: 'Ada' } } });
  });

  it('tells of what numbers the person wants no marketing, as far as the caller may know', async () => {
    const contacts = [{ profile: { name: 'Ada' }, wa_id: CUSTOMER, user_id: 'US.1349' }];
    const stop = {
      wa_id: CUSTOMER,
      user_id: 'US.1349',
      detail: 'User requested to stop marketing messages',
      category: 'marketing_messages',
      value: 'stop',
      timestamp: 1754000200,
    };
    for (const [account, phoneNumber] of [
      [ACCOUNT, PHONE_NUMBER],
      [OTHER.account, OTHER.phoneNumber],
    ] as const) {
      const metadata = { display_phone_number: '1', phone_number_id: phoneNumber };
      const value = { messaging_product: 'whatsapp', metadata, contacts, user_preferences: [stop] };
      await gateway.post(change('user_preferences', value, { account }));
    }
    const source = `{ contact(id: "${CUSTOMER}") { marketingOptOuts { phoneNumberId accountId since phoneNumber { id } } } }`;
    const optOut = (accountId: string, phoneNumberId: string) => ({
      accountId,
      phoneNumberId,
      since: '2025-07-31T22:16:40.000Z',
      phoneNumber: { id: phoneNumberId },
    });
    expect(await gateway.query(source)).toEqual({
      data: {
        contact: {
          marketingOptOuts: [optOut(ACCOUNT, PHONE_NUMBER), optOut(OTHER.account, OTHER.phoneNumber)],
        },
      },
    });
    const mine = await gateway.query(source.replace('phoneNumber { id }', ''), confined);
    expect(mine.data?.contact).toMatchObject({ marketingOptOuts: [{ accountId: OTHER.account }] });
  });

  it('says when nobody is known', async () => {
    expect(codesOf(await gateway.query('{ contact(id: "999") { id } }'))[0]).toContain('knows nobody');
  });
});
