import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, PartsField, TextField } from '../payload';
import { GroupChange } from './group-change';
import { GroupEvent } from './group-event';
import { GroupParticipant } from './group-participants-updated';

const GroupLifecycleType = openEnum('GroupLifecycleType', 'What became of a group.', {
  GROUP_CREATE: 'It was made, or could not be.',
  GROUP_DELETE: 'It was deleted, or could not be.',
});

const JoinApprovalMode = openEnum('JoinApprovalMode', 'Who may join a group by its link.', {
  AUTO_APPROVE: 'Anybody.',
  APPROVAL_REQUIRED: 'Whom the business lets in.',
});

@ObjectType({ simpleResolvers: true, description: 'A group was made or deleted.' })
export class GroupLifecycleChange extends GroupChange {
  @EnumField(GroupLifecycleType, 'type', 'What became of it.')
  lifecycleType!: string | null;
  lifecycleTypeRaw!: string | null;

  @TextField('subject', 'Its subject.')
  subject!: string | null;

  @TextField('description', 'Its description.')
  description!: string | null;

  @TextField('invite_link', 'The link to join it by.')
  inviteLink!: string | null;

  @EnumField(JoinApprovalMode, 'join_approval_mode', 'Who may join it.')
  joinApprovalMode!: string | null;
  joinApprovalModeRaw!: string | null;

  @PartsField(
    () => GroupParticipant,
    'added_participants',
    'Who is in it from the beginning, where Meta says.',
  )
  addedParticipants!: GroupParticipant[];
}

@ObjectType({
  implements: [EventType, GroupEvent],
  simpleResolvers: true,
  description: 'Groups were made or deleted (`group_lifecycle_update`).',
})
export class GroupLifecycleUpdated extends GroupEvent {
  @PartsField(() => GroupLifecycleChange, 'groups', 'Which, and what became of them; usually one.')
  groups!: GroupLifecycleChange[];
}

export const groupLifecycleUpdated = declaredEvent({
  kind: 'GROUP_LIFECYCLE_UPDATED',
  type: GroupLifecycleUpdated,
  description: 'Groups were made or deleted',
  fields: ['group_lifecycle_update'],
  fits: hasObject('groups'),
});
