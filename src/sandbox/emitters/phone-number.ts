import { z } from 'zod';
import { unixSeconds } from '../clock';
import type { PhoneNumber } from '../model/records';
import type { World } from '../model/world';
import { emitter } from './emitter';
import { digitsOf } from './parties';
import { ofPhoneNumber } from './subjects';

const DECISIONS = ['APPROVED', 'DEFERRED', 'PENDING', 'REJECTED'] as const;

const NAME_STATUS = {
  APPROVED: 'APPROVED',
  DEFERRED: 'PENDING_REVIEW',
  PENDING: 'PENDING_REVIEW',
  REJECTED: 'DECLINED',
} as const;

function messagingLimit({ accountId }: PhoneNumber, world: World): string {
  const owner = world.accounts.get(accountId)?.ownerBusinessId ?? '';
  return world.businesses.get(owner)?.whatsapp_business_manager_messaging_limit ?? 'TIER_250';
}

/** What Meta tells of phone numbers as something that is managed. */
export const phoneNumberEmitters = [
  emitter({
    subject: ofPhoneNumber,
    action: 'throughput-upgrade',
    field: 'phone_number_quality_update',
    body: z.strictObject({ durationSeconds: z.int().min(0).max(3_600).default(60) }),
    examples: {
      'Throughput rises to HIGH after a minute; writes to the number answer 131057 meanwhile': {
        durationSeconds: 60,
      },
    },
    emit(phoneNumber, { durationSeconds }, { world, scheduler, announcer }) {
      phoneNumber.maintenanceUntil = world.clock.now() + durationSeconds * 1000;
      scheduler.after(durationSeconds * 1000, () => {
        phoneNumber.throughput = { level: 'HIGH' };
        const value = {
          display_phone_number: digitsOf(phoneNumber),
          event: 'THROUGHPUT_UPGRADE',
          current_limit: messagingLimit(phoneNumber, world),
          max_daily_conversations_per_business: messagingLimit(phoneNumber, world),
        };
        const { accountId } = phoneNumber;
        announcer.announce({
          accountId,
          field: 'phone_number_quality_update',
          value,
          label: 'throughput upgrade',
        });
      });
      return { answer: { until: new Date(phoneNumber.maintenanceUntil).toISOString() } };
    },
  }),
  emitter({
    subject: ofPhoneNumber,
    action: 'quality',
    field: 'phone_number_quality_update',
    body: z.strictObject({
      event: z.enum(['ONBOARDING', 'FLAGGED', 'UNFLAGGED', 'UPGRADE', 'DOWNGRADE']),
      quality_rating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
      current_limit: z.string().optional(),
      old_limit: z.string().optional(),
    }),
    examples: {
      'Quality drops: the number is flagged, its rating RED': { event: 'FLAGGED', quality_rating: 'RED' },
      'Quality is good again': { event: 'UNFLAGGED', quality_rating: 'GREEN' },
      'The number was onboarded': { event: 'ONBOARDING' },
    },
    emit(phoneNumber, { event, quality_rating, ...limits }, { world }) {
      if (event === 'FLAGGED' || event === 'UNFLAGGED') {
        phoneNumber.status = event === 'FLAGGED' ? 'FLAGGED' : 'CONNECTED';
      }
      if (quality_rating !== undefined) {
        phoneNumber.quality_rating = quality_rating;
        phoneNumber.qualityDate = unixSeconds(world.clock);
      }
      const limit = messagingLimit(phoneNumber, world);
      const value = {
        display_phone_number: digitsOf(phoneNumber),
        event,
        current_limit: limit,
        max_daily_conversations_per_business: limit,
        ...limits,
      };
      return { value };
    },
  }),
  emitter({
    subject: ofPhoneNumber,
    action: 'name',
    field: 'phone_number_name_update',
    body: z.strictObject({
      decision: z.enum(DECISIONS),
      requested_verified_name: z.string().optional(),
      rejection_reason: z.string().nullable().optional(),
    }),
    examples: {
      'A display name was approved': { decision: 'APPROVED', requested_verified_name: 'Alder & Pine Shop' },
      'A display name was rejected': {
        decision: 'REJECTED',
        requested_verified_name: 'Best Shop Ever',
        rejection_reason: 'NAME_FORMAT_UNACCEPTABLE',
      },
    },
    emit(phoneNumber, { decision, ...body }) {
      const name = body.requested_verified_name ?? phoneNumber.new_display_name ?? phoneNumber.verified_name;
      const waiting = phoneNumber.new_display_name !== undefined || name !== phoneNumber.verified_name;
      if (decision === 'APPROVED') {
        phoneNumber.verified_name = name;
        phoneNumber.name_status = 'APPROVED';
        delete phoneNumber.new_display_name;
        delete phoneNumber.new_name_status;
      } else if (waiting) {
        phoneNumber.new_display_name = name;
        phoneNumber.new_name_status = NAME_STATUS[decision];
      } else {
        phoneNumber.name_status = NAME_STATUS[decision];
      }
      const reason = decision === 'REJECTED' ? 'UNKNOWN' : null;
      return {
        value: {
          display_phone_number: digitsOf(phoneNumber),
          decision,
          requested_verified_name: name,
          rejection_reason: body.rejection_reason ?? reason,
        },
      };
    },
  }),
  emitter({
    subject: ofPhoneNumber,
    action: 'security',
    field: 'security',
    body: z.strictObject({
      event: z.enum(['PIN_CHANGED', 'PIN_RESET_REQUEST', 'PIN_REQUEST_SUCCESS', 'PIN_RESET_SUCCESS']),
      requester: z.string().optional(),
    }),
    examples: {
      'Somebody asked to turn two-step verification off': {
        event: 'PIN_RESET_REQUEST',
        requester: '61555822107539',
      },
      'Two-step verification was turned off': { event: 'PIN_REQUEST_SUCCESS' },
    },
    emit(phoneNumber, body) {
      if (body.event === 'PIN_REQUEST_SUCCESS' || body.event === 'PIN_RESET_SUCCESS') {
        phoneNumber.is_pin_enabled = false;
      }
      return { value: { display_phone_number: digitsOf(phoneNumber), ...body } };
    },
  }),
  emitter({
    subject: ofPhoneNumber,
    action: 'username',
    field: 'business_username_updates',
    body: z.strictObject({
      status: z.enum(['approved', 'reserved', 'deleted']),
      username: z.string().optional(),
    }),
    examples: { 'A username was approved': { status: 'approved', username: 'alder.and.pine' } },
    emit(phoneNumber, { status, username = phoneNumber.username ?? 'alder.and.pine' }) {
      if (status === 'deleted') delete phoneNumber.username;
      else if (status === 'approved') phoneNumber.username = username;
      const named = status === 'deleted' ? {} : { username };
      return { value: { display_phone_number: digitsOf(phoneNumber), ...named, status } };
    },
  }),
  emitter({
    subject: ofPhoneNumber,
    action: 'settings',
    field: 'account_settings_update',
    body: z.strictObject({ calling: z.looseObject({}).prefault({ status: 'ENABLED' }) }),
    examples: {
      'Calling was turned on': { calling: { status: 'ENABLED', call_icon_visibility: 'DEFAULT' } },
    },
    emit(phoneNumber, { calling }, { world }) {
      phoneNumber.settings.calling = calling;
      return {
        value: {
          messaging_product: 'whatsapp',
          timestamp: String(unixSeconds(world.clock)),
          type: 'phone_number_settings',
          phone_number_settings: { phone_number_id: phoneNumber.id, calling },
        },
      };
    },
  }),
];
