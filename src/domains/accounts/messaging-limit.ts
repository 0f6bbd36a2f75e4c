import { openEnum } from '../../planner/open-enum';

export const MessagingLimit = openEnum(
  'MessagingLimit',
  'How many unique users may be messaged outside a customer service window in a rolling 24 hours. Since October 2025 ' +
    'the limit belongs to the business portfolio and all its phone numbers share it.',
  {
    TIER_50: '50 users.',
    TIER_250: '250 users: where a portfolio starts.',
    TIER_1K: '1,000 users: a level of the time before October 2025.',
    TIER_2K: '2,000 users: after verification, or 2,000 good deliveries in 30 days.',
    TIER_10K: '10,000 users.',
    TIER_100K: '100,000 users.',
    TIER_UNLIMITED: 'No limit.',
    TIER_NOT_SET: 'Meta has not set a limit yet.',
  },
);
