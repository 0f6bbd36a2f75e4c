import type { CallContext } from '../model/call-context';
import type { Customer, PhoneNumber, SentMessage } from '../model/records';
import { messageError } from './error-codes';

interface Envelope {
  recipient_type?: 'individual' | 'group' | undefined;
  to?: string | number | undefined;
  recipient?: string | undefined;
}

/** Whom a message goes to, and how the reply's `contacts` shows them. */
export interface Recipient {
  customer: Customer;
  recipient: SentMessage['recipient'];
  contact: Record<string, unknown>;
}

/** Any group id is taken for a group of two; its first member stands for the group in statuses. */
function groupRecipient(groupId: string, { world }: CallContext): Recipient {
  if (!/^[A-Za-z0-9+/=_-]{8,}$/.test(groupId))
    throw messageError(131009, "Parameter 'to' is not a group id.");
  return {
    customer: world.customers.withPhone('16505550177'),
    recipient: { group_id: groupId },
    contact: { input: groupId, wa_id: groupId },
  };
}

/** Finds the recipient: `to` (a phone number or group) counts before `recipient` (a BSUID). */
export function recipientOf(envelope: Envelope, sender: PhoneNumber, context: CallContext): Recipient {
  const { world } = context;
  const businessId = world.accounts.get(sender.accountId)?.ownerBusinessId ?? '';
  if (envelope.to === undefined || envelope.to === '') {
    if (envelope.recipient === undefined) {
      throw messageError(131008, "Parameter 'to' or 'recipient' is mandatory.");
    }
    const customer = world.customers.withUserId(envelope.recipient);
    if (customer === undefined) throw messageError(131009, "Parameter 'recipient' is not a valid user id.");
    return {
      customer,
      recipient: { user_id: envelope.recipient },
      contact: { input: envelope.recipient, user_id: envelope.recipient },
    };
  }
  const input = String(envelope.to);
  if (envelope.recipient_type === 'group') return groupRecipient(input, context);
  const waId = input.replace(/[\s()+-]/g, '');
  if (!/^[1-9]\d{6,14}$/.test(waId))
    throw messageError(131009, "Parameter 'to' is not a valid phone number.");
  if (waId === sender.display_phone_number.replace(/\D/g, '')) throw messageError(131021);
  if (sender.blockedUsers.includes(waId)) throw messageError(130403);
  const customer = world.customers.withPhone(waId);
  return {
    customer,
    recipient: { wa_id: waId },
    contact: { input, wa_id: waId, user_id: world.customers.userId(customer, businessId) },
  };
}
