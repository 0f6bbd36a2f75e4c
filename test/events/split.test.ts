import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/common/json';
import {
  ACCOUNT,
  bodyOf,
  eventOf,
  eventsOf,
  messagesValue,
  PHONE_NUMBER,
  statusOf,
  textMessage,
} from './support/bodies';

const messages = (value: JsonObject) => eventsOf(bodyOf('messages', messagesValue(value)));

describe('splitting messages and statuses', () => {
  it('keeps what has an empty id raw: it would be taken for every other one without', () => {
    const odd = [textMessage(''), textMessage('', { text: { body: 'Another' } })];
    const statuses = [statusOf('', 'sent')];
    const events = messages({ messages: [textMessage('wamid.1'), ...odd], statuses });
    expect(events.map(({ kind, payload }) => [kind, payload.id, payload.messages, payload.statuses])).toEqual(
      [
        ['message', 'wamid.1', undefined, undefined],
        ['change', undefined, odd, statuses],
      ],
    );
    const [echo] = eventsOf(
      bodyOf('smb_message_echoes', messagesValue({ message_echoes: [textMessage('')] })),
    );
    expect(echo).not.toHaveProperty('messageId');
  });

  it('does not make much more of a large body than it is', () => {
    const items = Array.from({ length: 2_000 }, (_, index) => textMessage(`wamid.${index}`));
    const errors = [{ code: 1, title: 'x'.repeat(500_000) }];
    for (const body of [
      bodyOf('messages', messagesValue({ messages: items, errors })),
      bodyOf('messages', messagesValue({ messages: items, conversation_context: errors[0] ?? {} })),
      bodyOf('messages', messagesValue({ messages: items }), { beside: errors }),
      Buffer.from(
        JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [
            { id: '1', beside: errors, changes: items.map((message) => ({ field: 'f', value: message })) },
          ],
        }),
      ),
    ]) {
      const events = eventsOf(body);
      const apart = events.filter(({ payload }) => 'errors' in payload || 'conversation_context' in payload);
      expect(events).toHaveLength(items.length + apart.length);
      expect(apart.length).toBeLessThan(2);
      expect(JSON.stringify(events[0]?.context)).toContain('xxx');
      const size = events.reduce((sum, { context }) => sum + JSON.stringify(context).length, 0);
      expect(size).toBeLessThan(20 * body.length);
    }
  });

  it('makes one event of each, with its surroundings', () => {
    const ann = { profile: { name: 'Ann', username: 'ann.z' }, wa_id: '16505551234', user_id: 'US.1' };
    const bob = {
      profile: { name: 'Bob' },
      wa_id: '4915112345678',
      user_id: 'DE.2',
      parent_user_id: 'DE.ENT.2',
    };
    const first = textMessage('wamid.1', { from_user_id: 'US.1', new_key: { kept: true } });
    const second = { id: 'wamid.2', from_user_id: 'DE.2', timestamp: '1749416384', type: 'poll' };
    const read = statusOf('wamid.3', 'read', { recipient_user_id: 'US.1', timestamp: '1749416385' });
    const events = messages({
      contacts: [bob, ann],
      messages: [first, second],
      statuses: [read],
      new_key: 1,
    });

    const shared = { field: 'messages', accountId: ACCOUNT, phoneNumberId: PHONE_NUMBER };
    const around = { ...messagesValue({}), new_key: 1 };
    const annRef = { userId: 'US.1', waId: '16505551234', username: 'ann.z', name: 'Ann' };
    expect(events.map(({ dedupeKey, ...event }) => event)).toEqual([
      {
        ...shared,
        kind: 'message',
        messageId: 'wamid.1',
        type: 'text',
        occurredAt: new Date('2025-06-08T20:59:43Z'),
        person: annRef,
        payload: first,
        context: { ...around, contacts: [ann] },
      },
      {
        ...shared,
        kind: 'message',
        messageId: 'wamid.2',
        type: 'poll',
        occurredAt: new Date('2025-06-08T20:59:44Z'),
        person: { userId: 'DE.2', parentUserId: 'DE.ENT.2', waId: '4915112345678', name: 'Bob' },
        payload: second,
        context: { ...around, contacts: [bob] },
      },
      {
        ...shared,
        kind: 'status',
        messageId: 'wamid.3',
        type: 'read',
        occurredAt: new Date('2025-06-08T20:59:45Z'),
        person: annRef,
        payload: read,
        context: { ...around, contacts: [ann] },
      },
      { ...shared, kind: 'change', payload: { ...around, contacts: [bob, ann] }, context: {} },
    ]);
  });

  it('takes a single contact for whoever the item does not name, but not for somebody else', () => {
    const contact = { profile: { name: 'Ann' }, user_id: 'US.1' };
    const unnamed = { id: 'wamid.1', timestamp: '1', type: 'text' };
    expect(messages({ contacts: [contact], messages: [unnamed] })[0]?.person).toEqual({
      userId: 'US.1',
      name: 'Ann',
    });
    const [other] = messages({ contacts: [contact], messages: [{ ...unnamed, from_user_id: 'US.9' }] });
    expect(other?.person).toEqual({ userId: 'US.9' });
    expect(other?.context.contacts).toEqual([contact]);
    expect(
      messages({ statuses: [statusOf('wamid.1', 'failed', { recipient_id: '' })] })[0]?.person,
    ).toBeUndefined();
  });

  it('takes no single contact for each of several that it does not name', () => {
    const contact = { profile: { name: 'Ann' }, user_id: 'US.1' };
    const statuses = ['1650', '1651'].map((recipient_id) => statusOf('wamid.1', 'read', { recipient_id }));
    const events = messages({ contacts: [contact], statuses });
    expect(events.map(({ person }) => person)).toEqual([{ waId: '1650' }, { waId: '1651' }]);
    expect(events[0]?.context.contacts).toEqual([contact]);
  });

  it('names the member, not the group, in a status of a group message', () => {
    const group = { recipient_type: 'group', recipient_id: 'Y2FwaV9ncm91cDox' };
    const event = (more: JsonObject) =>
      messages({ statuses: [statusOf('wamid.1', 'read', { ...group, ...more })] })[0];
    expect(
      event({ recipient_participant_id: '1650', recipient_participant_user_id: 'US.1' })?.person,
    ).toEqual({
      userId: 'US.1',
      waId: '1650',
    });
    expect(event({ participant_recipient_id: '1650' })?.person).toEqual({ waId: '1650' });
    expect(event({})?.person).toBeUndefined();
  });

  it('reads either name of the parent id', () => {
    const person = (more: JsonObject) => messages({ statuses: [statusOf('w', 'sent', more)] })[0]?.person;
    expect(person({ parent_recipient_user_id: 'US.ENT.1' })?.parentUserId).toBe('US.ENT.1');
    expect(person({ parent_user_id: 'US.ENT.1' })?.parentUserId).toBe('US.ENT.1');
  });

  it('keeps odd items, raw, beside the good ones', () => {
    const odd = [{ type: 'text' }, 'text', null];
    const events = messages({
      messages: [odd[0] ?? null, textMessage('wamid.1'), 'text', null],
      statuses: { id: 'x' },
    });
    expect(events.map(({ kind, messageId }) => [kind, messageId])).toEqual([
      ['message', 'wamid.1'],
      ['change', undefined],
    ]);
    expect(events[1]?.payload).toEqual(messagesValue({ messages: odd, statuses: { id: 'x' } }));
    expect(events[0]?.context).toEqual(messagesValue({ statuses: { id: 'x' } }));
  });

  it('makes an event of what stands beside the items and is no description of them', () => {
    const actions = [{ action_type: 'marketing_messages_link_click', timestamp: '1' }];
    const events = messages({
      messages: [textMessage('wamid.1')],
      user_actions: actions,
      errors: [{ code: 1 }],
    });
    expect(events.map(({ kind }) => kind)).toEqual(['message', 'change']);
    expect(events[0]?.context).toEqual(messagesValue({ errors: [{ code: 1 }] }));
    expect(events[1]?.payload).toEqual(messagesValue({ user_actions: actions, errors: [{ code: 1 }] }));
  });

  it('takes errors of which nothing says when they happened for the same within a day, and for others later', () => {
    const day = 20_000 * 86_400_000;
    const keyAt = (receivedAt: number, value: JsonObject, entry: JsonObject = {}) =>
      eventsOf(bodyOf('messages', messagesValue(value), entry), receivedAt).at(-1)?.dedupeKey;
    const errors = [{ code: 130429, title: 'Rate limit hit' }];
    for (const value of [{ errors }, { messages: [textMessage('wamid.1')], errors }]) {
      expect(keyAt(day + 80_000_000, value)).toBe(keyAt(day, value));
      expect(keyAt(day + 7 * 86_400_000, value)).not.toBe(keyAt(day, value));
    }
    for (const [value, entry] of [
      [{ errors }, { time: 1_739_321_024 }],
      [{ user_actions: [{ timestamp: '1739321024' }], errors }, {}],
      [{ messages: [textMessage('wamid.1')] }, {}],
    ] satisfies [JsonObject, JsonObject][]) {
      expect(keyAt(day + 7 * 86_400_000, value, entry)).toBe(keyAt(day, value, entry));
    }
  });

  it('makes an event of errors, of objects and of unknown keys beside the items, the same at each delivery', () => {
    const besides: JsonObject[] = [
      { errors: [{ code: 130999, title: 'MARKERR' }] },
      { conversation_context: 'text' },
      { zzv: { a: 1 } },
      { zzv: 'text' },
    ];
    for (const beside of besides) {
      const value = { messages: [textMessage('wamid.1')], ...beside };
      const events = messages(value);
      expect(events.map(({ kind }) => kind)).toEqual(['message', 'change']);
      expect(events[1]?.payload).toEqual(messagesValue(beside));
      expect(messages(value).map(({ dedupeKey }) => dedupeKey)).toEqual(
        events.map(({ dedupeKey }) => dedupeKey),
      );
    }
    expect(messages({ messages: [textMessage('wamid.1')], errors: [], zzv: null })).toHaveLength(1);
  });

  it('leaves what a conversation was about to its messages, where there are any', () => {
    const beside = { conversation_context: { type: 'summary', summary: { text: 'a' } } };
    const [message, ...others] = messages({ messages: [textMessage('wamid.1')], ...beside });
    expect(others).toEqual([]);
    expect(message?.context).toMatchObject(beside);
    const ofStatus = messages({ statuses: [statusOf('wamid.1', 'read')], ...beside });
    expect(ofStatus.map(({ payload }) => payload).at(-1)).toEqual(messagesValue(beside));
  });

  it('keeps contacts that belong to no item', () => {
    const stray = { wa_id: '1999', profile: { name: 'Stray' } };
    const mine = { wa_id: '16505551234' };
    const kept = (contacts: JsonValue) =>
      messages({ contacts, messages: [textMessage('wamid.1')] })[0]?.context.contacts;
    expect(kept([stray, 'odd', mine])).toEqual([mine, stray, 'odd']);
    expect(kept(stray)).toEqual(stray);
  });

  it('makes one change of a value without items', () => {
    for (const value of [{ errors: [{ code: 130429 }] }, { user_actions: [{}] }, { messages: [] }, {}]) {
      const events = messages(value);
      expect(events).toMatchObject([{ kind: 'change', field: 'messages', phoneNumberId: PHONE_NUMBER }]);
      expect(events[0]?.payload).toEqual(messagesValue(value));
    }
  });
});

