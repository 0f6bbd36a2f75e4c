import { Field, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, objectOf } from '../../common/json';
import { openEnum } from '../../planner/open-enum';
import { enumValue, OpenEnumField } from './open-enum-field';
import { flag, make, text } from './read';

const MessagePricingModel = openEnum('MessagePricingModel', 'How Meta charges for messages.', {
  PMP: 'Per-message pricing.',
  CBP: 'Conversation-based pricing, until July 2025.',
});

const MessagePricingType = openEnum('MessagePricingType', 'Why a message costs something, or nothing.', {
  REGULAR: 'It is charged.',
  FREE_CUSTOMER_SERVICE: 'Free: a reply inside the customer service window.',
  FREE_ENTRY_POINT:
    'Free: the customer came by a click-to-WhatsApp ad or a Page button, in the last 72 hours.',
});

const MessagePricingCategory = openEnum('MessagePricingCategory', 'What rate a message is charged at.', {
  AUTHENTICATION: 'Authentication.',
  AUTHENTICATION_INTERNATIONAL: 'Authentication from abroad, in countries with a rate of their own for it.',
  MARKETING: 'Marketing.',
  MARKETING_LITE: 'Marketing, sent through the Marketing Messages API.',
  UTILITY: 'Utility.',
  SERVICE: 'Service: anything but a template.',
  REFERRAL_CONVERSION: 'Free entry point.',
  GROUP_MARKETING: 'Marketing, in a group.',
  GROUP_UTILITY: 'Utility, in a group.',
  GROUP_SERVICE: 'Service, in a group.',
  GENERAL_PURPOSE_AI: 'Service by a general-purpose AI.',
});

@ObjectType({
  simpleResolvers: true,
  description: "What a message costs, as one of its statuses said. Amounts are in the account's analytics.",
})
export class MessagePricing {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is charged. Meta is going to drop this: see `type`.',
  })
  billable!: boolean | null;

  @OpenEnumField(MessagePricingModel, 'pricing_model', 'How Meta charges for it.')
  pricingModel!: string | null;
  pricingModelRaw!: string | null;

  @OpenEnumField(MessagePricingType, 'type', 'Why it is charged, or free.')
  type!: string | null;
  typeRaw!: string | null;

  @OpenEnumField(MessagePricingCategory, 'category', 'The rate it is charged at.')
  category!: string | null;
  categoryRaw!: string | null;
}

/** The pricing that a status carries; group statuses may hold it inside `conversation`. */
export function pricingOf(status: JsonObject): MessagePricing | null {
  const pricing = isObject(status.pricing) ? status.pricing : objectOf(status.conversation).pricing;
  if (!isObject(pricing)) return null;
  return make(MessagePricing, {
    billable: flag(pricing.billable),
    pricingModel: enumValue(MessagePricingModel, pricing.pricing_model),
    pricingModelRaw: text(pricing.pricing_model),
    type: enumValue(MessagePricingType, pricing.type),
    typeRaw: text(pricing.type),
    category: enumValue(MessagePricingCategory, pricing.category),
    categoryRaw: text(pricing.category),
  });
}
