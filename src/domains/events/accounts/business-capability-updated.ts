import { ObjectType } from 'type-graphql';
import { MessagingLimit } from '../../accounts/messaging-limit';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { messagingLimitOf } from '../parts/messaging-limit-field';
import { EnumField, IntField } from '../payload';
import { AccountEvent } from './account-event';

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description: 'What a portfolio may do has changed (`business_capability_update`).',
})
export class BusinessCapabilityUpdated extends AccountEvent {
  @EnumField(
    MessagingLimit,
    'max_daily_conversations_per_business',
    'How many unique users the portfolio may message outside windows in 24 hours; Meta sends a tier or a number.',
  )
  messagingLimit!: string | null;
  messagingLimitRaw!: string | null;

  @IntField(
    'max_daily_conversation_per_phone',
    'The same for each phone number, until February 2026; -1 is without limit.',
  )
  maxDailyConversationPerPhone!: number | null;

  @IntField('max_phone_numbers_per_business', 'How many phone numbers the portfolio may have.')
  maxPhoneNumbersPerBusiness!: number | null;

  @IntField('max_phone_numbers_per_waba', 'How many phone numbers an account may have.')
  maxPhoneNumbersPerWaba!: number | null;
}

export const businessCapabilityUpdated = declaredEvent({
  kind: 'BUSINESS_CAPABILITY_UPDATED',
  type: BusinessCapabilityUpdated,
  description: 'What a portfolio may do has changed',
  fields: ['business_capability_update'],
  fits: hasText(
    'max_daily_conversations_per_business',
    'max_daily_conversation_per_phone',
    'max_phone_numbers_per_business',
    'max_phone_numbers_per_waba',
  ),
  also: ({ payload }) => messagingLimitOf(payload),
});
