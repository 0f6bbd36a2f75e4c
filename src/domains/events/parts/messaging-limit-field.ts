import type { JsonObject } from '../../../common/json';
import { MessagingLimit } from '../../accounts/messaging-limit';
import { enumValue } from '../../messages/open-enum-field';
import { decimal, text } from '../../messages/read';

const TIERS: Readonly<Record<number, keyof typeof MessagingLimit>> = {
  50: 'TIER_50',
  250: 'TIER_250',
  1000: 'TIER_1K',
  2000: 'TIER_2K',
  10000: 'TIER_10K',
  100000: 'TIER_100K',
  [-1]: 'TIER_UNLIMITED',
};

/** The messaging limit of a portfolio: Meta documents a tier's name and sends a number of users. */
export function messagingLimitOf({ max_daily_conversations_per_business: limit }: JsonObject) {
  const tier = TIERS[decimal(limit) ?? 0];
  return {
    messagingLimit: tier ?? enumValue(MessagingLimit, limit),
    messagingLimitRaw: text(limit),
  };
}
