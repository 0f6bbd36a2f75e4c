import { rateMeter } from '../meters/rate';
import { DAY, policy, SECOND } from './policy';

/** Calls to one person. */
export const businessCalls = policy({
  description:
    'Calls that a number makes to one person in 24 hours. Meta counts connected ones; the gateway counts every attempt, ' +
    'and gives back those that Meta refuses.',
  source: 'Meta, Cloud API, Calling, error 138012 (5 a day; the page on permissions says 10)',
  codes: [138012],
  numbers: { perDay: 5 },
  bind: ({ perDay }) => {
    const meter = { kind: 'window', limit: perDay, windowMs: DAY } as const;
    return (phoneNumberId: string, person: string) => [
      {
        policy: 'businessCalls',
        key: `businessCalls:${phoneNumberId}:${person}`,
        subject: phoneNumberId,
        meter,
      },
    ];
  },
});

/** Looks at who may be called. */
export const callPermissionReads = policy({
  description: 'Reads of call permissions (`call_permissions`) of a number a second.',
  source: 'Meta, Cloud API, Calling, "Get current call permission state"',
  codes: [613],
  numbers: { perSecond: 5, marginMs: 40 },
  bind: ({ perSecond, marginMs }) => {
    const meter = rateMeter(perSecond, marginMs, SECOND);
    return (phoneNumberId: string) => [
      {
        policy: 'callPermissionReads',
        key: `callPermissionReads:${phoneNumberId}`,
        subject: phoneNumberId,
        meter,
      },
    ];
  },
});
