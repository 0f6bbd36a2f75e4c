import { webhookError } from '../messages/error-codes';
import type { Customer, MessageTemplate, PhoneNumber, SentMessage } from '../model/records';

export type Value = Record<string, unknown>;

export function metadataOf({ id, display_phone_number }: PhoneNumber): Value {
  return { display_phone_number: display_phone_number.replace(/\D/g, ''), phone_number_id: id };
}

/** An item of `contacts`: who hides the phone number is named by BSUID and username only. */
export function contactOf(customer: Customer, userId: string): Value {
  return {
    profile: { name: customer.name, ...(customer.username && { username: customer.username }) },
    ...(!customer.hidesPhone && customer.waId && { wa_id: customer.waId }),
    user_id: userId,
  };
}

export interface StatusParts {
  readonly message: SentMessage;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed' | 'played' | 'deleted' | 'warning';
  readonly timestamp: number;
  readonly userId: string;
  /** Whether the customer wrote within 24 hours, which makes utility templates free. */
  readonly windowOpen: boolean;
  /** Pricing comes once, with the first status. */
  readonly first: boolean;
  readonly error?: { code: number; details: string };
}

function categoryOf({ template }: SentMessage): string {
  return template?.category.toLowerCase() ?? 'service';
}

function pricingOf({ message, windowOpen }: StatusParts): Value {
  const category = categoryOf(message);
  const free = category === 'service' || (category === 'utility' && windowOpen);
  return {
    billable: !free,
    pricing_model: 'PMP',
    category,
    type: free ? 'free_customer_service' : 'regular',
  };
}

function conversationOf({ message, status, timestamp }: StatusParts): Value {
  return {
    id: Buffer.from(message.id.slice(-28)).toString('hex').slice(0, 32),
    ...(status === 'sent' && { expiration_timestamp: String(timestamp + 86_400) }),
    origin: { type: categoryOf(message) },
  };
}

function recipientOf({ message: { recipient, customer }, userId }: StatusParts): Value {
  const phone = customer.hidesPhone ? undefined : customer.waId;
  if (recipient.group_id !== undefined) {
    return {
      recipient_id: recipient.group_id,
      recipient_type: 'group',
      ...(phone && { recipient_participant_id: phone }),
      recipient_participant_user_id: userId,
    };
  }
  return { ...(phone && { recipient_id: phone }), recipient_user_id: userId };
}

/** An item of `statuses`. */
export function statusOf(parts: StatusParts): Value {
  const { message, status, timestamp, error, first } = parts;
  const delivery = status === 'sent' || status === 'delivered';
  return {
    id: message.id,
    status,
    timestamp: String(timestamp),
    ...recipientOf(parts),
    ...(message.callbackData !== undefined && { biz_opaque_callback_data: message.callbackData }),
    ...(delivery && { conversation: conversationOf(parts) }),
    ...(first && status !== 'failed' && { pricing: pricingOf(parts) }),
    ...(error && { errors: [webhookError(error.code, error.details)] }),
  };
}

/** The value of a `message_template_status_update`. The template's id is a number here, however long. */
export function templateStatusOf(
  template: MessageTemplate,
  reason: string | null,
  disabledAt: number,
  event = template.status,
): Value {
  return {
    event,
    message_template_id: BigInt(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    message_template_category: template.category,
    reason,
    ...(event === 'PAUSED' && {
      other_info:
        (template.pauses ?? 1) > 1
          ? {
              title: 'SECOND_PAUSE',
              description: 'The quality of this template is low: it is paused for 6 hours.',
            }
          : {
              title: 'FIRST_PAUSE',
              description: 'The quality of this template is low: it is paused for 3 hours.',
            },
    }),
    ...(event === 'DISABLED' && { disable_info: { disable_date: disabledAt } }),
    ...(event === 'REJECTED' && {
      rejection_info: {
        reason: 'The template was found to go against our policy.',
        recommendation: 'Change its content, and submit it again.',
      },
    }),
  };
}
