import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, IntField, PartField, PartsField, TextField, TimeField } from '../payload';
import { ContactEvent } from './contact-event';

const AppStateType = openEnum('AppStateType', 'What of the WhatsApp Business app is synchronised.', {
  CONTACT: 'A contact of the address book.',
});

const AppStateAction = openEnum('AppStateAction', 'What was done in the WhatsApp Business app.', {
  ADD: 'Added or edited.',
  REMOVE: 'Removed.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'A contact in the address book of the WhatsApp Business app.',
})
export class AppContact {
  @TextField('full_name', 'The whole name, as it is in the address book.')
  fullName!: string | null;

  @TextField('first_name', 'The first name.')
  firstName!: string | null;

  @TextField('phone_number', 'The phone number.')
  phoneNumber!: string | null;

  @TextField('username', 'The username, where the person has adopted one.')
  username!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'When something was done in the app.' })
export class AppStateMetadata {
  @TimeField('timestamp', 'When it was done.')
  timestamp!: Date | null;

  @IntField('version', "Meta's version of the shape.")
  version!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that was done in the WhatsApp Business app.' })
export class AppStateChange {
  @EnumField(AppStateType, 'type', 'What it was done to.')
  type!: string | null;
  typeRaw!: string | null;

  @EnumField(AppStateAction, 'action', 'What was done.')
  action!: string | null;
  actionRaw!: string | null;

  @PartField(() => AppContact, 'contact', 'The contact after it; of a removed one the number alone.')
  appContact!: AppContact | null;

  @PartField(() => AppStateMetadata, 'metadata', 'When it was done.')
  metadata!: AppStateMetadata | null;
}

@ObjectType({
  implements: [EventType, ContactEvent],
  simpleResolvers: true,
  description:
    'The address book of the WhatsApp Business app was read, or changed (coexistence; `smb_app_state_sync`).',
})
export class AppContactsSynced extends ContactEvent {
  @PartsField(() => AppStateChange, 'state_sync', 'What was done, in order.')
  stateSync!: AppStateChange[];
}

export const appContactsSynced = declaredEvent({
  kind: 'APP_CONTACTS_SYNCED',
  type: AppContactsSynced,
  description: 'The address book of the WhatsApp Business app changed',
  fields: ['smb_app_state_sync'],
  fits: hasObject('state_sync'),
});
