import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, TextField } from '../payload';
import { PhoneNumberEvent } from './phone-number-event';

const BusinessUsernameStatus = openEnum('BusinessUsernameStatus', 'Where a business username stands.', {
  APPROVED: 'In use.',
  RESERVED: 'Kept for the phone number, not in use yet.',
  DELETED: 'Given up.',
});

@ObjectType({
  implements: [EventType, PhoneNumberEvent],
  simpleResolvers: true,
  description: 'The username of a business phone number changed (`business_username_updates`).',
})
export class BusinessUsernameUpdated extends PhoneNumberEvent {
  @TextField('username', 'The username; null when it was given up.')
  username!: string | null;

  @EnumField(BusinessUsernameStatus, 'status', 'Where it stands.')
  usernameStatus!: string | null;
  usernameStatusRaw!: string | null;
}

export const businessUsernameUpdated = declaredEvent({
  kind: 'BUSINESS_USERNAME_UPDATED',
  type: BusinessUsernameUpdated,
  description: 'The username of a phone number changed',
  fields: ['business_username_updates', 'business_username_update'],
  fits: hasText('username', 'status'),
});
