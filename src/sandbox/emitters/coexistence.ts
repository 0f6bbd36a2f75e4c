import { z } from 'zod';
import { unixSeconds } from '../clock';
import { isMediaType } from '../data/sample-files';
import { messageId } from '../messages/message-id';
import type { PhoneNumber } from '../model/records';
import type { Value } from '../webhooks/payloads';
import { emitter, type Tools } from './emitter';
import { mediaOf } from './inbound-media';
import { completed } from './inbound-samples';
import { customerField, customerOf, digitsOf, head, namesOf } from './parties';
import { ofConversations } from './subjects';

const HISTORY_DECLINED = {
  code: 2593109,
  title: 'History sync is turned off by the business from the WhatsApp Business App',
  message: 'History sync is turned off by the business from the WhatsApp Business App',
  error_data: { details: 'History sharing is turned off by the business' },
};

const message = z.looseObject({ from: customerField, type: z.string().default('text') });

/** A message of the business that did not come through this API. */
function echoOf(phoneNumber: PhoneNumber, body: z.output<typeof message>, tools: Tools) {
  const { world, random, whatsApp, serial } = tools;
  const { from, type, ...content } = body;
  const { phone, userId, contact } = namesOf(customerOf(from, world), phoneNumber, whatsApp);
  const now = unixSeconds(world.clock);
  const sent = isMediaType(type)
    ? { ...content, type, [type]: mediaOf(type, content[type], phoneNumber, tools) }
    : completed(type, content, { lastSent: 'wamid.UNKNOWN', lastReceived: 'wamid.UNKNOWN', now });
  const echo = {
    from: digitsOf(phoneNumber),
    ...(phone !== undefined && { to: phone }),
    to_user_id: userId,
    id: messageId('sent', from, `echo ${serial()}`, random),
    timestamp: String(now),
    ...(sent ?? { type, ...content }),
  };
  return {
    value: { ...head(phoneNumber), contacts: [contact], message_echoes: [echo] },
    answer: { id: echo.id },
  };
}

/** A thread of past messages, half of them the customer's, an hour apart. */
function threadOf(
  phoneNumber: PhoneNumber,
  customer: string,
  messages: number,
  before: number,
  random: Tools['random'],
) {
  const own = digitsOf(phoneNumber);
  const past = Array.from({ length: messages }, (_item, index): Value => {
    const theirs = index % 2 === 0;
    return {
      from: theirs ? customer : own,
      ...(!theirs && { to: customer }),
      id: messageId(theirs ? 'received' : 'sent', customer, before - index, random),
      timestamp: String(before - (messages - index) * 3_600),
      type: 'text',
      text: { body: theirs ? `Question ${index / 2 + 1}` : `Answer ${(index + 1) / 2}` },
      history_context: { status: theirs ? 'READ' : 'DELIVERED' },
    };
  });
  return { id: customer, messages: past };
}

/** What comes from a number that is used in the WhatsApp Business app too. */
export const coexistenceEmitters = [
  emitter({
    subject: ofConversations,
    action: 'app-echo',
    field: 'smb_message_echoes',
    body: message,
    examples: { 'The business writes from its WhatsApp Business app': { from: '16505551234', type: 'text' } },
    emit: echoOf,
  }),
  emitter({
    subject: ofConversations,
    action: 'api-echo',
    field: 'message_echoes',
    body: message,
    examples: {
      'The business writes through another app or solution': { from: '16505551234', type: 'text' },
    },
    emit: echoOf,
  }),
  emitter({
    subject: ofConversations,
    action: 'contact-sync',
    field: 'smb_app_state_sync',
    body: z.strictObject({
      action: z.enum(['add', 'remove']).default('add'),
      phone_number: customerField,
      full_name: z.string().optional(),
      first_name: z.string().optional(),
    }),
    examples: {
      'A contact was added or edited in the app': {
        action: 'add',
        phone_number: '16505551234',
        full_name: 'Ann Lee',
      },
      'A contact was removed': { action: 'remove', phone_number: '16505551234' },
    },
    emit(phoneNumber, { action, ...contact }, { world }) {
      const metadata = { timestamp: String(unixSeconds(world.clock)), version: 1 };
      return {
        value: { ...head(phoneNumber), state_sync: [{ type: 'contact', contact, action, metadata }] },
      };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'history',
    field: 'history',
    body: z.strictObject({
      phase: z.int().min(0).max(2).default(0),
      chunk_order: z.int().min(1).default(1),
      progress: z.int().min(0).max(100).default(100),
      threads: z.int().min(1).max(1_000).default(2),
      messagesPerThread: z.int().min(1).max(1_000).default(4),
      declined: z.boolean().default(false),
      /** A file of the past instead of threads: Meta hands those over apart. */
      media: z.boolean().default(false),
    }),
    examples: {
      'Past conversations are handed over': { phase: 0, chunk_order: 1, progress: 100, threads: 2 },
      'A file of a past conversation is handed over': { media: true },
      'The business does not share its history': { declined: true },
    },
    emit(phoneNumber, { threads, messagesPerThread, declined, media, ...metadata }, tools) {
      const { world, random } = tools;
      if (declined) return { value: { ...head(phoneNumber), history: [{ errors: [HISTORY_DECLINED] }] } };
      const before = unixSeconds(world.clock) - 3_600;
      if (media) {
        const file = {
          from: '16505551000',
          id: messageId('received', '16505551000', before, random),
          timestamp: String(before),
          type: 'image',
          image: mediaOf('image', undefined, phoneNumber, tools),
        };
        return { value: { ...head(phoneNumber), messages: [file] } };
      }
      const list = Array.from({ length: threads }, (_item, index) =>
        threadOf(phoneNumber, `1650555${String(1_000 + index)}`, messagesPerThread, before, random),
      );
      return { value: { ...head(phoneNumber), history: [{ metadata, threads: list }] } };
    },
  }),
];
