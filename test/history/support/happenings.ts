import fc from 'fast-check';
import type { JsonObject } from '../../../src/common/json';
import { newDeliveryId } from '../../../src/events/deliveries/delivery-id';
import { bodyOf, eventsOf } from '../../events/support/bodies';
import { ChangingPeople, type Named } from './changing-people';
import type { OpenHistory } from './open-history';

const T = 1_750_000_000;
const BUSINESS = '15550783881';
const MESSAGES = 8;
const PEOPLE = 3;

/** Something that may happen to a message or a person of a small world. */
export const happening = fc.record({
  what: fc.constantFrom(
    'message',
    'message',
    'status',
    'status',
    'status',
    'call',
    'number',
    'number',
    'userId',
    'preference',
    'past',
    'sent',
    'refused',
    'read',
  ),
  message: fc.nat({ max: MESSAGES - 1 }),
  person: fc.nat({ max: PEOPLE - 1 }),
  names: fc.constantFrom('all', 'userId', 'waId', 'userId waId', 'userId parentUserId'),
  /** Seconds after which the gateway hears of it. */
  late: fc.constantFrom(0, 0, 0, 5, 25, 60),
  status: fc.constantFrom('sent', 'delivered', 'read', 'failed', 'played', 'deleted'),
  flag: fc.boolean(),
  /** Whether somebody else is named than whose the message is. */
  isOdd: fc.constantFrom(false, false, false, true),
  /** Whether the history takes in what there is before what comes next. */
  pauses: fc.boolean(),
});
export type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

interface Message {
  id: string;
  isOurs: boolean;
  number: { id: string; account: string };
  person: number;
  at: number;
  group: string | undefined;
}

/** Two numbers of two accounts, three people and some messages: all ids are of this world alone. */
export class World {
  readonly numbers: { id: string; account: string }[];
  readonly messages: Message[];
  readonly people: ChangingPeople;
  readonly #start: number;
  #now: number;
  #count = 0;

  constructor(
    private readonly opened: OpenHistory,
    private readonly run: number,
  ) {
    // Each world after the one before: what was sent and what came are put together by the gateway's clock.
    this.#start = T + 1_000 * run;
    this.#now = this.#start;
    this.numbers = ['1', '2'].map((n) => ({ id: `90${run}${n}`, account: `80${run}${n}` }));
    this.people = new ChangingPeople(run, PEOPLE);
    this.messages = Array.from({ length: MESSAGES }, (_, n) => ({
      id: `${run}-w${n}`,
      isOurs: n % 2 === 0,
      number: this.#number(n < 5 ? 0 : 1),
      person: n % PEOPLE,
      at: this.#start + n,
      group: n === 3 || n === 6 ? `G${run}` : undefined,
    }));
  }

