import { ObjectType } from 'type-graphql';
import { QualityRating } from '../../accounts/quality';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField } from '../payload';
import { namesTemplate, TemplateEvent } from './template-event';

@ObjectType({
  implements: [EventType, TemplateEvent],
  simpleResolvers: true,
  description: 'Recipients take a message template better or worse (`message_template_quality_update`).',
})
export class TemplateQualityUpdated extends TemplateEvent {
  @EnumField(QualityRating, 'previous_quality_score', 'Its quality before.')
  previousQualityScore!: string | null;
  previousQualityScoreRaw!: string | null;

  @EnumField(QualityRating, 'new_quality_score', 'Its quality now.')
  newQualityScore!: string | null;
  newQualityScoreRaw!: string | null;
}

export const templateQualityUpdated = declaredEvent({
  kind: 'TEMPLATE_QUALITY_UPDATED',
  type: TemplateQualityUpdated,
  description: 'Recipients take a message template better or worse',
  // Meta's page about it has a sample with the other name.
  fields: ['message_template_quality_update', 'message_template_status_update'],
  fits: isBoth(namesTemplate, hasText('new_quality_score', 'previous_quality_score')),
});
