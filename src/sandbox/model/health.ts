import type { BusinessAccount, HealthError, MessageTemplate, PhoneNumber } from './records';
import { accountFault } from './standing';
import type { World } from './world';

export const HEALTH_KEYS = ['can_send_message', 'entities'] as const;

type Ability = 'AVAILABLE' | 'LIMITED' | 'BLOCKED';

interface HealthEntity {
  entity_type: string;
  id: string;
  can_send_message: Ability;
  errors?: HealthError[];
  additional_info?: string[];
}

function worst(entities: readonly HealthEntity[]): Ability {
  const abilities = entities.map((entity) => entity.can_send_message);
  if (abilities.includes('BLOCKED')) return 'BLOCKED';
  return abilities.includes('LIMITED') ? 'LIMITED' : 'AVAILABLE';
}

function ofPhoneNumber(phoneNumber: PhoneNumber): HealthEntity {
  const base = { entity_type: 'PHONE_NUMBER', id: phoneNumber.id };
  if (phoneNumber.status !== 'CONNECTED') {
    return {
      ...base,
      can_send_message: phoneNumber.status === 'FLAGGED' ? 'LIMITED' : 'BLOCKED',
      errors: [
        {
          error_code: 141000,
          error_description: `The phone number is ${phoneNumber.status.toLowerCase()}.`,
          possible_solution: 'Register the phone number, or improve its quality rating.',
        },
      ],
    };
  }
  if (phoneNumber.name_status !== 'APPROVED') {
    return {
      ...base,
      can_send_message: 'LIMITED',
      additional_info: [
        'Your display name has not been approved yet. Your message limit will increase then.',
      ],
    };
  }
  return { ...base, can_send_message: 'AVAILABLE' };
}

function above(account: BusinessAccount, world: World): HealthEntity[] {
  const verified = world.businesses.get(account.ownerBusinessId)?.verification_status === 'verified';
  const fault = accountFault(account, world.clock.now());
  return [
    {
      entity_type: 'WABA',
      id: account.id,
      can_send_message: fault?.ability ?? 'AVAILABLE',
      ...(fault && { errors: [fault.error] }),
    },
    {
      entity_type: 'BUSINESS',
      id: account.ownerBusinessId,
      can_send_message: verified ? 'AVAILABLE' : 'LIMITED',
      ...(verified
        ? {}
        : {
            errors: [
              {
                error_code: 141010,
                error_description: 'The Business has not passed business verification.',
                possible_solution: 'Visit business settings and start or resolve the business verification.',
              },
            ],
          }),
    },
    { entity_type: 'APP', id: world.app.id, can_send_message: 'AVAILABLE' },
  ];
}

function health(entities: HealthEntity[]): { can_send_message: Ability; entities: HealthEntity[] } {
  return { can_send_message: worst(entities), entities };
}

export function accountHealth(account: BusinessAccount, world: World): unknown {
  return health(above(account, world));
}

export function phoneNumberHealth(phoneNumber: PhoneNumber, world: World): unknown {
  const account = world.accounts.get(phoneNumber.accountId);
  return health([ofPhoneNumber(phoneNumber), ...(account ? above(account, world) : [])]);
}

export function templateHealth(template: MessageTemplate, world: World): unknown {
  const account = world.accounts.get(template.accountId);
  const approved = template.status === 'APPROVED';
  const own: HealthEntity = {
    entity_type: 'MESSAGE_TEMPLATE',
    id: template.id,
    can_send_message: approved ? 'AVAILABLE' : 'BLOCKED',
    ...(approved
      ? {}
      : {
          errors: [
            {
              error_code: 141002,
              error_description: 'The message template has not been approved.',
              possible_solution: 'Edit the template, or send another one.',
            },
          ],
        }),
  };
  return health([own, ...(account ? above(account, world) : [])]);
}
