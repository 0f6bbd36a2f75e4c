import type { Clock } from '../clock';
import type { BusinessAccount, Customer, Flow, PhoneNumber } from '../model/records';
import { BurstLimit } from './burst-limit';
import { DistinctLimit } from './distinct-limit';
import { WindowLimit } from './window-limit';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

/** One number and one customer. */
export interface Pair {
  readonly phoneNumber: Pick<PhoneNumber, 'id'>;
  readonly customer: Pick<Customer, 'key'>;
}

/** A customer who is written to without having written. */
export interface Opening {
  readonly account: Pick<BusinessAccount, 'ownerBusinessId'>;
  readonly customer: Pick<Customer, 'key'>;
  /** The portfolio's level: `TIER_2K`. */
  readonly tier: string;
}

const pairKey = ({ phoneNumber, customer }: Pair): string => `${phoneNumber.id}/${customer.key}`;

/** Meta's limits on what is said to customers. */
export function messageLimits(clock: Clock) {
  return {
    throughput: new WindowLimit(
      {
        description: 'Messages of a phone number in any second, those that come in included',
        per: 'phone number',
        code: 130429,
        // Older pages of Meta's give coexistence numbers 5 a second, newer ones 20.
        numbers: { standard: 80, high: 1_000, coexistence: 5, windowMs: SECOND },
        keyOf: (phoneNumber: PhoneNumber) => phoneNumber.id,
        windows: ({ standard, high, coexistence, windowMs }, { is_on_biz_app, throughput }) => {
          const byLevel = throughput.level === 'HIGH' ? high : standard;
          return [{ most: is_on_biz_app ? coexistence : byLevel, ms: windowMs }];
        },
      },
      clock,
    ),
    pair: new BurstLimit(
      {
        description: 'Messages of a phone number to one customer',
        per: 'phone number/customer',
        code: 131056,
        numbers: { everyMs: 6 * SECOND, burst: 45 },
        keyOf: pairKey,
      },
      clock,
    ),
    messaging: new DistinctLimit(
      {
        description: 'Customers whom a portfolio writes to outside of their windows in 24 hours',
        per: 'business portfolio',
        code: 131048,
        numbers: {
          TIER_50: 50,
          TIER_250: 250,
          TIER_1K: 1_000,
          TIER_2K: 2_000,
          TIER_10K: 10_000,
          TIER_100K: 100_000,
          windowMs: DAY,
        },
        keyOf: ({ account }: Opening) => account.ownerBusinessId,
        memberOf: ({ customer }) => customer.key,
        most: (numbers, { tier }) =>
          Object.entries(numbers).find(([name]) => name === tier)?.[1] ?? Number.POSITIVE_INFINITY,
        windowMs: ({ windowMs }) => windowMs,
      },
      clock,
    ),
    /** Meta's own is adaptive and not told: here only one magic number has it. */
    userMarketing: new WindowLimit(
      {
        description: 'Marketing templates of all businesses to the magic number that has had enough of them',
        per: 'customer',
        code: 131049,
        numbers: { messages: 2, windowMs: DAY },
        keyOf: ({ key }: Pick<Customer, 'key'>) => key,
        windows: ({ messages, windowMs }) => [{ most: messages, ms: windowMs }],
      },
      clock,
    ),
    testRecipients: new DistinctLimit(
      {
        description: 'Recipients of a test number: the first ones are its list',
        per: 'phone number',
        code: 131030,
        numbers: { recipients: 5 },
        keyOf: ({ phoneNumber }: Pair) => phoneNumber.id,
        memberOf: ({ customer }) => customer.key,
        most: ({ recipients }) => recipients,
        windowMs: () => Number.POSITIVE_INFINITY,
      },
      clock,
    ),
    throttledFlow: new WindowLimit(
      {
        description: 'Sends of a flow that is THROTTLED',
        per: 'flow',
        code: 132069,
        numbers: { sends: 10, windowMs: HOUR },
        keyOf: ({ id }: Pick<Flow, 'id'>) => id,
        windows: ({ sends, windowMs }) => [{ most: sends, ms: windowMs }],
      },
      clock,
    ),
    callPermissionRequests: new WindowLimit(
      {
        description: 'Requests for permission to call a customer; a call that is answered starts it anew',
        per: 'phone number/customer',
        code: 138009,
        numbers: { perDay: 1, perWeek: 2 },
        keyOf: pairKey,
        windows: ({ perDay, perWeek }) => [
          { most: perDay, ms: DAY },
          { most: perWeek, ms: 7 * DAY },
        ],
      },
      clock,
    ),
  };
}
