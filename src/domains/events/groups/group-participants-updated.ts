import { ObjectType } from 'type-graphql';
import { textOf } from '../../../common/json';
import type { StoredEvent } from '../../../events/types';
import { openEnum } from '../../../planner/open-enum';
import { readObjects } from '../../../planner/readers';
import type { MessageError } from '../../messages/message-error';
import { enumValue } from '../../messages/open-enum-field';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, ErrorsField, IdField, PartsField, ReadElsewhere, TextField } from '../payload';
import { readPayload } from '../payload/read-payload';
import { GroupChange } from './group-change';
import { GroupEvent } from './group-event';

const GroupParticipantsType = openEnum('GroupParticipantsType', 'What became of members of a group.', {
  GROUP_PARTICIPANTS_ADD: 'They joined.',
  GROUP_PARTICIPANTS_REMOVE: 'They left or were removed.',
  GROUP_JOIN_REQUEST_CREATED: 'Somebody asks to join.',
  GROUP_JOIN_REQUEST_REVOKED: 'Somebody no longer asks to join.',
});

/** As Meta's OpenAPI file has them. */
const OTHER_SPELLINGS = {
  group_add_participants: 'GROUP_PARTICIPANTS_ADD',
  group_remove_participants: 'GROUP_PARTICIPANTS_REMOVE',
};

const GroupChangeInitiator = openEnum('GroupChangeInitiator', 'Who changed the members of a group.', {
  BUSINESS: 'The business.',
  PARTICIPANT: 'The member.',
});

@ObjectType({ simpleResolvers: true, description: 'Somebody who joined, left or could not be removed.' })
export class GroupParticipant {
  @IdField('wa_id', "WhatsApp id: the phone number's digits.")
  waId!: string | null;

  @IdField('user_id', 'Business-scoped user id (BSUID).')
  userId!: string | null;

  @IdField('parent_user_id', 'Parent BSUID.')
  parentUserId!: string | null;

  @TextField('username', 'The username, where the person has adopted one.')
  username!: string | null;

  @TextField('input', 'The person as the request named them.')
  input!: string | null;

  @ErrorsField('errors', 'Why it could not be done for this person.')
  errors!: MessageError[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The members of a group changed, or somebody asks to join.',
})
export class GroupParticipantsChange extends GroupChange {
  @EnumField(GroupParticipantsType, 'type', 'What became of them.', OTHER_SPELLINGS)
  participantsType!: string | null;
  participantsTypeRaw!: string | null;

  @TextField('reason', 'Why: `invite_link`, …')
  reason!: string | null;

  @EnumField(GroupChangeInitiator, 'initiated_by', 'Who did it.')
  initiatedBy!: string | null;
  initiatedByRaw!: string | null;

  @PartsField(() => GroupParticipant, 'added_participants', 'Who joined.')
  addedParticipants!: GroupParticipant[];

  @PartsField(() => GroupParticipant, 'removed_participants', 'Who left or was removed.')
  removedParticipants!: GroupParticipant[];

  @PartsField(() => GroupParticipant, 'failed_participants', 'Who could not be removed.')
  failedParticipants!: GroupParticipant[];

  @IdField('join_request_id', 'The request to join.')
  joinRequestId!: string | null;

  @IdField('wa_id', 'WhatsApp id of who asks to join.')
  waId!: string | null;

  @IdField('user_id', 'Business-scoped user id of who asks to join.')
  userId!: string | null;

  @IdField('parent_user_id', 'Parent BSUID of who asks to join.')
  parentUserId!: string | null;

  @TextField('username', 'Username of who asks to join.')
  username!: string | null;
}

@ObjectType({
  implements: [EventType, GroupEvent],
  simpleResolvers: true,
  description: 'Members of groups came or went, or somebody asks to join (`group_participants_update`).',
})
export class GroupParticipantsUpdated extends GroupEvent {
  @ReadElsewhere('initiated_by')
  @PartsField(() => GroupParticipantsChange, 'groups', 'Which groups, and who; usually one.')
  groups!: GroupParticipantsChange[];
}

export const groupParticipantsUpdated = declaredEvent({
  kind: 'GROUP_PARTICIPANTS_UPDATED',
  type: GroupParticipantsUpdated,
  description: 'Members of groups came or went',
  fields: ['group_participants_update', 'group_participant_update'],
  fits: hasObject('groups'),
  also: initiatorBeside,
});

/** One of Meta's samples has `initiated_by` beside the group rather than in it. */
function initiatorBeside({ payload }: StoredEvent): Partial<GroupParticipantsUpdated> {
  const initiator = textOf(payload.initiated_by);
  if (initiator === undefined) return {};
  const groups = readObjects(payload.groups ?? null).map((group) => {
    const change = readPayload(GroupParticipantsChange, group);
    if (change.initiatedByRaw !== null) return change;
    const initiatedBy = enumValue(GroupChangeInitiator, initiator);
    return Object.assign(change, { initiatedBy, initiatedByRaw: initiator });
  });
  return { groups };
}
