import { ObjectType } from 'type-graphql';
import type { MessageError } from '../../messages/message-error';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { ErrorsField, FlagField, PartField, PartsField, TextField } from '../payload';
import { GroupChange } from './group-change';
import { GroupEvent } from './group-event';

@ObjectType({ simpleResolvers: true, description: "Whether a group's picture was changed." })
export class GroupProfilePictureUpdate {
  @TextField('mime_type', 'What kind of file it is: `image/jpeg`.')
  mimeType!: string | null;

  @TextField('sha256', 'SHA-256 of the bytes, as Meta sends it.')
  sha256!: string | null;

  @FlagField('update_successful', 'Whether it was changed.')
  updateSuccessful!: boolean | null;

  @ErrorsField('errors', 'Why it was not.')
  errors!: MessageError[];
}

@ObjectType({ simpleResolvers: true, description: "Whether a group's subject or description was changed." })
export class GroupTextUpdate {
  @TextField('text', 'The text.')
  text!: string | null;

  @FlagField('update_successful', 'Whether it was changed.')
  updateSuccessful!: boolean | null;

  @ErrorsField('errors', 'Why it was not.')
  errors!: MessageError[];
}

@ObjectType({ simpleResolvers: true, description: 'The settings of a group changed, or could not be.' })
export class GroupSettingsChange extends GroupChange {
  @TextField('type', "Meta's `type` of the change, where it has one.")
  settingsChangeType!: string | null;

  @PartField(() => GroupProfilePictureUpdate, 'profile_picture', 'The picture.')
  profilePicture!: GroupProfilePictureUpdate | null;

  @PartField(() => GroupTextUpdate, 'group_subject', 'The subject.')
  groupSubject!: GroupTextUpdate | null;

  @PartField(() => GroupTextUpdate, 'group_description', 'The description.')
  groupDescription!: GroupTextUpdate | null;
}

@ObjectType({
  implements: [EventType, GroupEvent],
  simpleResolvers: true,
  description: 'The settings of groups changed, or could not be (`group_settings_update`).',
})
export class GroupSettingsUpdated extends GroupEvent {
  @PartsField(() => GroupSettingsChange, 'groups', 'Which groups, and what; usually one.')
  groups!: GroupSettingsChange[];
}

export const groupSettingsUpdated = declaredEvent({
  kind: 'GROUP_SETTINGS_UPDATED',
  type: GroupSettingsUpdated,
  description: 'The settings of groups changed',
  fields: ['group_settings_update'],
  fits: hasObject('groups'),
});
