import type { JsonObject } from '../../../src/common/json';
import { about, CUSTOMER, one, type Sample, USER_ID } from './sample';

const group = { timestamp: '1739321024', group_id: 'Y2FwaV9ncm91cDox', request_id: 'req_1' };
const errors = [
  { code: 131215, title: 'Not allowed', message: 'Not allowed', error_data: { details: 'No' } },
];
const about_ = { groupId: 'Y2FwaV9ncm91cDox', requestId: 'req_1', timestamp: '2025-02-12T00:43:44.000Z' };

const sample = (
  field: string,
  type: string,
  change: JsonObject,
  fields: Record<string, unknown>,
  beside: JsonObject = {},
) =>
  one(
    field,
    type,
    { ...about, groups: [{ ...group, ...change }], ...beside },
    { groups: [{ ...about_, ...fields }] },
    { name: `${field} ${String(change.type)}` },
  );

export const groupSamples: Sample[] = [
  sample(
    'group_lifecycle_update',
    'GroupLifecycleUpdated',
    {
      type: 'group_create',
      subject: 'New plants',
      description: 'All about them',
      invite_link: 'https://chat.whatsapp.com/abc',
      join_approval_mode: 'auto_approve',
      // As one of Meta's samples has them: numbers.
      added_participants: [{ input: 16505551234, wa_id: 16505551234 }],
    },
    {
      lifecycleType: 'GROUP_CREATE',
      subject: 'New plants',
      inviteLink: 'https://chat.whatsapp.com/abc',
      joinApprovalMode: 'AUTO_APPROVE',
      addedParticipants: [{ waId: '16505551234', input: '16505551234' }],
    },
  ),
  sample(
    'group_lifecycle_update',
    'GroupLifecycleUpdated',
    { type: 'group_delete', errors },
    { lifecycleType: 'GROUP_DELETE', errors: [{ code: 131215, details: 'No' }] },
  ),
  sample(
    'group_participants_update',
    'GroupParticipantsUpdated',
    {
      type: 'group_participants_add',
      reason: 'invite_link',
      added_participants: [{ wa_id: CUSTOMER, user_id: USER_ID, username: 'pablo' }],
    },
    {
      participantsType: 'GROUP_PARTICIPANTS_ADD',
      reason: 'invite_link',
      addedParticipants: [{ waId: CUSTOMER, userId: USER_ID, username: 'pablo' }],
    },
  ),
  sample(
    'group_participant_update',
    'GroupParticipantsUpdated',
    {
      type: 'group_participants_remove',
      removed_participants: [{ input: CUSTOMER }],
      failed_participants: [{ input: '1999', errors }],
    },
    {
      participantsType: 'GROUP_PARTICIPANTS_REMOVE',
      removedParticipants: [{ input: CUSTOMER }],
      failedParticipants: [{ input: '1999', errors: [{ code: 131215 }] }],
      initiatedBy: 'BUSINESS',
      initiatedByRaw: 'business',
    },
    { initiated_by: 'business' },
  ),
  // As Meta's OpenAPI file has it.
  sample(
    'group_participant_update',
    'GroupParticipantsUpdated',
    { type: 'group_add_participants', added_participants: [{ input: CUSTOMER, wa_id: CUSTOMER }] },
    {
      participantsType: 'GROUP_PARTICIPANTS_ADD',
      participantsTypeRaw: 'group_add_participants',
      addedParticipants: [{ input: CUSTOMER, waId: CUSTOMER }],
    },
  ),
  sample(
    'group_participants_update',
    'GroupParticipantsUpdated',
    {
      type: 'group_join_request_created',
      join_request_id: 'jr_1',
      wa_id: CUSTOMER,
      initiated_by: 'participant',
    },
    {
      participantsType: 'GROUP_JOIN_REQUEST_CREATED',
      joinRequestId: 'jr_1',
      waId: CUSTOMER,
      initiatedBy: 'PARTICIPANT',
    },
  ),
  sample(
    'group_settings_update',
    'GroupSettingsUpdated',
    {
      type: 'group_settings_update',
      profile_picture: { mime_type: 'image/jpeg', sha256: 'abc', update_successful: true },
      group_subject: { text: 'Plants', update_successful: 'true' },
      group_description: { text: 'x', update_successful: false, errors },
    },
    {
      profilePicture: { mimeType: 'image/jpeg', updateSuccessful: true },
      groupSubject: { text: 'Plants', updateSuccessful: true, errors: [] },
      groupDescription: { updateSuccessful: false, errors: [{ code: 131215 }] },
    },
  ),
  sample(
    'group_status_update',
    'GroupStatusUpdated',
    { type: 'group_suspend' },
    { statusType: 'GROUP_SUSPEND' },
  ),
  sample(
    'group_status_update',
    'GroupStatusUpdated',
    { type: 'group_suspend_cleared' },
    { statusType: 'GROUP_SUSPEND_CLEARED' },
  ),
  sample(
    'group_participants_update',
    'GroupParticipantsUpdated',
    { type: 'group_join_request_revoked', join_request_id: 'jr_1', user_id: USER_ID },
    { participantsType: 'GROUP_JOIN_REQUEST_REVOKED', joinRequestId: 'jr_1', userId: USER_ID },
  ),
];