describe('splitting other fields', () => {
  it('makes one change of each echo', () => {
    const echo = (id: string) => ({
      from: '1555',
      to: '1650',
      to_user_id: 'US.1',
      id,
      timestamp: '1749416383',
      type: 'text',
    });
    for (const field of ['smb_message_echoes', 'message_echoes']) {
      const events = eventsOf(
        bodyOf(field, messagesValue({ message_echoes: [echo('wamid.1'), echo('wamid.2')] })),
      );
      expect(events).toMatchObject([
        {
          kind: 'change',
          field,
          messageId: 'wamid.1',
          type: 'text',
          person: { userId: 'US.1', waId: '1650' },
          payload: echo('wamid.1'),
        },
        { messageId: 'wamid.2' },
      ]);
    }
  });

  it('makes one change of each call and call status', () => {
    const call = {
      id: 'wacid.1',
      from: '1650',
      event: 'connect',
      timestamp: '1',
      direction: 'USER_INITIATED',
    };
    const outgoing = {
      id: 'wacid.2',
      from: '1555',
      to: '1650',
      event: 'connect',
      direction: 'BUSINESS_INITIATED',
    };
    const status = { id: 'wacid.1', type: 'call', status: 'RINGING', timestamp: '1', recipient_id: '1650' };
    const events = eventsOf(
      bodyOf(
        'calls',
        messagesValue({ calls: [call, outgoing], statuses: [status], errors: [{ code: 138021 }] }),
      ),
    );
    expect(events).toMatchObject([
      {
        kind: 'change',
        type: 'connect',
        person: { waId: '1650' },
        payload: call,
        context: { errors: [{ code: 138021 }] },
      },
      { kind: 'change', type: 'connect', person: { waId: '1650' }, payload: outgoing },
      { kind: 'change', type: 'RINGING', person: { waId: '1650' }, payload: status },
    ]);
    expect(events.map((event) => 'messageId' in event)).toEqual([false, false, false]);
  });

  const wholeChanges: [field: string, value: JsonObject][] = [
    [
      'history',
      messagesValue({
        history: [{ metadata: { phase: 0 }, threads: [{ id: '1650', messages: [textMessage('w')] }] }],
      }),
    ],
    ['standby', messagesValue({ standby: { messages: [textMessage('w')] } })],
    ['smb_app_state_sync', messagesValue({ state_sync: [{ type: 'contact', action: 'add' }] })],
    [
      'user_preferences',
      messagesValue({ user_preferences: [{ category: 'marketing_messages', value: 'stop' }] }),
    ],
    [
      'user_id_update',
      messagesValue({ user_id_update: [{ user_id: { previous: 'US.1', current: 'US.2' } }] }),
    ],
    ['automatic_events', messagesValue({ automatic_events: [{ id: 'wamid.1', event_name: 'Purchase' }] })],
    ['group_lifecycle_update', messagesValue({ groups: [{ type: 'group_create', group_id: 'g' }] })],
    [
      'account_settings_update',
      {
        timestamp: '1',
        type: 'phone_number_settings',
        phone_number_settings: { phone_number_id: PHONE_NUMBER },
      },
    ],
    [
      'messaging_handovers',
      { recipient: { phone_number_id: PHONE_NUMBER }, type: 'control_passed', timestamp: '1' },
    ],
    [
      'message_template_status_update',
      { event: 'APPROVED', message_template_id: 1689556908129832, reason: null },
    ],
    ['template_category_update', { previous_category: 'UTILITY', new_category: 'MARKETING' }],
    ['account_alerts', { entity_type: 'BUSINESS', alert_info: { alert_severity: 'CRITICAL' } }],
    ['account_review_update', { decision: 'APPROVED' }],
    ['business_capability_update', { max_daily_conversations_per_business: 2000 }],
    ['phone_number_quality_update', { display_phone_number: '15550783881', event: 'ONBOARDING' }],
    ['security', { display_phone_number: '15550783881', event: 'PIN_CHANGED' }],
    ['flows', { event: 'ENDPOINT_AVAILABILITY', flow_id: '1', availability: 99.5 }],
    ['payment_configuration_update', { configuration_name: 'c', status: 'Active' }],
    ['a_field_of_next_year', { anything: [1, 'two', { three: null }] }],
  ];
  it.each(wholeChanges)('makes one change of %s, value and all', (field, value) => {
    const event = eventOf(bodyOf(field, value, { time: 1739321024 }));
    expect(event).toMatchObject({
      kind: 'change',
      field,
      accountId: ACCOUNT,
      occurredAt: new Date('2025-02-12T00:43:44Z'),
      payload: value,
      context: {},
    });
    const isOfNumber = JSON.stringify(value).includes(PHONE_NUMBER);
    expect(event.phoneNumberId).toBe(isOfNumber ? PHONE_NUMBER : undefined);
  });

  it("takes the account of a partner's event from the event", () => {
    const value = { event: 'PARTNER_ADDED', waba_info: { waba_id: '99', owner_business_id: '5' } };
    expect(eventOf(bodyOf('account_update', value)).accountId).toBe('99');
    expect(eventOf(bodyOf('partner_solutions', { event: 'SOLUTION_CREATED' })).accountId).toBe(ACCOUNT);
  });
});

