import { getEventListeners } from 'node:events';
import type { JsonObject } from '../../../src/common/json';
import { encodeEventCursor } from '../../../src/events/cursor';
import { everyone, LiveGateway } from './support/live-gateway';
import { ACCOUNT, CUSTOMER, change, PHONE_NUMBER, statusUpdate, textMessage } from './support/webhooks';

let gateway: LiveGateway;
beforeEach(async () => {
  gateway = await LiveGateway.start();
});
afterEach(() => gateway.close());

const START = encodeEventCursor(0);
const EVENTS = (args = '') => `subscription { events${args} { __typename id cursor field } }`;
const confined = { ...everyone, accounts: new Set([ACCOUNT]) };

const echo = (type: string) =>
  change('smb_message_echoes', {
    message_echoes: [{ id: 'wamid.x', to: CUSTOMER, timestamp: '1754000000', type }],
  });

const metadata = { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER };
const call = (more: JsonObject) =>
  change('calls', {
    metadata,
    calls: [{ id: 'wacid.x', event: 'terminate', timestamp: '1754000000', ...more }],
  });
const callStatus = change('calls', {
  metadata,
  statuses: [{ id: 'wacid.x', type: 'call', status: 'RINGING', timestamp: '1754000000' }],
});

describe('the subscription `events`', () => {
  it('tells everything, each by its own type', async () => {
    const stream = await gateway.subscribe(`subscription {
      events(after: "${START}") {
        __typename id cursor receivedAt field accountId phoneNumberId payload
        ... on MessageReceived { contact { id name } message { id content { ... on TextContent { body } } } }
        ... on MessageStatusUpdated { messageId status { status timestamp } contact { waId } }
      }
    }`);
    await gateway.post(textMessage('wamid.1', 'Hello'));
    await gateway.post(statusUpdate('wamid.2', 'delivered'));
    await gateway.post(change('field_of_2027', { event: 'NOVELTY' }));
    const [message, status, other] = await stream.take(3);
    expect(message?.events).toMatchObject({
      __typename: 'MessageReceived',
      field: 'messages',
      accountId: ACCOUNT,
      phoneNumberId: PHONE_NUMBER,
      payload: { id: 'wamid.1', text: { body: 'Hello' } },
      contact: { id: 'US.1349', name: 'Ada' },
      message: { id: 'wamid.1', content: { body: 'Hello' } },
    });
    expect(status?.events).toMatchObject({
      __typename: 'MessageStatusUpdated',
      messageId: 'wamid.2',
      status: { status: 'DELIVERED', timestamp: '2025-07-31T22:15:00.000Z' },
      contact: { waId: CUSTOMER },
    });
    expect(other?.events).toMatchObject({
      __typename: 'UnknownEvent',
      field: 'field_of_2027',
      phoneNumberId: null,
      payload: { event: 'NOVELTY' },
    });
  });

  it('begins now without a cursor, and after the cursor with one: nothing skipped, nothing twice', async () => {
    await gateway.post(textMessage('wamid.1'));
    const live = await gateway.subscribe('subscription { messageReceived { cursor message { id } } }');
    await gateway.post(textMessage('wamid.2'));
    expect(await live.next()).toMatchObject({ messageReceived: { message: { id: 'wamid.2' } } });

    const first = await gateway.subscribe(EVENTS(`(after: "${START}")`));
    const seen = await first.next();
    await first.close();
    await gateway.post(textMessage('wamid.3'));
    const { cursor } = seen.events as { cursor: string };
    const resumed = await gateway.subscribe(
      `subscription { events(after: "${cursor}") { ... on MessageReceived { message { id } } } }`,
    );
    expect(await resumed.take(2)).toEqual([
      { events: { message: { id: 'wamid.2' } } },
      { events: { message: { id: 'wamid.3' } } },
    ]);
  });

  it.each([
    ['accountIds: ["999"]', textMessage('wamid.x', 'x', {}, { account: '999' })],
    ['phoneNumberIds: ["888"]', textMessage('wamid.x', 'x', {}, { phoneNumber: '888' })],
    [
      'contacts: ["+49 (151) 234-567"]',
      textMessage('wamid.x', 'x', { from: '49151234567', from_user_id: 'DE.7' }),
    ],
    ['contacts: ["DE.7"]', textMessage('wamid.x', 'x', { from: '49151234567', from_user_id: 'DE.7' })],
    ['kinds: [MESSAGE_STATUS_UPDATED]', statusUpdate('wamid.x', 'sent')],
    ['kinds: [UNKNOWN]', change('field_of_2027', { event: 'NOVELTY' })],
    ['kinds: [UNKNOWN]', change('account_update', { event: [] })],
    ['kinds: [ACCOUNT_UPDATED]', change('account_update', { event: 'ACCOUNT_DELETED' })],
    ['kinds: [UNKNOWN, MESSAGE_STATUS_UPDATED]', statusUpdate('wamid.x', 'sent')],
    ['fields: ["flows"]', change('flows', { event: 'FLOW_STATUS_CHANGE' })],
    ['messageTypes: ["video"]', echo('video')],
    ['messageTypes: ["video"], kinds: [MESSAGE_ECHOED]', echo('video')],
    ['messageTypes: ["reaction"]', textMessage('wamid.x', 'x', { type: 'reaction' })],
    ['statuses: [READ]', statusUpdate('wamid.x', 'read')],
    ['messageTypes: ["image"], statuses: [READ]', statusUpdate('wamid.x', 'read')],
    ['messageIds: ["wamid.x"]', textMessage('wamid.x')],
    ['directions: [OUTBOUND]', statusUpdate('wamid.x', 'read')],
    ['directions: [OUTBOUND]', echo('text')],
    ['directions: [OUTBOUND], messageTypes: ["text"]', echo('text')],
    ['directions: [OUTBOUND], kinds: [CALL_UPDATED]', call({ direction: 'BUSINESS_INITIATED' })],
    ['directions: [OUTBOUND]', call({ from: '1 (555) 078-3881' })],
    ['directions: [OUTBOUND]', callStatus],
    ['directions: [INBOUND], kinds: [CALL_UPDATED]', call({ direction: 'USER_INITIATED' })],
    ['directions: [INBOUND], fields: ["calls"]', call({ to: '15550783881' })],
    ['directions: [INBOUND, OUTBOUND], fields: ["calls"]', callStatus],
  ])('tells only what passes the filter: %s', async (filter, wanted) => {
    const stream = await gateway.subscribe(`subscription { events(filter: { ${filter} }) { payload } }`);
    await gateway.post(textMessage('wamid.other'));
    await gateway.post(wanted);
    const [entry] = wanted.entry as { changes: [{ value: Record<string, unknown> }] }[];
    const value = entry?.changes[0].value;
    const [item = value] = (value?.messages ??
      value?.statuses ??
      value?.calls ??
      value?.message_echoes ??
      []) as unknown[];
    expect(await stream.next()).toEqual({ events: { payload: item } });
  });

  it('has the account and the number from Graph, and their ids for nothing', async () => {
    const stream = await gateway.subscribe(
      `subscription { events(after: "${START}") { account { name } phoneNumber { id } } }`,
    );
    await gateway.post(textMessage('wamid.1'));
    expect(await stream.next()).toEqual({
      events: { account: { name: `Account ${ACCOUNT}` }, phoneNumber: { id: PHONE_NUMBER } },
    });
    expect(gateway.graph.requests.map(({ path }) => path)).toEqual([`/v23.0/${ACCOUNT}`]);
  });
});

