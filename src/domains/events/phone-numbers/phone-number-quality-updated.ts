import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { MessagingLimit } from '../../accounts/messaging-limit';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { messagingLimitOf } from '../parts/messaging-limit-field';
import { EnumField } from '../payload';
import { PhoneNumberEvent } from './phone-number-event';

const PhoneNumberQualityEvent = openEnum(
  'PhoneNumberQualityEvent',
  'What became of how much a phone number may send.',
  {
    ONBOARDING: 'It was registered.',
    THROUGHPUT_UPGRADE: 'It may send up to 1,000 messages a second from now on.',
    FLAGGED: 'Recipients take its messages badly (until 2025).',
    UNFLAGGED: 'Recipients no longer take its messages badly (until 2025).',
    UPGRADE: 'Its messaging limit rose (until 2026).',
    DOWNGRADE: 'Its messaging limit fell (until 2026).',
  },
);

@ObjectType({
  implements: [EventType, PhoneNumberEvent],
  simpleResolvers: true,
  description: 'The limits of a business phone number changed (`phone_number_quality_update`).',
})
export class PhoneNumberQualityUpdated extends PhoneNumberEvent {
  @EnumField(PhoneNumberQualityEvent, 'event', 'What happened.')
  qualityEvent!: string | null;
  qualityEventRaw!: string | null;

  @EnumField(
    MessagingLimit,
    'max_daily_conversations_per_business',
    'How many unique users the portfolio may message outside windows in 24 hours.',
  )
  messagingLimit!: string | null;
  messagingLimitRaw!: string | null;

  @EnumField(MessagingLimit, 'current_limit', 'The limit of the number alone; Meta dropped it in 2026.')
  currentLimit!: string | null;
  currentLimitRaw!: string | null;

  @EnumField(MessagingLimit, 'old_limit', 'What the limit was before; Meta dropped it in 2026.')
  oldLimit!: string | null;
  oldLimitRaw!: string | null;
}

export const phoneNumberQualityUpdated = declaredEvent({
  kind: 'PHONE_NUMBER_QUALITY_UPDATED',
  type: PhoneNumberQualityUpdated,
  description: 'The limits of a phone number changed',
  fields: ['phone_number_quality_update'],
  fits: hasText('event', 'display_phone_number'),
  also: ({ payload }) => messagingLimitOf(payload),
});
