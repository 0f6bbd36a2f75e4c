import { ObjectType } from 'type-graphql';
import { isObject, objectOf } from '../../../common/json';
import type { StoredEvent } from '../../../events/types';
import { openEnum } from '../../../planner/open-enum';
import { TemplateCategory, TemplateRejectedReason } from '../../templates/template-enums';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField, PartField, TextField } from '../payload';
import { readPayload } from '../payload/read-payload';
import { namesTemplate, TemplateEvent } from './template-event';

const TemplateStatusEvent = openEnum('TemplateStatusEvent', 'What became of a message template.', {
  APPROVED: 'It can be sent.',
  ARCHIVED: 'It was put away after a year without use, or by its owner.',
  UNARCHIVED: 'It was taken back out of the archive.',
  DELETED: 'It was deleted.',
  DISABLED: 'It cannot be sent any more, as recipients took it badly repeatedly.',
  FLAGGED: 'Recipients take it badly; without improvement it is paused.',
  IN_APPEAL: 'Its refusal is being looked at again.',
  LIMIT_EXCEEDED: 'The account has as many templates as it may.',
  LOCKED: 'Meta locked it.',
  PAUSED: 'It cannot be sent for some hours, as recipients took it badly.',
  PENDING: 'It is under review.',
  REINSTATED: 'It can be sent again.',
  PENDING_DELETION: 'It is being deleted.',
  REJECTED: 'Meta refused it.',
});

const TemplatePauseTitle = openEnum(
  'TemplatePauseTitle',
  'Why a message template was paused, unpaused or disabled.',
  {
    FIRST_PAUSE: 'Paused for the first time: 3 hours.',
    SECOND_PAUSE: 'Paused for the second time: 6 hours.',
    RATE_LIMITING_PAUSE: 'Paused, as it is sent too often for how recipients take it.',
    UNPAUSE: 'Can be sent again.',
    DISABLED: 'Disabled for good.',
  },
);

@ObjectType({ simpleResolvers: true, description: 'When a message template was disabled (`disable_info`).' })
export class TemplateDisableInfo {
  @TextField('disable_date', 'The date, as Meta writes it.')
  disableDate!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Why a message template was paused, unpaused or disabled (`other_info`).',
})
export class TemplateOtherInfo {
  @EnumField(TemplatePauseTitle, 'title', 'The reason.')
  title!: string | null;
  titleRaw!: string | null;

  @TextField('description', 'The reason as a sentence, in English.')
  description!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Why a message template was refused, and what to do (`rejection_info`).',
})
export class TemplateRejectionInfo {
  @TextField('reason', 'The reason as a sentence, in English.')
  reason!: string | null;

  @TextField('recommendation', 'What to change.')
  recommendation!: string | null;
}

@ObjectType({
  implements: [EventType, TemplateEvent],
  simpleResolvers: true,
  description:
    'A message template was approved, refused, paused, disabled, … (`message_template_status_update`).',
})
export class TemplateStatusUpdated extends TemplateEvent {
  @EnumField(TemplateStatusEvent, 'event', 'What became of it.')
  templateStatus!: string | null;
  templateStatusRaw!: string | null;

  @EnumField(
    TemplateRejectedReason,
    'reason',
    'Why Meta refused it; `NONE` or null where there is nothing to say.',
  )
  rejectedReason!: string | null;
  rejectedReasonRaw!: string | null;

  @EnumField(TemplateCategory, 'message_template_category', 'What it is for.')
  templateCategory!: string | null;
  templateCategoryRaw!: string | null;

  @PartField(() => TemplateDisableInfo, 'disable_info', 'When it was disabled.')
  disableInfo!: TemplateDisableInfo | null;

  @PartField(() => TemplateOtherInfo, 'other_info', 'Why it was paused, unpaused or disabled.')
  otherInfo!: TemplateOtherInfo | null;

  @PartField(() => TemplateRejectionInfo, 'rejection_info', 'Why it was refused, and what to do.')
  rejectionInfo!: TemplateRejectionInfo | null;
}

export const templateStatusUpdated = declaredEvent({
  kind: 'TEMPLATE_STATUS_UPDATED',
  type: TemplateStatusUpdated,
  description: 'A message template was approved, refused, paused, …',
  fields: ['message_template_status_update'],
  fits: isBoth(namesTemplate, hasText('event')),
  also: besideValue,
});

/** Meta's own description draws `rejection_info` beside `value`, its example inside. */
function besideValue({ payload, context }: StoredEvent): Partial<TemplateStatusUpdated> {
  const info = objectOf(context.beside).rejection_info;
  if (payload.rejection_info !== undefined || !isObject(info)) return {};
  return { rejectionInfo: readPayload(TemplateRejectionInfo, info) };
}
