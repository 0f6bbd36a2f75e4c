import { z } from 'zod';
import { unixSeconds } from '../clock';
import type { PhoneNumber } from '../model/records';
import type { Value } from '../webhooks/payloads';
import { emitter, type Tools } from './emitter';
import { customerField, customerOf, head, namesOf } from './parties';
import { ofConversations } from './subjects';

const group_id = z.string().default('Y2FwaV9ncm91cDoxMjM0NTY3ODkw');

/** A value with one item of `groups`. */
function groupValue(
  phoneNumber: PhoneNumber,
  { world, random, serial }: Tools,
  item: Value,
): { value: Value } {
  const now = unixSeconds(world.clock);
  const group = { timestamp: String(now), request_id: random.hex(24, 'group request', serial()), ...item };
  return { value: { ...head(phoneNumber), groups: [group] } };
}

/** Groups: made, joined, left, changed, suspended. */
export const groupEmitters = [
  emitter({
    subject: ofConversations,
    action: 'group/lifecycle',
    field: 'group_lifecycle_update',
    body: z.strictObject({
      type: z.enum(['group_create', 'group_delete']),
      group_id,
      request_id: z.string().optional(),
      subject: z.string().default('Trail club'),
      description: z.string().optional(),
      join_approval_mode: z.enum(['approval_required', 'auto_approve']).default('auto_approve'),
    }),
    examples: {
      'A group was made': { type: 'group_create', subject: 'Trail club' },
      'A group was deleted': { type: 'group_delete' },
    },
    emit(phoneNumber, { type, group_id: id, request_id, ...more }, tools) {
      const created = {
        ...more,
        invite_link: `https://chat.whatsapp.com/${tools.random.token(22, 'invite', id)}`,
      };
      const request = request_id === undefined ? {} : { request_id };
      return groupValue(phoneNumber, tools, {
        group_id: id,
        type,
        ...request,
        ...(type === 'group_create' && created),
      });
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'group/participants',
    field: 'group_participants_update',
    body: z.strictObject({
      type: z.enum([
        'group_participants_add',
        'group_participants_remove',
        'group_join_request_created',
        'group_join_request_revoked',
      ]),
      group_id,
      from: customerField,
      initiated_by: z.enum(['business', 'participant']).default('participant'),
    }),
    examples: {
      'A customer joins by the invite link': { type: 'group_participants_add', from: '16505551234' },
      'A customer leaves': { type: 'group_participants_remove', from: '16505551234' },
      'A customer asks to join': { type: 'group_join_request_created', from: '16505551234' },
      'A customer takes that back': { type: 'group_join_request_revoked', from: '16505551234' },
    },
    emit(phoneNumber, { type, group_id: id, from, initiated_by }, tools) {
      const { phone, userId } = namesOf(customerOf(from, tools.world), phoneNumber, tools.whatsApp);
      const member = { ...(phone && { wa_id: phone }), user_id: userId };
      const items: Record<typeof type, Value> = {
        group_participants_add: { reason: 'invite_link', added_participants: [member] },
        group_participants_remove: { removed_participants: [{ input: from, ...member }], initiated_by },
        group_join_request_created: { join_request_id: tools.random.hex(16, 'join', id, from), ...member },
        group_join_request_revoked: { join_request_id: tools.random.hex(16, 'join', id, from), ...member },
      };
      return groupValue(phoneNumber, tools, { group_id: id, type, ...items[type] });
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'group/settings',
    field: 'group_settings_update',
    body: z.strictObject({
      group_id,
      request_id: z.string().optional(),
      subject: z.string().optional(),
      description: z.string().optional(),
      picture: z.boolean().default(false),
    }),
    examples: { "A group's name and picture were changed": { subject: 'Trail club 2', picture: true } },
    emit(phoneNumber, { group_id: id, request_id, subject, description, picture }, tools) {
      const sha256 = tools.random.hex(64, 'group picture', id).toLowerCase();
      return groupValue(phoneNumber, tools, {
        group_id: id,
        type: 'group_settings_update',
        ...(request_id !== undefined && { request_id }),
        ...(picture && { profile_picture: { mime_type: 'image/jpeg', sha256, update_successful: true } }),
        ...(subject !== undefined && { group_subject: { text: subject, update_successful: true } }),
        ...(description !== undefined && {
          group_description: { text: description, update_successful: true },
        }),
      });
    },
  }),
  emitter({
    subject: ofConversations,
    action: 'group/status',
    field: 'group_status_update',
    body: z.strictObject({ type: z.enum(['group_suspend', 'group_suspend_cleared']), group_id }),
    examples: {
      'A group was suspended': { type: 'group_suspend' },
      'It is no longer suspended': { type: 'group_suspend_cleared' },
    },
    emit(phoneNumber, item, { world }) {
      const group = { timestamp: String(unixSeconds(world.clock)), ...item };
      return { value: { ...head(phoneNumber), groups: [group] } };
    },
  }),
];