describe('the narrower subscriptions', () => {
  it('tell their own kind, with the same arguments', async () => {
    await gateway.post(statusUpdate('wamid.1', 'sent'));
    await gateway.post(textMessage('wamid.2'));
    await gateway.post(statusUpdate('wamid.1', 'read'));
    const statuses = await gateway.subscribe(
      `subscription { messageStatusUpdated(after: "${START}", filter: { accountIds: ["${ACCOUNT}"] }) { status { status } } }`,
    );
    expect(await statuses.take(2)).toEqual([
      { messageStatusUpdated: { status: { status: 'SENT' } } },
      { messageStatusUpdated: { status: { status: 'READ' } } },
    ]);
    const messages = await gateway.subscribe(
      `subscription { messageReceived(after: "${START}", filter: { contacts: ["+1 650-555-1234"] }) {
        contact { identityKeyHash username } message { direction status timestamp } } }`,
    );
    expect(await messages.next()).toEqual({
      messageReceived: {
        contact: { identityKeyHash: 'h=', username: 'ada' },
        message: { direction: 'INBOUND', status: 'RECEIVED', timestamp: '2025-07-31T22:13:20.000Z' },
      },
    });
  });

  it('have the whole message with a status, from the history', async () => {
    await gateway.post(statusUpdate('wamid.1', 'sent'));
    const stream = await gateway.subscribe(
      `subscription { messageStatusUpdated(after: "${START}") { message { id status statuses { status } phoneNumber { displayPhoneNumber } } } }`,
    );
    expect(await stream.next()).toEqual({
      messageStatusUpdated: {
        message: {
          id: 'wamid.1',
          status: 'SENT',
          statuses: [{ status: 'SENT' }],
          phoneNumber: { displayPhoneNumber: `+${PHONE_NUMBER}` },
        },
      },
    });
  });
});

