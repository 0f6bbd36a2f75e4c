import { z } from 'zod';
import { unixSeconds } from '../clock';
import { emitter } from './emitter';
import { customerField, customerOf, head, namesOf } from './parties';
import { ofConversations } from './subjects';

/** What customers change about themselves. */
export const personEmitters = [
  emitter({
    subject: ofConversations,
    action: 'user-id',
    field: 'user_id_update',
    body: z.strictObject({ from: customerField, detail: z.string().optional() }),
    examples: { 'A customer gets another BSUID': { from: '16505551234' } },
    emit(phoneNumber, { from, detail = 'The user id of the user has changed.' }, { world, whatsApp }) {
      const customer = customerOf(from, world);
      const previous = whatsApp.userIdOf(customer, phoneNumber);
      customer.generation += 1;
      const { phone, userId: current, contact } = namesOf(customer, phoneNumber, whatsApp);
      const update = {
        ...(phone !== undefined && { wa_id: phone }),
        detail,
        user_id: { previous, current },
        timestamp: String(unixSeconds(world.clock)),
      };
      return {
        value: { ...head(phoneNumber), contacts: [contact], user_id_update: [update] },
        answer: { previous, current },
      };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'preference',
    field: 'user_preferences',
    body: z.strictObject({ from: customerField, value: z.enum(['stop', 'resume']) }),
    examples: {
      'A customer stops marketing messages: marketing templates fail with 131050': {
        from: '16505551234',
        value: 'stop',
      },
      'They take that back': { from: '16505551234', value: 'resume' },
    },
    emit(phoneNumber, { from, value }, { world, whatsApp }) {
      const customer = customerOf(from, world);
      if (value === 'stop') customer.refusesMarketingFrom.add(phoneNumber.id);
      else customer.refusesMarketingFrom.delete(phoneNumber.id);
      const { phone, userId, contact } = namesOf(customer, phoneNumber, whatsApp);
      const preference = {
        ...(phone !== undefined && { wa_id: phone }),
        user_id: userId,
        detail:
          value === 'stop'
            ? 'User requested to stop marketing messages'
            : 'User requested to resume marketing messages',
        category: 'marketing_messages',
        value,
        timestamp: unixSeconds(world.clock),
      };
      return { value: { ...head(phoneNumber), contacts: [contact], user_preferences: [preference] } };
    },
  }),
];
