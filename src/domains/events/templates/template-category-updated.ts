import { Field, ObjectType } from 'type-graphql';
import { TemplateCategory } from '../../templates/template-enums';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField, TimeField } from '../payload';
import { namesTemplate, TemplateEvent } from './template-event';

@ObjectType({
  implements: [EventType, TemplateEvent],
  simpleResolvers: true,
  description:
    'Meta changed the category of a message template, or is going to within a day (`template_category_update`).',
})
export class TemplateCategoryUpdated extends TemplateEvent {
  @Field(() => Boolean, {
    description:
      'Whether the change is only announced: then `newCategory` is what the template has now, and `correctCategory` what it will have.',
  })
  isAnnouncement!: boolean;

  @EnumField(TemplateCategory, 'previous_category', 'The category until now; not in an announcement.')
  previousCategory!: string | null;
  previousCategoryRaw!: string | null;

  @EnumField(
    TemplateCategory,
    'new_category',
    'The category from now on; in an announcement, the one it still has.',
  )
  newCategory!: string | null;
  newCategoryRaw!: string | null;

  @EnumField(TemplateCategory, 'correct_category', 'The category that it is going to have.')
  correctCategory!: string | null;
  correctCategoryRaw!: string | null;

  @TimeField('category_update_timestamp', 'When an announced change will be made.')
  categoryUpdateTimestamp!: Date | null;
}

export const templateCategoryUpdated = declaredEvent({
  kind: 'TEMPLATE_CATEGORY_UPDATED',
  type: TemplateCategoryUpdated,
  description: 'Meta changed the category of a message template, or is going to',
  fields: ['template_category_update'],
  fits: isBoth(namesTemplate, hasText('new_category', 'previous_category', 'correct_category')),
  also: ({ payload }) => ({
    isAnnouncement: payload.correct_category !== undefined && payload.previous_category === undefined,
  }),
});
