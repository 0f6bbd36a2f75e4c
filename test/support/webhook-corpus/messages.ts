import type { JsonObject } from '../../../src/common/json';
import { INBOUND_SAMPLES } from '../../domains/messages/support/inbound-samples';
import { about, CUSTOMER, contacts, type Sample, USER_ID } from './sample';

const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' };

const status = (name: string, more: JsonObject, fields: Record<string, unknown>): Sample => {
  const payload: JsonObject = {
    id: `wamid.${name}`,
    status: name,
    timestamp: '1739321024',
    recipient_id: CUSTOMER,
    recipient_user_id: USER_ID,
    ...more,
  };
  return {
    name: `status ${name}`,
    field: 'messages',
    value: { ...about, contacts, statuses: [payload] },
    events: [
      {
        type: 'MessageStatusUpdated',
        payload,
        fields: { messageId: payload.id, contact: { userId: USER_ID }, status: fields },
      },
    ],
  };
};

/** The first message after a conversation changed hands: what stands beside it is about it. */
const handedOver: JsonObject = {
  from: CUSTOMER,
  id: 'wamid.handed.over',
  timestamp: '1739321024',
  type: 'text',
  text: { body: 'Hi' },
};
const summary = { type: 'summary', summary: { text: 'Wants a refund' } };

/** Messages of every type, and statuses of every value. */
export const messageSamples: Sample[] = [
  {
    name: 'message with the context of its conversation',
    field: 'messages',
    value: { ...about, contacts, messages: [handedOver], conversation_context: summary },
    events: [
      {
        type: 'MessageReceived',
        payload: handedOver,
        fields: { message: { id: handedOver.id }, conversationContext: summary },
      },
    ],
  },
  ...INBOUND_SAMPLES.map(([name, message, kind, fields], index): Sample => {
    const payload: JsonObject = {
      from: CUSTOMER,
      from_user_id: USER_ID,
      id: `wamid.received.${index}`,
      timestamp: '1739321024',
      ...message,
    };
    return {
      name: `message ${name}`,
      field: 'messages',
      value: { ...about, contacts, messages: [payload] },
      events: [
        {
          type: 'MessageReceived',
          payload,
          fields: {
            contact: { userId: USER_ID, name: 'Pablo Morales' },
            message: { id: payload.id, direction: 'INBOUND', content: { __typename: kind, ...fields } },
          },
        },
      ],
    };
  }),
  status(
    'sent',
    { pricing, biz_opaque_callback_data: 'order 7' },
    { status: 'SENT', pricing: { billable: true } },
  ),
  status('delivered', {}, { status: 'DELIVERED', pricing: null }),
  status('read', {}, { status: 'READ' }),
  status('played', {}, { status: 'PLAYED' }),
  status(
    'failed',
    { errors: [{ code: 131026, title: 'Undeliverable', error_data: { details: 'Not on WhatsApp' } }] },
    { status: 'FAILED', errors: [{ code: 131026, details: 'Not on WhatsApp' }] },
  ),
];
