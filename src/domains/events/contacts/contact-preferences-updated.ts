import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, PartsField, TextField, TimeField } from '../payload';
import { AboutContact, aboutContacts } from './about-contact';
import { ContactEvent } from './contact-event';

const PreferenceCategory = openEnum('PreferenceCategory', 'What a person has a wish about.', {
  MARKETING_MESSAGES: 'Marketing messages of the business.',
});

const PreferenceValue = openEnum('PreferenceValue', 'What a person wishes.', {
  STOP: 'To get none any more. Marketing templates sent all the same fail with code 131050.',
  RESUME: 'To get them again.',
});

@ObjectType({ simpleResolvers: true, description: 'What a person wants to get from the business.' })
export class UserPreference extends AboutContact {
  @EnumField(PreferenceCategory, 'category', 'What it is about.')
  category!: string | null;
  categoryRaw!: string | null;

  @EnumField(PreferenceValue, 'value', 'What the person wishes.')
  value!: string | null;
  valueRaw!: string | null;

  @TextField('detail', 'The wish as a sentence, in English.')
  detail!: string | null;

  @TimeField('timestamp', 'When the person said so.')
  timestamp!: Date | null;
}

@ObjectType({
  implements: [EventType, ContactEvent],
  simpleResolvers: true,
  description: 'People stopped or resumed marketing messages of the business (`user_preferences`).',
})
export class ContactPreferencesUpdated extends ContactEvent {
  @PartsField(() => UserPreference, 'user_preferences', 'Who, and what they wish; usually one.')
  preferences!: UserPreference[];
}

export const contactPreferencesUpdated = declaredEvent({
  kind: 'CONTACT_PREFERENCES_UPDATED',
  type: ContactPreferencesUpdated,
  description: 'People stopped or resumed marketing messages',
  fields: ['user_preferences'],
  fits: hasObject('user_preferences'),
  also: (stored) => ({ preferences: aboutContacts(UserPreference, stored, 'user_preferences') }),
});
