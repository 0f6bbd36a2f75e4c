import { z } from 'zod';
import { unixSeconds } from '../clock';
import { metadataOf } from '../webhooks/payloads';
import { emitter } from './emitter';
import { customerField, customerOf, head, namesOf } from './parties';
import { ofConversations } from './subjects';

/** Conversations that several apps answer. */
export const routingEmitters = [
  emitter({
    subject: ofConversations,
    action: 'handover',
    field: 'messaging_handovers',
    body: z.strictObject({
      type: z.enum(['control_passed', 'control_taken']),
      from: customerField,
      previous_owner_role: z.string().default('ai_agent'),
      new_owner_role: z.string().default('customer_service'),
      metadata: z.string().max(2_000).optional(),
      summary: z.string().default('The customer asks for a refund of order 17.'),
    }),
    examples: {
      'An agent hands a conversation over': { type: 'control_passed', new_owner_role: 'customer_service' },
      'Another app takes it': { type: 'control_taken', new_owner_role: 'escalation' },
    },
    emit(phoneNumber, { type, from, summary, ...control }, { world, whatsApp }) {
      const { phone } = namesOf(customerOf(from, world), phoneNumber, whatsApp);
      const context = { type: 'summary', summary: { text: summary } };
      return {
        value: {
          messaging_product: 'whatsapp',
          ...(phone !== undefined && { sender: { phone_number: phone } }),
          recipient: metadataOf(phoneNumber),
          type,
          timestamp: String(unixSeconds(world.clock)),
          [type]: { ...control, previous_owner_app_id: world.app.id, conversation_context: context },
        },
      };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'standby',
    field: 'standby',
    body: z.strictObject({ from: customerField, text: z.string().default('Is anybody there?') }),
    examples: { 'A customer writes while another app owns the conversation': { from: '16505551234' } },
    emit(phoneNumber, { from, text }, { world, random, whatsApp, serial }) {
      const { phone, userId, contact } = namesOf(customerOf(from, world), phoneNumber, whatsApp);
      const message = {
        ...(phone !== undefined && { from: phone }),
        from_user_id: userId,
        id: `wamid.${random.token(40, 'standby', serial())}`,
        timestamp: String(unixSeconds(world.clock)),
        type: 'text',
        text: { body: text },
      };
      return { value: { ...head(phoneNumber), standby: { contacts: [contact], messages: [message] } } };
    },
  }),
];