describe('the dedupe key', () => {
  const key = (field: string, value: JsonObject, entry?: JsonObject) =>
    eventOf(bodyOf(field, value, entry)).dedupeKey;
  const status = (more: JsonObject, name = 'sent') =>
    key('messages', messagesValue({ statuses: [statusOf('w', name, more)] }));

  it('is the same for the same item', () => {
    const value = messagesValue({ messages: [textMessage('wamid.1')] });
    expect(key('messages', value)).toBe(key('messages', { ...value, contacts: [{ wa_id: '16505551234' }] }));
    expect(key('flows', { event: 'A' }, { time: 1 })).toBe(key('flows', { event: 'A' }, { time: 1 }));
  });

  it('is the same for an echo or a call that comes again in an entry of another time', () => {
    const echo = { id: 'wamid.1', type: 'text', text: { body: 'Hi' } };
    const call = { id: 'wacid.1', event: 'connect' };
    const inEntry = (time: number, more: JsonObject) => [
      key('smb_message_echoes', messagesValue({ message_echoes: [{ ...echo, ...more }] }), { time }),
      key('calls', messagesValue({ calls: [{ ...call, ...more }] }), { time }),
    ];
    expect(inEntry(1, { timestamp: '1749416383' })).toEqual(inEntry(2, { timestamp: '1749416383' }));
    // Nothing else says that it happened once more.
    for (const [index, told] of inEntry(1, {}).entries()) expect(told).not.toBe(inEntry(2, {})[index]);
  });

  it('differs for everything that happened on its own', () => {
    const payment = (id: string, state: string) =>
      status({ type: 'payment', payment: { transaction: { id, status: state } } });
    const group = (member: string) => status({ recipient_type: 'group', recipient_participant_id: member });
    const echo = (id: string, type: string) =>
      key('smb_message_echoes', messagesValue({ message_echoes: [{ id, type, timestamp: '1' }] }));
    const keys = [
      key('messages', messagesValue({ messages: [textMessage('wamid.1')] })),
      key('messages', messagesValue({ messages: [textMessage('wamid.2')] })),
      key('messages', { metadata: { phone_number_id: '2' }, messages: [textMessage('wamid.1')] }),
      status({}),
      status({}, 'read'),
      status({ timestamp: '2' }),
      status({ recipient_id: '2' }),
      status({ recipient_user_id: 'US.1' }),
      group('3'),
      group('4'),
      payment('1', 'pending'),
      payment('1', 'success'),
      payment('2', 'success'),
      echo('wamid.1', 'text'),
      echo('wamid.1', 'revoke'),
      key('flows', { event: 'A' }, { time: 1 }),
      key('flows', { event: 'A' }, { time: 2 }),
      key('flows', { event: 'B' }, { time: 1 }),
      key('security', { event: 'A' }, { time: 1 }),
      key('flows', { event: 'A' }, { time: 1, id: '2' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('any JSON in any place', () => {
  it('is split without an error and without a loss', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const item = fc.oneof(
      json,
      fc.record({ id: json, type: json, status: json, from: json, timestamp: json }),
    );
    const list = fc.oneof(json, fc.array(item, { maxLength: 4 }));
    const value = fc.record({
      metadata: json,
      contacts: list,
      messages: list,
      statuses: list,
      calls: list,
      message_echoes: list,
    });
    const change = fc.record({
      field: fc.constantFrom('messages', 'calls', 'smb_message_echoes', 'flows'),
      value,
    });
    const entry = fc.record({
      id: json,
      time: json,
      changes: fc.oneof(json, fc.array(fc.oneof(json, change), { maxLength: 3 })),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (entries) => {
        const stamped = stampTexts(JSON.stringify({ object: 'whatsapp_business_account', entry: entries }));
        const seen = JSON.stringify(eventsOf(stamped.body));
        for (const { list: stamps } of stamped.lists) {
          for (const stamp of stamps) expect(seen).toContain(stamp);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The body with a text of its own put in each item of each list, so that a loss of any shows. */
function stampTexts(body: string): { body: string; lists: { list: string[] }[] } {
  const lists: { list: string[] }[] = [];
  let count = 0;
  const stamped = JSON.stringify(JSON.parse(body), (key, value) => {
    if (
      !['messages', 'statuses', 'calls', 'message_echoes', 'contacts'].includes(key) ||
      !Array.isArray(value)
    )
      return value;
    const list = value.map(() => {
      count += 1;
      return `stamp-${count}.`;
    });
    lists.push({ list });
    return value.map((inner, index) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? { ...inner, stamp: list[index] }
        : { was: inner, stamp: list[index] },
    );
  });
  return { body: stamped, lists };
}

it.each([
  ['1749416383', '2025-06-08T20:59:43.000Z'],
  [1749416383, '2025-06-08T20:59:43.000Z'],
  ['1749416383250', '2025-06-08T20:59:43.250Z'],
  [1749416383250, '2025-06-08T20:59:43.250Z'],
  ['soon', undefined],
  ['', undefined],
  [1e300, undefined],
  [[], undefined],
])('a message of the timestamp %j happened at %s', (timestamp, time) => {
  const { occurredAt } = eventOf(
    bodyOf('messages', messagesValue({ messages: [textMessage('a', { timestamp })] })),
  );
  expect(occurredAt?.toISOString()).toBe(time);
});
