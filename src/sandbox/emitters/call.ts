import { z } from 'zod';
import { unixSeconds } from '../clock';
import { webhookError } from '../messages/error-codes';
import type { PhoneNumber } from '../model/records';
import { emitter, type Tools } from './emitter';
import { customerField, customerOf, digitsOf, head, namesOf } from './parties';
import { ofConversations } from './subjects';

const SDP =
  'v=0\r\no=- 7669997803033704573 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n';

const common = {
  from: customerField,
  /** The call's id; made when it is left out. */
  call_id: z.string().optional(),
  direction: z.enum(['USER_INITIATED', 'BUSINESS_INITIATED']).default('USER_INITIATED'),
  biz_opaque_callback_data: z.string().optional(),
};

interface CallBody {
  from: string;
  call_id?: string | undefined;
  direction: 'USER_INITIATED' | 'BUSINESS_INITIATED';
  biz_opaque_callback_data?: string | undefined;
}

/** What every item about a call has, and the contact that stands beside it. */
function partsOf(phoneNumber: PhoneNumber, body: CallBody, { world, random, whatsApp, serial }: Tools) {
  const { phone, userId, contact } = namesOf(customerOf(body.from, world), phoneNumber, whatsApp);
  const own = digitsOf(phoneNumber);
  const incoming = body.direction === 'USER_INITIATED';
  return {
    phone,
    userId,
    contact,
    item: {
      id: body.call_id ?? `wacid.${random.token(30, 'call', serial())}`,
      ...(incoming
        ? { ...(phone && { from: phone }), from_user_id: userId, to: own }
        : { from: own, ...(phone && { to: phone }), to_user_id: userId }),
      timestamp: String(unixSeconds(world.clock)),
      direction: body.direction,
      ...(body.biz_opaque_callback_data !== undefined && {
        biz_opaque_callback_data: body.biz_opaque_callback_data,
      }),
    },
  };
}

/** A call that is answered starts the count of permission requests anew. */
function mayAskAgain(phoneNumber: PhoneNumber, { from }: CallBody, { limits, world }: Tools): void {
  limits.callPermissionRequests.forget({ phoneNumber, customer: customerOf(from, world) });
}

/** A call of the customer's opens the service window, answered or not; one of the business's does when it is taken. */
function opensWindow(
  phoneNumber: PhoneNumber,
  { from }: CallBody,
  { world }: Tools,
  at = unixSeconds(world.clock),
): void {
  world.customers.gotInTouch(phoneNumber.id, customerOf(from, world), at * 1000);
}

/** Calls: they arrive, are answered, and end. `call_id` in the answer names the call from then on. */
export const callEmitters = [
  emitter({
    subject: ofConversations,
    action: 'call/connect',
    field: 'calls',
    body: z.strictObject(common),
    examples: {
      'A customer calls': { from: '16505551234' },
      'A call of the business is being connected': { from: '16505551234', direction: 'BUSINESS_INITIATED' },
    },
    emit(phoneNumber, body, tools) {
      const { item, contact } = partsOf(phoneNumber, body, tools);
      if (body.direction === 'USER_INITIATED') opensWindow(phoneNumber, body, tools);
      const session = { sdp_type: body.direction === 'USER_INITIATED' ? 'offer' : 'answer', sdp: SDP };
      const call = { ...item, event: 'connect', session };
      return {
        value: { ...head(phoneNumber), contacts: [contact], calls: [call] },
        answer: { call_id: item.id },
      };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'call/terminate',
    field: 'calls',
    body: z.strictObject({
      ...common,
      status: z.enum(['COMPLETED', 'FAILED']).default('COMPLETED'),
      /** Seconds that it lasted; 0: it was not answered. */
      duration: z.int().min(0).default(42),
      code: z.int().default(138021),
    }),
    examples: {
      'A call has ended after 42 seconds': { from: '16505551234', duration: 42 },
      'A call has failed': { from: '16505551234', status: 'FAILED' },
    },
    emit(phoneNumber, { status, duration, code, ...body }, tools) {
      const { item, contact } = partsOf(phoneNumber, body, tools);
      const now = unixSeconds(tools.world.clock);
      const answered = status === 'COMPLETED' && duration > 0;
      if (answered) opensWindow(phoneNumber, body, tools, now - duration);
      if (answered) mayAskAgain(phoneNumber, body, tools);
      const call = {
        ...item,
        event: 'terminate',
        status,
        ...(answered && { start_time: String(now - duration), end_time: String(now), duration }),
      };
      return {
        value: {
          ...head(phoneNumber),
          contacts: [contact],
          calls: [call],
          ...(status === 'FAILED' && { errors: [webhookError(code, 'The call failed.')] }),
        },
        answer: { call_id: item.id },
      };
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'call/status',
    field: 'calls',
    body: z.strictObject({ ...common, status: z.enum(['RINGING', 'ACCEPTED', 'REJECTED']) }),
    examples: {
      "The customer's phone rings": { from: '16505551234', status: 'RINGING' },
      'The customer accepts the call': { from: '16505551234', status: 'ACCEPTED' },
      'The customer rejects the call': { from: '16505551234', status: 'REJECTED' },
    },
    emit(phoneNumber, { status, ...body }, tools) {
      const { item, contact, phone, userId } = partsOf(phoneNumber, body, tools);
      if (status === 'ACCEPTED') opensWindow(phoneNumber, body, tools);
      if (status === 'ACCEPTED') mayAskAgain(phoneNumber, body, tools);
      const { id, timestamp, biz_opaque_callback_data } = item;
      const told = {
        id,
        type: 'call',
        status,
        timestamp,
        ...(phone !== undefined && { recipient_id: phone }),
        recipient_user_id: userId,
        ...(biz_opaque_callback_data !== undefined && { biz_opaque_callback_data }),
      };
      return {
        value: { ...head(phoneNumber), contacts: [contact], statuses: [told] },
        answer: { call_id: id },
      };
    },
  }),
];
