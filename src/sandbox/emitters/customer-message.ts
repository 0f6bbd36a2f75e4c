import { z } from 'zod';
import { unixSeconds } from '../clock';
import { isMediaType } from '../data/sample-files';
import { SandboxFault } from '../http/sandbox-fault';
import { isObject } from '../json';
import type { Customer, PhoneNumber } from '../model/records';
import type { Value } from '../webhooks/payloads';
import { emitter, type Tools } from './emitter';
import { mediaOf } from './inbound-media';
import { completed, SAMPLED_TYPES } from './inbound-samples';
import { customerOf, numberOf } from './parties';
import { ofNothing } from './subjects';

/** WhatsApp tells that the customer moved to another number, or got another BSUID. */
function systemMessage(given: unknown, customer: Customer, phoneNumber: PhoneNumber, tools: Tools): Value {
  const { world, whatsApp, random } = tools;
  const content = isObject(given) ? given : {};
  const { type = 'user_changed_number' } = content;
  const before = { from: customer.waId, from_user_id: whatsApp.userIdOf(customer, phoneNumber) };
  const moves = type === 'user_changed_number' || type === 'customer_changed_number';
  if (moves) {
    const waId = String(
      content.wa_id ?? `1650555${random.digits(4, 'number', customer.key, customer.generation)}`,
    );
    world.customers.changeNumber(customer, waId);
  } else if (type === 'user_changed_user_id') {
    customer.generation += 1;
  }
  const user_id = whatsApp.userIdOf(customer, phoneNumber);
  return {
    ...(customer.hidesPhone || before.from === undefined ? {} : { from: before.from }),
    from_user_id: before.from_user_id,
    type: 'system',
    system: {
      body: moves ? `${customer.name} changed to another phone number` : `${customer.name}'s details changed`,
      ...(moves && !customer.hidesPhone && { wa_id: customer.waId }),
      user_id,
      type,
      ...content,
    },
    ...(type === 'customer_identity_changed' && {
      identity: {
        acknowledged: false,
        created_timestamp: unixSeconds(world.clock),
        hash: random.hex(12, user_id),
      },
    }),
  };
}

function contentOf(
  type: string,
  rest: Value,
  customer: Customer,
  phoneNumber: PhoneNumber,
  tools: Tools,
): Value {
  const { world } = tools;
  if (isMediaType(type)) return { ...rest, type, [type]: mediaOf(type, rest[type], phoneNumber, tools) };
  if (type === 'system') return { ...rest, ...systemMessage(rest.system, customer, phoneNumber, tools) };
  const here = (message: { phoneNumberId: string; customer: Customer }): boolean =>
    message.phoneNumberId === phoneNumber.id && message.customer === customer;
  const content = completed(type, rest, {
    lastSent: world.sentMessages.last(here)?.id ?? 'wamid.UNKNOWN',
    lastReceived: world.receivedMessages.last(here)?.id ?? 'wamid.UNKNOWN',
    now: unixSeconds(world.clock),
  });
  if (content !== undefined) return content;
  throw new SandboxFault(
    'MISSING_FIELD',
    `Field "${type}" is missing: a message of a type that the sandbox has no example of needs its content. ` +
      `Add it, or use one of the types ${SAMPLED_TYPES.join(', ')}.`,
  );
}

const phoneNumberId = '106540352242922';
const from = '16505551234';

/** `POST /sandbox/messages`: a customer writes. Beside type and content goes whatever a message may have. */
export const customerMessage = emitter({
  subject: ofNothing('/messages'),
  action: '',
  field: 'messages',
  body: z.looseObject({
    phoneNumberId: z.coerce.string(),
    from: z.coerce.string(),
    type: z.string().default('text'),
    /** How long ago it was written, as when Meta delivers it late. */
    secondsAgo: z.number().min(0).default(0),
  }),
  examples: {
    'A customer writes': { phoneNumberId, from, type: 'text', text: { body: 'Hi' } },
    'A customer wrote more than a day ago: their service window is closed, for the gateway too': {
      phoneNumberId,
      from: '16505554321',
      type: 'text',
      text: { body: 'Hi' },
      secondsAgo: 90_000,
    },
    'A customer comes from an ad': {
      phoneNumberId,
      from,
      type: 'text',
      referral: {
        source_url: 'https://fb.me/3cr4Wqqkv',
        source_id: '120226305854810726',
        source_type: 'ad',
        headline: 'Summer sale',
        body: '25% off',
        media_type: 'image',
        image_url: 'https://shop.example/ad.png',
        ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4',
      },
    },
    ...Object.fromEntries(
      SAMPLED_TYPES.filter((type) => type !== 'text').map((type) => [
        `A customer's message of type ${type}`,
        { phoneNumberId, from, type },
      ]),
    ),
    'A customer changes phone number': {
      phoneNumberId,
      from: '16505559876',
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '16505559877' },
    },
  },
  emit(_nothing, { phoneNumberId: numberId, from: sender, type, secondsAgo, ...rest }, tools) {
    const phoneNumber = numberOf(numberId, tools.world);
    const customer = customerOf(sender, tools.world);
    const content = contentOf(type, rest, customer, phoneNumber, tools);
    const sent = { ...content, type: String(content.type ?? type) };
    const writtenAt = tools.world.clock.now() - secondsAgo * 1000;
    return { answer: { id: tools.whatsApp.customerWrites(phoneNumber, customer, sent, writtenAt) } };
  },
});
