import type { Charge, UniqueMeter } from '../types';
import { DAY, HOUR, policy, remembering } from './policy';

/** Counts, and refuses nothing: what Meta grants is not known yet. */
export const UNKNOWN_LIMIT = Number.MAX_SAFE_INTEGER;

/** Customers whom a portfolio writes to first. */
export const messagingLimit = policy({
  description:
    'Different customers messaged outside a customer service window in a rolling 24 hours, for all numbers of a business ' +
    'portfolio together. The number is the one Meta grants, unless `customers` is set above 0.',
  source: 'Meta, WhatsApp Business Platform, Messaging limits',
  codes: [131064],
  numbers: { customers: 0, windowHours: 24 },
  bind: ({ customers, windowHours }) => {
    return (portfolioId: string, granted: number | undefined, person: string) => {
      const limit = customers > 0 ? customers : (granted ?? UNKNOWN_LIMIT);
      if (limit === Number.POSITIVE_INFINITY) return [];
      const meter: UniqueMeter = { kind: 'unique', limit, windowMs: windowHours * HOUR };
      return [
        {
          policy: 'messagingLimit',
          key: `messagingLimit:${portfolioId}`,
          subject: portfolioId,
          meter,
          member: person,
        },
      ];
    };
  },
});

/** Messages of a number, while Meta says that too many were not wanted. */
export const spamRate = policy({
  description:
    'Messages of a number that customers blocked or reported too often: closed only when Meta says so. Its refusal of a ' +
    'template closes templates; that of any other message closes all.',
  // "There are restrictions on how many messages can be sent from this phone number": whether they are for answers to
  // customers too, Meta does not say. They are kept back when one of them was refused.
  source: 'Meta, Cloud API, Error codes, 131048',
  codes: [131048],
  numbers: {},
  bind: () => {
    const closing = (subject: string, key: string): readonly Charge[] => [
      { policy: 'spamRate', key: `spamRate:${key}`, subject, meter: { kind: 'gate' } },
    ];
    const unasked = remembering((id) => closing(id, id));
    const answers = remembering((id) => closing(id, `${id}:answers`));
    return (phoneNumberId: string, isUnasked: boolean) =>
      isUnasked ? unasked(phoneNumberId) : answers(phoneNumberId);
  },
});

/** Marketing to somebody who has had enough of it. */
export const userMarketing = policy({
  description:
    'Marketing templates to one person, from whatever number: closed for 24 hours when Meta says that the person gets no more ' +
    'for now. How many there may be, of all businesses together, Meta does not tell.',
  source: 'Meta, WhatsApp Business Platform, Per-user marketing template message limits, 131049',
  codes: [131049],
  numbers: {},
  bind: () => (person: string) => [
    { policy: 'userMarketing', key: `userMarketing:${person}`, meter: { kind: 'gate' } },
  ],
});

/** Requests for permission to call somebody. */
export const callPermissionRequests = policy({
  description: 'Requests for permission to call one person: once in 24 hours and twice in 7 days.',
  source: 'Meta, Cloud API, Calling, "User call permissions"',
  codes: [138009],
  numbers: { perDay: 1, perWeek: 2 },
  bind: ({ perDay, perWeek }) => {
    const day = { kind: 'window', limit: perDay, windowMs: DAY } as const;
    const week = { kind: 'window', limit: perWeek, windowMs: 7 * DAY } as const;
    return (phoneNumberId: string, person: string) => {
      const key = `callPermissionRequests:${phoneNumberId}:${person}`;
      return [
        { policy: 'callPermissionRequests', key: `${key}:day`, subject: phoneNumberId, meter: day },
        { policy: 'callPermissionRequests', key: `${key}:week`, subject: phoneNumberId, meter: week },
      ];
    };
  },
});
