import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, IdField, TextField, TextsField } from '../payload';
import { AccountEvent } from './account-event';

const CampaignStatus = openEnum('CampaignStatus', 'How far a campaign of marketing messages has come.', {
  ACTIVE: 'Its messages are sent.',
  PAUSED: 'It is paused.',
  COMPLETED: 'It has ended.',
});

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description:
    'The status of a campaign of marketing messages changed (`campaign_status_update`). An old field that Meta no longer ' +
    'documents; the shape is that of its test webhook.',
})
export class CampaignStatusUpdated extends AccountEvent {
  @IdField('campaign_id', 'The campaign.')
  campaignId!: string | null;

  @TextField('campaign_name', 'Its name.')
  campaignName!: string | null;

  @EnumField(CampaignStatus, 'old_status', 'The status until now.')
  oldCampaignStatus!: string | null;
  oldCampaignStatusRaw!: string | null;

  @EnumField(CampaignStatus, 'new_status', 'The status from now on.')
  newCampaignStatus!: string | null;
  newCampaignStatusRaw!: string | null;

  @TextsField(
    'paused_reasons',
    'Why it was paused: `USER_PAUSED`, `NO_ACTIVE_TEMPLATES`, …; empty if it was not.',
  )
  pausedReasons!: string[];

  @TextField('complete_reason', 'Why it has ended, if it has.')
  completeReason!: string | null;
}

export const campaignStatusUpdated = declaredEvent({
  kind: 'CAMPAIGN_STATUS_UPDATED',
  type: CampaignStatusUpdated,
  description: 'The status of a campaign of marketing messages changed',
  fields: ['campaign_status_update'],
  fits: hasText('campaign_id', 'old_status', 'new_status'),
});
