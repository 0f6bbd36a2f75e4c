import { ObjectType } from 'type-graphql';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { IdField, PartField, PartsField, TextField, TimeField } from '../payload';
import { AboutContact, aboutContacts } from './about-contact';
import { ContactEvent } from './contact-event';

@ObjectType({ simpleResolvers: true, description: 'An id of a person before and after it changed.' })
export class IdChange {
  @IdField('previous', 'The id until now.')
  previous!: string | null;

  @IdField('current', 'The id from now on.')
  current!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A person has another business-scoped user id.' })
export class UserIdChange extends AboutContact {
  @PartField(() => IdChange, 'user_id', 'The business-scoped user id (BSUID).')
  userIdChange!: IdChange | null;

  @PartField(() => IdChange, 'parent_user_id', 'The parent user id.')
  parentUserIdChange!: IdChange | null;

  @TextField('detail', 'The change as a sentence, in English.')
  detail!: string | null;

  @TimeField('timestamp', 'When it changed.')
  timestamp!: Date | null;
}

@ObjectType({
  implements: [EventType, ContactEvent],
  simpleResolvers: true,
  description:
    'People have other business-scoped user ids, as they changed their phone number (`user_id_update`).',
})
export class ContactUserIdUpdated extends ContactEvent {
  @PartsField(() => UserIdChange, 'user_id_update', 'Who, and from what to what; usually one.')
  userIdChanges!: UserIdChange[];
}

export const contactUserIdUpdated = declaredEvent({
  kind: 'CONTACT_USER_ID_UPDATED',
  type: ContactUserIdUpdated,
  description: 'People have other business-scoped user ids',
  fields: ['user_id_update'],
  fits: hasObject('user_id_update'),
  also: (stored) => ({ userIdChanges: aboutContacts(UserIdChange, stored, 'user_id_update') }),
});
