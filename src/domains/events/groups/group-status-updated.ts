import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, PartsField } from '../payload';
import { GroupChange } from './group-change';
import { GroupEvent } from './group-event';

const GroupStatusType = openEnum('GroupStatusType', 'Whether a group can be used.', {
  GROUP_SUSPEND: 'WhatsApp suspended it.',
  GROUP_SUSPEND_CLEARED: 'It can be used again.',
});

@ObjectType({ simpleResolvers: true, description: 'A group was suspended, or can be used again.' })
export class GroupStatusChange extends GroupChange {
  @EnumField(GroupStatusType, 'type', 'Whether it can be used.')
  statusType!: string | null;
  statusTypeRaw!: string | null;
}

@ObjectType({
  implements: [EventType, GroupEvent],
  simpleResolvers: true,
  description: 'Groups were suspended, or can be used again (`group_status_update`).',
})
export class GroupStatusUpdated extends GroupEvent {
  @PartsField(() => GroupStatusChange, 'groups', 'Which, and whether they can be used; usually one.')
  groups!: GroupStatusChange[];
}

export const groupStatusUpdated = declaredEvent({
  kind: 'GROUP_STATUS_UPDATED',
  type: GroupStatusUpdated,
  description: 'Groups were suspended, or can be used again',
  fields: ['group_status_update'],
  fits: hasObject('groups'),
});
