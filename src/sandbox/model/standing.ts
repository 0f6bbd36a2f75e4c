import type { BusinessAccount, HealthError } from './records';
import type { World } from './world';

/** Why an account can't do something now: Meta's code, and what to tell people. */
export interface Refusal {
  readonly code: number;
  readonly details: string;
}

/** What a send is, as far as restrictions tell sends apart. */
export interface SendKind {
  /** Outside of a window that the customer opened. */
  readonly businessInitiated: boolean;
  /** The template's, if it is one. */
  readonly category?: string | undefined;
}

/** Whether Meta trusts the owner with many templates: verified, and with a number whose name was approved. */
export function isEstablished({ ownerBusinessId }: BusinessAccount, world: World): boolean {
  if (world.businesses.get(ownerBusinessId)?.verification_status !== 'verified') return false;
  return world.phoneNumbers.some(
    ({ accountId, name_status }) =>
      name_status === 'APPROVED' && world.accounts.get(accountId)?.ownerBusinessId === ownerBusinessId,
  );
}

/** The restrictions that hold now. */
function restrictionsOf({ restrictions = [] }: BusinessAccount, now: number): string[] {
  return restrictions.filter(({ until }) => until === undefined || until > now).map(({ type }) => type);
}

/** Whether Meta lets the account send that, and if not, why. */
export function refusalOf(account: BusinessAccount, kind: SendKind, now: number): Refusal | undefined {
  if (account.ban === 'DISABLE') {
    return { code: 131031, details: 'Business Account has been disabled for violating a policy.' };
  }
  const initiated = kind.businessInitiated ? 'BIZ' : 'CUSTOMER';
  const fatal = [
    `RESTRICTED_${initiated}_INITIATED_MESSAGING`,
    ...(kind.category === 'UTILITY' ? ['RESTRICTED_UTILITY_TEMPLATES'] : []),
  ];
  const found = restrictionsOf(account, now).find((type) => fatal.includes(type));
  return found === undefined
    ? undefined
    : { code: 368, details: `The account has the restriction ${found}.` };
}

/** What `health_status` tells of the account itself, and how bad that is. */
export function accountFault(
  account: BusinessAccount,
  now: number,
): { ability: 'LIMITED' | 'BLOCKED'; error: HealthError } | undefined {
  if (account.ban === 'DISABLE') {
    return {
      ability: 'BLOCKED',
      error: {
        error_code: 141014,
        error_description: 'The WhatsApp Business account is banned.',
        possible_solution: 'Request a review in the Business Support Home.',
      },
    };
  }
  if (account.healthError) return { ability: 'BLOCKED', error: account.healthError };
  const [restriction] = restrictionsOf(account, now);
  if (restriction === undefined) return undefined;
  return {
    ability: 'LIMITED',
    error: {
      error_code: 368,
      error_description: `The account has the restriction ${restriction}.`,
      possible_solution: 'Wait until it expires, or request a review in the Business Support Home.',
    },
  };
}
