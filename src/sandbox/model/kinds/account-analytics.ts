import { invalidParameter } from '../../graph-error';
import { numberOf, textOf, wordsOf } from '../../read/arguments';
import type { CallContext } from '../call-context';
import type { Arguments, FieldSpec } from '../kind';
import type { BusinessAccount } from '../records';

const SECONDS: Readonly<Record<string, number>> = {
  HALF_HOUR: 1_800,
  DAY: 86_400,
  DAILY: 86_400,
  MONTH: 2_592_000,
  MONTHLY: 2_592_000,
};

/** Enough for a year by days; half-hours over longer than that are cut. */
const MAXIMUM_POINTS = 400;

interface Period {
  start: number;
  end: number;
}

function periodsOf(args: Arguments, granularities: readonly string[]): Period[] {
  const [start, end] = [numberOf(args, 'start'), numberOf(args, 'end')];
  const granularity = textOf(args, 'granularity');
  if (start === undefined || end === undefined) throw invalidParameter('The parameter start is required.');
  const step = SECONDS[granularity ?? ''];
  if (granularity === undefined || step === undefined || !granularities.includes(granularity)) {
    throw invalidParameter(`Param granularity must be one of {${granularities.join(', ')}}`);
  }
  if (end <= start) throw invalidParameter('Param end must be after start.');
  const periods: Period[] = [];
  for (let from = start; from < end && periods.length < MAXIMUM_POINTS; from += step) {
    periods.push({ start: from, end: Math.min(from + step, end) });
  }
  return periods;
}

/** Numbers that look like a working week and are the same whenever they are asked for. */
function volume(context: CallContext, account: BusinessAccount, name: string, period: Period): number {
  const weekend = [0, 6].includes(new Date(period.start * 1000).getUTCDay());
  const share = context.random.fraction('analytics', account.id, name, period.start);
  return Math.round((weekend ? 60 : 240) * (0.6 + share * 0.8) * ((period.end - period.start) / 86_400));
}

const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'SERVICE', 'UTILITY'];

function dimensions(args: Arguments, account: BusinessAccount, category: string): Record<string, unknown> {
  const wanted = wordsOf(args, 'dimensions') ?? [];
  return {
    ...(wanted.includes('COUNTRY') ? { country: account.country } : {}),
    ...(wanted.includes('PRICING_CATEGORY') ? { pricing_category: category } : {}),
    ...(wanted.includes('PRICING_TYPE')
      ? { pricing_type: category === 'SERVICE' ? 'FREE_CUSTOMER_SERVICE' : 'REGULAR' }
      : {}),
    ...(wanted.includes('CONVERSATION_CATEGORY') ? { conversation_category: category } : {}),
    ...(wanted.includes('CONVERSATION_TYPE') ? { conversation_type: 'REGULAR' } : {}),
  };
}

function byCategory(amount: 'volume' | 'conversation') {
  return (account: BusinessAccount, context: CallContext, args: Arguments): unknown => {
    const split = (wordsOf(args, 'dimensions') ?? []).some((dimension) => dimension.endsWith('CATEGORY'));
    const data_points = periodsOf(args, ['HALF_HOUR', 'DAILY', 'MONTHLY']).flatMap((period) =>
      (split ? CATEGORIES : ['UTILITY']).map((category) => {
        const count = volume(context, account, category, period);
        const cost = category === 'SERVICE' ? 0 : Math.round(count * 2.5) / 100;
        return { ...period, ...dimensions(args, account, category), [amount]: count, cost };
      }),
    );
    return { data: [{ data_points }] };
  };
}

/** Analytics are fields of the account with arguments: `analytics.start(…).end(…).granularity(DAY)`. */
export const analyticsFields = {
  analytics: {
    type: 'WhatsAppBusinessAccountAnalytics',
    description: 'Messages sent and delivered; needs start, end and granularity HALF_HOUR, DAY or MONTH',
    value: (account, context, args) => ({
      phone_numbers: wordsOf(args, 'phone_numbers') ?? [],
      country_codes: wordsOf(args, 'country_codes') ?? [account.country],
      granularity: textOf(args, 'granularity'),
      data_points: periodsOf(args, ['HALF_HOUR', 'DAY', 'MONTH']).map((period) => {
        const sent = volume(context, account, 'sent', period);
        return { ...period, sent, delivered: Math.floor(sent * 0.96) };
      }),
    }),
  },
  conversation_analytics: {
    type: 'WhatsAppBusinessAccountConversationAnalytics',
    description: 'Conversations and their cost; granularity HALF_HOUR, DAILY or MONTHLY',
    value: byCategory('conversation'),
  },
  pricing_analytics: {
    type: 'WhatsAppBusinessAccountPricingAnalytics',
    description: 'Delivered messages and their cost; granularity HALF_HOUR, DAILY or MONTHLY',
    value: byCategory('volume'),
  },
  call_analytics: {
    type: 'WhatsAppBusinessAccountCallAnalytics',
    description: 'Calls, their cost and length; granularity HALF_HOUR, DAILY or MONTHLY',
    value: (account, context, args) => ({
      data: [
        {
          data_points: periodsOf(args, ['HALF_HOUR', 'DAILY', 'MONTHLY']).map((period) => ({
            ...period,
            count: Math.floor(volume(context, account, 'calls', period) / 40),
            cost: 0,
            average_duration: 97,
          })),
        },
      ],
    }),
  },
} satisfies Record<string, FieldSpec<BusinessAccount>>;
