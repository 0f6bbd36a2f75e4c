import { Field, ID, ObjectType } from 'type-graphql';
import { readCallbackData } from '../../common/callback-data';
import { type JsonObject, textOf } from '../../common/json';
import { groupIdOf, personRef, recipientOf } from '../../events/people';
import type { StatusRecord } from '../../history/types';
import { Contact, contactOf } from '../contacts/contact';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars';
import { BillingConversation, billingConversationOf } from './billing-conversation';
import { MessageDeliveryStatus } from './message-enums';
import { errorsOf, MessageError } from './message-error';
import { MessagePricing, pricingOf } from './message-pricing';
import { enumValue, OpenEnumField } from './open-enum-field';
import { PaymentUpdate, paymentOf } from './payment-update';
import { make, text } from './read';

@ObjectType({
  simpleResolvers: true,
  description: 'A step that an outbound message has come, as Meta reported it.',
})
export class MessageStatus {
  @OpenEnumField(MessageDeliveryStatus, 'status', 'The step.')
  status!: string | null;
  statusRaw!: string | null;

  @Field(() => DateTimeScalar, { description: "When it came to that, by Meta's clock." })
  timestamp!: Date;

  @Field(() => Contact, {
    nullable: true,
    description: 'The person it came to that for; in a group, the participant where Meta names one.',
  })
  recipient!: Contact | null;

  @Field(() => ID, { nullable: true, description: 'The group that the message went to.' })
  groupId!: string | null;

  @Field(() => MessagePricing, {
    nullable: true,
    description:
      'What the message costs. Comes once: with `SENT`, or with the first of `DELIVERED` and `READ`.',
  })
  pricing!: MessagePricing | null;

  @Field(() => BillingConversation, {
    nullable: true,
    description: 'The conversation that Meta counts it to.',
  })
  conversation!: BillingConversation | null;

  @Field(() => [MessageError], { description: 'Why it failed; empty otherwise.' })
  errors!: MessageError[];

  @Field(() => String, {
    nullable: true,
    description: 'What was given as `bizOpaqueCallbackData` when it was sent.',
  })
  bizOpaqueCallbackData!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'By what the gateway knows the send of this message (`SendAttempt.correlationId`); null for messages that were sent ' +
      'with callback data and without an idempotency key, or elsewhere.',
  })
  correlationId!: string | null;

  @Field(() => PaymentUpdate, {
    nullable: true,
    description: 'How the payment stands that the message asked for (India).',
  })
  payment!: PaymentUpdate | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The template that Meta made of the message (Direct Send).',
  })
  templateId!: string | null;

  @Field(() => JsonScalar, { description: 'The status as Meta sent it, unknown keys included.' })
  payload!: JsonObject;
}

/** A status that Meta reported. */
export function messageStatusOf({ status, occurredAt, payload }: StatusRecord): MessageStatus {
  const { correlationId, own } = readCallbackData(textOf(payload.biz_opaque_callback_data));
  const statusRaw = text(payload.status) ?? status;
  return make(MessageStatus, {
    status: enumValue(MessageDeliveryStatus, statusRaw),
    statusRaw,
    timestamp: occurredAt,
    recipient: contactOf(personRef(recipientOf(payload), undefined), {
      identityKeyHash: text(payload.recipient_identity_key_hash),
    }),
    groupId: groupIdOf(payload) ?? null,
    pricing: pricingOf(payload),
    conversation: billingConversationOf(payload.conversation),
    errors: errorsOf(payload.errors),
    bizOpaqueCallbackData: own ?? null,
    correlationId: correlationId ?? null,
    payment: paymentOf(payload.payment),
    templateId: text(payload.template_id),
    payload,
  });
}
