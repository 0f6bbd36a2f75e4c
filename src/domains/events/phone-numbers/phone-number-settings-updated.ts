import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, IdField, PartField, TimeField } from '../payload';
import { CallingSettings } from './calling-settings';
import { PhoneNumberEvent } from './phone-number-event';

const SettingsType = openEnum('SettingsType', 'Whose settings changed.', {
  PHONE_NUMBER_SETTINGS: 'Those of a phone number.',
});

@ObjectType({ simpleResolvers: true, description: 'The settings of a phone number after a change.' })
export class ChangedPhoneNumberSettings {
  @IdField('phone_number_id', 'The phone number.')
  phoneNumberId!: string | null;

  @PartField(() => CallingSettings, 'calling', 'How it takes calls.')
  calling!: CallingSettings | null;
}

@ObjectType({
  implements: [EventType, PhoneNumberEvent],
  simpleResolvers: true,
  description:
    'The settings of a business phone number changed, also by ourselves; only calling for now (`account_settings_update`).',
})
export class PhoneNumberSettingsUpdated extends PhoneNumberEvent {
  @EnumField(SettingsType, 'type', 'Whose settings changed.')
  settingsType!: string | null;
  settingsTypeRaw!: string | null;

  @TimeField('timestamp', 'When they changed.')
  changedAt!: Date | null;

  @PartField(() => ChangedPhoneNumberSettings, 'phone_number_settings', 'The settings now.')
  phoneNumberSettings!: ChangedPhoneNumberSettings | null;
}

export const phoneNumberSettingsUpdated = declaredEvent({
  kind: 'PHONE_NUMBER_SETTINGS_UPDATED',
  type: PhoneNumberSettingsUpdated,
  description: 'The settings of a phone number changed',
  fields: ['account_settings_update'],
  fits: hasObject('phone_number_settings'),
});
