import { z } from 'zod';
import { unixSeconds } from '../clock';
import { titleOf, webhookError } from '../messages/error-codes';
import { emitter } from './emitter';
import { head, namesOf, numberOf } from './parties';
import { ofConversations, ofSentMessage } from './subjects';

const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning'] as const;

/** What becomes of messages that were sent, beside what becomes of them by themselves. */
export const messageStatusEmitters = [
  emitter({
    subject: ofSentMessage,
    action: 'status',
    field: 'messages',
    body: z.strictObject({
      status: z.enum(STATUSES),
      /** Of a failure. */
      code: z.int().default(131026),
      details: z.string().optional(),
      /** Whether the price comes with it. */
      pricing: z.boolean().default(false),
    }),
    examples: {
      'The customer has played a voice message': { status: 'played' },
      'A message fails after all': { status: 'failed', code: 131026 },
    },
    emit(message, { status, code, details = titleOf(code), pricing }, { world, whatsApp }) {
      const phoneNumber = numberOf(message.phoneNumberId, world);
      const windowOpen =
        world.customers.windowOpen(phoneNumber.id, message.customer, world.clock.now()) === true;
      const error = status === 'failed' ? { error: { code, details } } : {};
      whatsApp.messageStatus(message, phoneNumber, { status, windowOpen, first: pricing, ...error });
      return {};
    },
  }),
  emitter({
    subject: ofSentMessage,
    action: 'payment',
    field: 'messages',
    body: z.strictObject({
      status: z.enum(['pending', 'captured', 'failed']),
      reference_id: z.string().default('order-17'),
      amount: z.strictObject({ value: z.int(), offset: z.int() }).default({ value: 21_000, offset: 100 }),
      currency: z.string().default('INR'),
    }),
    examples: {
      'An order was paid (India)': { status: 'captured', reference_id: 'order-17' },
      'A payment has failed': { status: 'failed', reference_id: 'order-17' },
    },
    emit(
      { id, customer, phoneNumberId },
      { status, reference_id, amount, currency },
      { world, random, whatsApp },
    ) {
      const phoneNumber = numberOf(phoneNumberId, world);
      const { phone, userId, contact } = namesOf(customer, phoneNumber, whatsApp);
      const now = unixSeconds(world.clock);
      const outcome = { pending: 'pending', captured: 'success', failed: 'failed' }[status];
      const transaction = {
        id: `order_${random.token(12, 'payment', reference_id)}`,
        type: 'razorpay',
        status: outcome,
        created_timestamp: now - 30,
        updated_timestamp: now,
        ...(status === 'captured' && { pg_transaction_id: 'pay_Nx8Qe12', method: { type: 'upi' } }),
        ...(status === 'failed' && { error: { code: 'BAD_REQUEST_ERROR', reason: 'payment_failed' } }),
      };
      const item = {
        id,
        type: 'payment',
        status,
        timestamp: String(now),
        ...(phone !== undefined && { recipient_id: phone }),
        recipient_user_id: userId,
        payment: { reference_id, amount, currency, transaction },
      };
      return { value: { ...head(phoneNumber), contacts: [contact], statuses: [item] } };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'link-click',
    field: 'messages',
    body: z.strictObject({
      click_component: z.enum(['cta', 'body']).default('cta'),
      click_id: z.string().default('Aff-n8ZTODiE79d22KtAwQ'),
      tracking_token: z.string().default('trk-summer'),
    }),
    examples: { 'Somebody has clicked on the link of a marketing message': { click_component: 'cta' } },
    emit: (phoneNumber, click, { world }) => ({
      value: {
        ...head(phoneNumber),
        user_actions: [
          {
            action_type: 'marketing_messages_link_click',
            timestamp: String(unixSeconds(world.clock)),
            marketing_messages_link_click_data: click,
          },
        ],
      },
    }),
  }),
  emitter({
    subject: ofConversations,
    action: 'error',
    field: 'messages',
    body: z.strictObject({ code: z.int().default(130429), details: z.string().optional() }),
    examples: { 'Meta tells of an error that is no single message’s': { code: 130429 } },
    emit: (phoneNumber, { code, details = titleOf(code) }) => ({
      value: { ...head(phoneNumber), errors: [webhookError(code, details)] },
    }),
  }),
  emitter({
    subject: ofConversations,
    action: 'automatic-event',
    field: 'automatic_events',
    body: z.strictObject({
      event_name: z.enum(['LeadSubmitted', 'Purchase']),
      id: z.string().default('wamid.UNKNOWN'),
      ctwa_clid: z.string().default('Aff-n8ZTODiE79d22KtAwQKj9e'),
      custom_data: z
        .strictObject({ currency: z.string(), value: z.number() })
        .default({ currency: 'USD', value: 114.4 }),
    }),
    examples: { 'A chat that came from an ad led to a purchase': { event_name: 'Purchase' } },
    emit: (phoneNumber, { custom_data, ...event }, { world }) => ({
      value: {
        ...head(phoneNumber),
        automatic_events: [
          {
            ...event,
            timestamp: unixSeconds(world.clock),
            ...(event.event_name === 'Purchase' && { custom_data }),
          },
        ],
      },
    }),
  }),
];
