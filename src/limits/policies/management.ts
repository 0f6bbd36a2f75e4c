import type { Charge } from '../types';
import { DAY, HOUR, policy, remembering } from './policy';

/** What every call takes: always the same. */
const PLATFORM_CALLS: readonly Charge[] = [
  { policy: 'platformCalls', key: 'platformCalls', meter: { kind: 'gate' } },
];
const USER_CALLS: readonly Charge[] = [{ policy: 'userCalls', key: 'userCalls', meter: { kind: 'gate' } }];

/** Management calls of the app on an account. */
export const managementCalls = policy({
  description:
    "Management calls of the app on one account in a rolling hour: 5,000 where a number of it is registered, else 200. Meta's " +
    'own count (`X-Business-Use-Case-Usage`) corrects it.',
  source: 'Meta, WhatsApp Business Management API, Rate limits',
  codes: [80007, 80008],
  numbers: { activePerHour: 5_000, inactivePerHour: 200 },
  bind: ({ activePerHour, inactivePerHour }) => {
    const active = { kind: 'window', limit: activePerHour, windowMs: HOUR } as const;
    const inactive = { kind: 'window', limit: inactivePerHour, windowMs: HOUR } as const;
    return (accountId: string, isActive: boolean) => [
      {
        policy: 'managementCalls',
        key: `managementCalls:${accountId}`,
        subject: accountId,
        meter: isActive ? active : inactive,
      },
    ];
  },
});

/** Calls of the app as a whole. */
export const platformCalls = policy({
  description:
    "Calls of the app in an hour. How many is Meta's secret (200 for each daily user): closed when `X-App-Usage` reaches " +
    '`closeAtPercent`, or when Meta says so.',
  source: 'Meta, Graph API, Rate limits, "Platform rate limits"',
  codes: [4, 32],
  numbers: { closeAtPercent: 100 },
  bind: () => () => PLATFORM_CALLS,
});

/** Calls with one token. */
export const userCalls = policy({
  description: 'Calls with the token of one user in an hour: closed when Meta says so.',
  source: 'Meta, Graph API, Rate limits, "Platform rate limits"',
  codes: [17],
  numbers: {},
  bind: () => () => USER_CALLS,
});

/** Calls of one endpoint. */
export const endpointCalls = policy({
  description:
    'Calls of one edge of one node, or messages of one account: closed when Meta says so of a limit that they do not count ' +
    'against.',
  // "Calls to this API have exceeded the rate limit", "The WhatsApp Business Account has reached its rate limit": of which
  // calls, and for how long, Meta does not say.
  source: 'Meta, Graph API, Rate limits, 613; Cloud API, Error codes, 80007 and 80008',
  codes: [613, 80007, 80008],
  numbers: {},
  bind: () => {
    const closing = (subject: string, endpoint: string): readonly Charge[] => [
      { policy: 'endpointCalls', key: `endpointCalls:${endpoint}`, subject, meter: { kind: 'gate' } },
    ];
    const ofMessages = remembering((id) => closing(id, `${id}:messages`));
    return (id: string, endpoint?: string) =>
      endpoint === undefined ? ofMessages(id) : closing(id, endpoint);
  },
});

/** New templates of an account. */
export const templateCreation = policy({
  description: 'Templates made in an account in a rolling hour.',
  source: 'Meta, WhatsApp Business Management API, Message templates, "Limitations"',
  codes: [],
  numbers: { perHour: 100 },
  bind: ({ perHour }) => {
    const meter = { kind: 'window', limit: perHour, windowMs: HOUR } as const;
    return (accountId: string) => [
      { policy: 'templateCreation', key: `templateCreation:${accountId}`, subject: accountId, meter },
    ];
  },
});

/** Edits of an approved template. */
export const templateEdits = policy({
  description:
    'Edits of one approved template: once in 24 hours and 10 times in 30 days. What Meta refuses is given back.',
  source: 'Meta, WhatsApp Business Management API, Message templates, "Edit a template"',
  codes: [],
  numbers: { perDay: 1, per30Days: 10 },
  bind: ({ perDay, per30Days }) => {
    const day = { kind: 'window', limit: perDay, windowMs: DAY } as const;
    const month = { kind: 'window', limit: per30Days, windowMs: 30 * DAY } as const;
    return (templateId: string) => [
      { policy: 'templateEdits', key: `templateEdits:${templateId}:day`, subject: templateId, meter: day },
      {
        policy: 'templateEdits',
        key: `templateEdits:${templateId}:month`,
        subject: templateId,
        meter: month,
      },
    ];
  },
});

/** Registering and deregistering a number. */
export const registration = policy({
  description:
    'Registrations and deregistrations of a number in 72 hours, failed ones included. After that Meta locks it for 72 hours.',
  source: 'Meta, Cloud API, Registration',
  codes: [133016],
  numbers: { requests: 10, windowHours: 72 },
  bind: ({ requests, windowHours }) => {
    const meter = { kind: 'window', limit: requests, windowMs: windowHours * HOUR } as const;
    return (phoneNumberId: string) => [
      { policy: 'registration', key: `registration:${phoneNumberId}`, subject: phoneNumberId, meter },
    ];
  },
});

/** Calls of the credit line API. */
export const creditLine = policy({
  description: 'Calls of the credit line API in a rolling hour, for the app as a whole.',
  source: 'Meta, WhatsApp Business Management API, Rate limits',
  codes: [],
  numbers: { perHour: 5_000 },
  bind: ({ perHour }) => {
    const meter = { kind: 'window', limit: perHour, windowMs: HOUR } as const;
    return () => [{ policy: 'creditLine', key: 'creditLine', meter }];
  },
});