describe('the filter `contacts`', () => {
  it.each(['US.1', 'US.2', '+1 (650) 555-1234', 'DE.9', 'wa-none'])(
    'finds what names a person by any id, old or new, stored and live: %s',
    async (contact) => {
      const webhooks: [JsonObject, string[]][] = [
        [
          change('user_id_update', {
            metadata,
            user_id_update: [{ wa_id: CUSTOMER, user_id: { previous: 'US.1', current: 'US.2' } }],
          }),
          ['US.1', 'US.2', '+1 (650) 555-1234'],
        ],
        [
          change('group_participants_update', {
            metadata,
            groups: [
              {
                type: 'group_participants_add',
                added_participants: [{ user_id: 'US.2' }, { user_id: 'DE.9' }],
              },
            ],
          }),
          ['US.2', 'DE.9'],
        ],
        [
          textMessage('wamid.s', '', {
            from_user_id: 'US.1',
            type: 'system',
            system: { type: 'user_changed_user_id', user_id: 'DE.9' },
          }),
          ['US.1', 'DE.9', '+1 (650) 555-1234'],
        ],
      ];
      const filter = `filter: { contacts: ["${contact}"] }`;
      const live = await gateway.subscribe(`subscription { events(${filter}) { field } }`);
      const fields: string[] = [];
      for (const [webhook, named] of webhooks) {
        await gateway.post(webhook);
        await gateway.post(webhook);
        const [entry] = webhook.entry as { changes: [{ field: string }] }[];
        if (named.includes(contact)) fields.push(entry?.changes[0].field ?? '');
      }
      const asTold = fields.map((field) => ({ events: { field } }));
      expect(await live.take(fields.length)).toEqual(asTold);
      const stored = await gateway.ask<{ events: { nodes: unknown[] } }>(
        `{ events(${filter}) { nodes { field } } }`,
      );
      expect(stored.events.nodes).toEqual(fields.map((field) => ({ field })));
      const beside = await gateway.ask<{ events: { nodes: unknown[] } }>(
        `{ events(filter: { contacts: ["${contact}"], accountIds: ["${ACCOUNT}"], fields: ["user_id_update"] }) { nodes { field } } }`,
      );
      expect(beside.events.nodes).toHaveLength(fields.includes('user_id_update') ? 1 : 0);
    },
  );
});

