import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, TextField } from '../payload';
import { PhoneNumberEvent } from './phone-number-event';

const SecurityEvent = openEnum('SecurityEvent', "What happened to a phone number's two-step verification.", {
  PIN_CHANGED: 'The PIN was changed, or two-step verification was turned on or off.',
  PIN_RESET_REQUEST: 'Somebody asked to turn two-step verification off.',
  PIN_REQUEST_SUCCESS: 'Two-step verification was turned off.',
  PIN_RESET_SUCCESS: 'Two-step verification was turned off (older word for PIN_REQUEST_SUCCESS).',
});

@ObjectType({
  implements: [EventType, PhoneNumberEvent],
  simpleResolvers: true,
  description: 'The two-step verification of a business phone number changed (`security`).',
})
export class PhoneNumberSecurityUpdated extends PhoneNumberEvent {
  @EnumField(SecurityEvent, 'event', 'What happened.')
  securityEvent!: string | null;
  securityEventRaw!: string | null;

  @TextField('requester', 'Who asked for it: the id of a user of the portfolio, where Meta says.')
  requester!: string | null;
}

export const phoneNumberSecurityUpdated = declaredEvent({
  kind: 'PHONE_NUMBER_SECURITY_UPDATED',
  type: PhoneNumberSecurityUpdated,
  description: "A phone number's two-step verification changed",
  fields: ['security'],
  fits: hasText('event', 'display_phone_number'),
});
