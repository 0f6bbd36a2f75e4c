import type { JsonObject } from '../../src/common/json';
import { compileFilter } from '../../src/events/filter';
import { alsoNamed, identifiersOf } from '../../src/events/identifiers';
import { bodyOf, eventOf, messagesValue, statusOf, textMessage } from './support/bodies';

const of = (field: string, value: JsonObject) => eventOf(bodyOf(field, messagesValue(value)));
const group = (change: JsonObject) =>
  of('group_participants_update', { groups: [{ group_id: 'g', ...change }] });

const system = (content: JsonObject) =>
  of('messages', {
    messages: [
      {
        from: '16505551234',
        from_user_id: 'US.1',
        id: 'wamid.1',
        timestamp: '1749416383',
        type: 'system',
        system: content,
      },
    ],
  });

describe('what an event is found by', () => {
  it.each<[string, ReturnType<typeof of>, string[]]>([
    [
      'a preference: all ids of the person',
      of('user_preferences', {
        contacts: [{ wa_id: '1650', user_id: 'US.1', parent_user_id: 'US.ENT.1' }],
        user_preferences: [{ user_id: 'US.1', category: 'marketing_messages', value: 'stop' }],
      }),
      ['US.1', 'US.ENT.1', '1650'],
    ],
    [
      'preferences: everybody',
      of('user_preferences', { user_preferences: [{ wa_id: '1650' }, { user_id: 'DE.2' }, 'odd'] }),
      ['1650', 'DE.2'],
    ],
    [
      'a new user id: old and new',
      of('user_id_update', {
        user_id_update: [
          {
            wa_id: '1650',
            user_id: { previous: 'US.1', current: 'US.2' },
            parent_user_id: { previous: 'US.ENT.1', current: 'US.ENT.2' },
          },
        ],
      }),
      ['US.2', 'US.ENT.2', '1650', 'US.1', 'US.ENT.1'],
    ],
    [
      'a new number: old and new',
      system({ type: 'user_changed_number', wa_id: '4915', user_id: 'US.2' }),
      ['US.1', '16505551234', 'US.2', '4915'],
    ],
    [
      'a new number in the older shape',
      system({ type: 'customer_changed_number', new_wa_id: '4915' }),
      ['US.1', '16505551234', '4915'],
    ],
    [
      'group members: who came, who left, who could not, also as the request named them',
      group({
        added_participants: [{ wa_id: '1', user_id: 'US.1' }],
        removed_participants: [{ input: '+1 (650) 555-1234' }],
        failed_participants: [{ input: 'US.3' }],
      }),
      ['US.1', '1', '16505551234', 'US.3'],
    ],
    ['who asks to join a group', group({ wa_id: '1', user_id: 'US.1' }), ['US.1', '1']],
    [
      'a call: the customer',
      of('calls', { calls: [{ id: 'c', event: 'connect', from: '1650', direction: 'USER_INITIATED' }] }),
      ['1650'],
    ],
    [
      'a conversation handed over: its customer',
      of('messaging_handovers', { sender: { phone_number: '+1 650' }, type: 'control_passed' }),
      ['1650'],
    ],
    [
      'what comes on standby',
      of('standby', {
        standby: {
          messages: [textMessage('w', { from_user_id: 'US.1' })],
          statuses: [statusOf('w', 'read', { recipient_id: '7' })],
          message_echoes: [{ to: '8' }],
        },
      }),
      ['US.1', '16505551234', '8', '7'],
    ],
    ['a message: its sender', of('messages', { messages: [textMessage('w')] }), ['16505551234']],
    ['a template: nobody', of('message_template_status_update', { event: 'APPROVED', wa_id: '1' }), []],
    ['what has another shape: nobody', of('user_preferences', { user_preferences: { wa_id: [] } }), []],
  ])('%s', (_name, event, identifiers) => {
    expect(identifiersOf(event)).toEqual(identifiers);
    for (const contact of identifiers) expect(compileFilter({ contacts: [contact] })(event)).toBe(true);
    expect(compileFilter({ contacts: ['US.999'] })(event)).toBe(false);
    const { userId, parentUserId, waId } = event.person ?? {};
    for (const named of [userId, parentUserId, waId]) expect(alsoNamed(event)).not.toContain(named);
  });

  it('makes the first person named the one it is about', () => {
    const event = of('user_id_update', {
      contacts: [{ profile: { name: 'Ann' }, wa_id: '1650', user_id: 'US.2' }],
      user_id_update: [{ user_id: { previous: 'US.1', current: 'US.2' } }],
    });
    expect(event.person).toEqual({ userId: 'US.2', waId: '1650', name: 'Ann' });
  });
});