describe('a subscription', () => {
  it.each([
    [
      '(after: "nonsense")',
      '`after` is not the cursor of an event. Give the `cursor` of the last event seen',
    ],
    [`(after: "${encodeEventCursor(99)}")`, '`after` lies beyond the newest event'],
    [
      `(after: "${encodeEventCursor(0, 'anothers')}")`,
      '`after` comes from another database. Give the `cursor` of the last event seen',
    ],
    ['(filter: { accountIds: [] })', '`filter.accountIds` is empty'],
    ['(filter: { kinds: [MESSAGE_RECEIVED], fields: ["flows"] })', '`filter.fields` rules out every event'],
    ['(filter: { kinds: [MESSAGE_RECEIVED], statuses: [READ] })', '`filter.kinds` rules out every event'],
    ['(filter: { directions: [] })', '`filter.directions` is empty'],
    ['(filter: { directions: [INBOUND], statuses: [READ] })', '`filter.directions` rules out every event'],
    [
      '(filter: { directions: [OUTBOUND], kinds: [MESSAGE_RECEIVED] })',
      '`filter.directions` rules out every event',
    ],
    ['(filter: { directions: [OUTBOUND], fields: ["flows"] })', '`filter.fields` rules out every event'],
    ['(filter: { statuses: [ACCEPTED] })', '`filter.statuses` has ACCEPTED'],
  ])('is refused when it cannot be served: %s', async (args, message) => {
    await expect(gateway.subscribe(EVENTS(args))).rejects.toThrow(message);
    expect(gateway.hub.size).toBe(0);
  });

  it('of a narrower field is refused when the filter asks for other kinds', async () => {
    const source = 'subscription { messageReceived(filter: { kinds: [UNKNOWN] }) { id } }';
    await expect(gateway.subscribe(source)).rejects.toThrow('`filter.kinds` rules out every event');
  });

  it('needs the scope', async () => {
    const reader = { ...everyone, scopes: new Set(['accounts:read'] as const) };
    await expect(gateway.subscribe(EVENTS(), reader)).rejects.toThrow('Access denied');
  });

  it('never tells a confined caller of other accounts', async () => {
    const stream = await gateway.subscribe(
      `subscription { events(after: "${START}", filter: { accountIds: ["${ACCOUNT}", "999"] }) { accountId } }`,
      confined,
    );
    const unfiltered = await gateway.subscribe('subscription { events { accountId } }', confined);
    await gateway.post(textMessage('wamid.1', 'secret', {}, { account: '999' }));
    await gateway.post(textMessage('wamid.2'));
    expect(await stream.next()).toEqual({ events: { accountId: ACCOUNT } });
    expect(await unfiltered.next()).toEqual({ events: { accountId: ACCOUNT } });
    const foreign = EVENTS('(filter: { accountIds: ["999"] })');
    await expect(gateway.subscribe(foreign, confined)).rejects.toThrow('confined');
  });

  it('lets go of everything when the client leaves, also while it waits', async () => {
    const plain = await gateway.subscribe(EVENTS());
    const sifted = await gateway.subscribe(EVENTS('(filter: { kinds: [UNKNOWN, MESSAGE_RECEIVED] })'));
    expect(gateway.hub.size).toBe(2);
    const waiting = [plain.isDone(), sifted.isDone()];
    await Promise.all([plain.close(), sifted.close()]);
    expect(await Promise.all(waiting)).toEqual([true, true]);
    expect(gateway.hub.size).toBe(0);
  });

  it('ends when the socket goes away', async () => {
    const gone = new AbortController();
    const stream = await gateway.subscribe(EVENTS(), everyone, gone.signal);
    const waiting = stream.isDone();
    gone.abort();
    expect(await waiting).toBe(true);
    expect(gateway.hub.size).toBe(0);
    expect(getEventListeners(gone.signal, 'abort')).toEqual([]);
  });
});