  async happen(told: Happening): Promise<void> {
    const { history, log } = this.opened;
    this.#now += 10;
    const message = this.#message(told.message);
    const isOfMessage = ['message', 'status', 'past', 'sent'].includes(told.what);
    const person = isOfMessage && !told.isOdd ? message.person : told.person;
    // Nothing names somebody by what they no longer were then.
    const isMove = told.what === 'number' || told.what === 'userId';
    const late = isMove ? 0 : told.late;
    const who = this.people.named(person, told.names, this.#now - late);
    const number = isOfMessage ? message.number : this.#number(person === 0 ? 0 : 1);
    const send = {
      accountId: number.account,
      phoneNumberId: number.id,
      ...(isOfMessage && message.group !== undefined ? { groupId: message.group } : { person: who }),
      type: 'text',
      payload: { type: 'text', text: { body: 'sent' } },
      sentAt: new Date(this.#now * 1_000),
    };
    if (told.what === 'sent') {
      if (message.isOurs) await history.recordSent({ ...send, id: message.id });
    } else if (told.what === 'refused') {
      await history.recordRefused({ message: send, metaCode: 131050 });
    } else if (told.what === 'read') {
      if (!message.isOurs) await history.recordRead(message.id);
    } else if (told.what !== 'status' || message.isOurs) {
      const [field, value] = this.#webhook({ ...told, late }, message, who, person);
      const metadata = { display_phone_number: BUSINESS, phone_number_id: number.id };
      const whole = { messaging_product: 'whatsapp', metadata, ...value };
      const body = bodyOf(field, whole, { id: number.account });
      const receivedAt = this.#now * 1_000;
      const delivery = { id: newDeliveryId(receivedAt), receivedAt, size: body.length, changes: [] };
      await log.append(eventsOf(body, receivedAt), delivery);
    }
    if (told.pauses) await history.catchUp();
  }

  /** What Meta posts of it: its field and value. */
  #webhook(told: Happening, message: Message, who: Named, person: number): [string, JsonObject] {
    const { id, isOurs, group } = message;
    const timestamp = String(this.#now - told.late);
    const from = { from: who.waId, from_user_id: who.userId, from_parent_user_id: who.parentUserId };
    const ids = { user_id: who.userId, wa_id: who.waId, parent_user_id: who.parentUserId };
    const text = { id, timestamp: String(message.at), type: 'text', text: { body: id } };
    this.#count += 1;
    const unique = `${this.run}-${this.#count}`;
    switch (told.what) {
      case 'message': {
        const to = { to: who.waId, to_user_id: who.userId, to_parent_user_id: who.parentUserId };
        if (isOurs)
          return [
            'smb_message_echoes',
            { message_echoes: [{ ...to, from: BUSINESS, group_id: group, ...text }] },
          ];
        const referral = told.flag ? { referral: { source_type: 'ad', source_id: '1' } } : {};
        return ['messages', { messages: [{ ...from, ...referral, group_id: group, ...text }] }];
      }
      case 'status': {
        const member = { recipient_participant_id: who.waId, recipient_participant_user_id: who.userId };
        const to = group
          ? { recipient_id: group, recipient_type: 'group', ...member }
          : { recipient_id: who.waId, recipient_user_id: who.userId };
        const errors = told.status === 'failed' && told.flag ? { errors: [{ code: 131050 }] } : {};
        const pricing = told.flag ? { pricing: { type: 'free_entry_point' } } : {};
        return [
          'messages',
          { statuses: [{ id, status: told.status, timestamp, ...to, ...errors, ...pricing }] },
        ];
      }
      case 'call': {
        const call = { id: `wacid.${unique}`, event: 'connect', direction: 'USER_INITIATED' };
        return ['calls', { calls: [{ ...from, ...call, timestamp }] }];
      }
      case 'number': {
        const { userId, waId } = this.people.move(person, this.#now, 'number');
        const system = { type: 'user_changed_number', wa_id: waId, user_id: userId };
        return [
          'messages',
          { messages: [{ ...from, id: `s-${unique}`, timestamp, type: 'system', system }] },
        ];
      }
      case 'userId': {
        const before = this.people.current(person, this.#now);
        const { userId, waId } = this.people.move(person, this.#now, 'userId');
        const change = { user_id: { previous: before.userId, current: userId } };
        return ['user_id_update', { user_id_update: [{ ...change, wa_id: waId, timestamp }] }];
      }
      case 'preference': {
        const preference = { ...ids, value: told.flag ? 'stop' : 'resume', timestamp };
        return ['user_preferences', { user_preferences: [preference] }];
      }
      default: {
        const past = { ...text, from: isOurs ? BUSINESS : 'them', history_context: { status: 'READ' } };
        return ['history', { history: [{ threads: [{ context: ids, messages: group ? [] : [past] }] }] }];
      }
    }
  }

  #number(index: number): { id: string; account: string } {
    const number = this.numbers[index];
    if (!number) throw new Error('no such number');
    return number;
  }

  #message(index: number): Message {
    const message = this.messages[index];
    if (!message) throw new Error('no such message');
    return message;
  }
}
