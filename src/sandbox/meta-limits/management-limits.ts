import type { Clock } from '../clock';
import type { App } from '../model/kinds/app';
import type { BusinessAccount, MessageTemplate, PhoneNumber } from '../model/records';
import { CeilingLimit } from './ceiling-limit';
import { WindowLimit } from './window-limit';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An app's calls about an account. */
export interface ManagementCall {
  readonly app: Pick<App, 'id'>;
  readonly account: Pick<BusinessAccount, 'id'>;
  /** Whether the account has a registered number. */
  readonly isActive: boolean;
}

/** An account that is to have so many templates. */
export interface TemplateCount {
  readonly account: Pick<BusinessAccount, 'id'>;
  readonly count: number;
  /** Whether the portfolio is verified and has an approved display name. */
  readonly isEstablished: boolean;
}

/** Meta's limits on what is asked of the Graph API besides messages. */
export function managementLimits(clock: Clock) {
  return {
    managementCalls: new WindowLimit(
      {
        description: "An app's management calls about an account in an hour; those refused count as well",
        per: 'app/account',
        code: 80007,
        numbers: { inactive: 200, active: 5_000, windowMs: HOUR },
        keyOf: ({ app, account }: ManagementCall) => `${app.id}/${account.id}`,
        windows: ({ inactive, active, windowMs }, { isActive }) => [
          { most: isActive ? active : inactive, ms: windowMs },
        ],
        countsRefused: true,
      },
      clock,
    ),
    appCalls: new WindowLimit(
      {
        description: "An app's calls in an hour that count for nothing else; those refused count as well",
        per: 'app',
        code: 4,
        // Meta multiplies by the users of a day; here the app has so many.
        numbers: { callsPerUser: 200, dailyUsers: 50, windowMs: HOUR },
        keyOf: ({ id }: Pick<App, 'id'>) => id,
        windows: ({ callsPerUser, dailyUsers, windowMs }) => [
          { most: callsPerUser * dailyUsers, ms: windowMs },
        ],
        countsRefused: true,
      },
      clock,
    ),
    templateCreation: new WindowLimit(
      {
        description: 'Templates that are created in an account in an hour',
        per: 'account',
        code: 80007,
        numbers: { templates: 100, windowMs: HOUR },
        keyOf: ({ id }: Pick<BusinessAccount, 'id'>) => id,
        windows: ({ templates, windowMs }) => [{ most: templates, ms: windowMs }],
      },
      clock,
    ),
    templateEdits: new WindowLimit(
      {
        description: 'Edits of an approved template; one that is paused or rejected can be edited at will',
        per: 'template',
        code: 100,
        numbers: { perDay: 1, perMonth: 10 },
        keyOf: ({ id }: Pick<MessageTemplate, 'id'>) => id,
        windows: ({ perDay, perMonth }) => [
          { most: perDay, ms: DAY },
          { most: perMonth, ms: 30 * DAY },
        ],
      },
      clock,
    ),
    templates: new CeilingLimit(
      {
        description: 'Templates of an account',
        per: 'account',
        code: 2388019,
        numbers: { atFirst: 250, established: 6_000 },
        keyOf: ({ account }: TemplateCount) => account.id,
        countOf: ({ count }) => count,
        most: ({ atFirst, established }, { isEstablished }) => (isEstablished ? established : atFirst),
      },
      clock,
    ),
    registration: new WindowLimit(
      {
        description:
          'Registrations and deregistrations of a number in 72 hours; one too many locks it as long',
        per: 'phone number',
        code: 133016,
        numbers: { requests: 10, windowMs: 72 * HOUR },
        keyOf: ({ id }: Pick<PhoneNumber, 'id'>) => id,
        windows: ({ requests, windowMs }) => [{ most: requests, ms: windowMs }],
        lockMs: ({ windowMs }) => windowMs,
      },
      clock,
    ),
    blockedUsers: new CeilingLimit(
      {
        description: 'Customers that a number has blocked',
        per: 'phone number',
        code: 139101,
        numbers: { users: 64_000 },
        keyOf: ({ phoneNumber }: { phoneNumber: Pick<PhoneNumber, 'id'>; count: number }) => phoneNumber.id,
        countOf: ({ count }) => count,
        most: ({ users }) => users,
      },
      clock,
    ),
  };
}
