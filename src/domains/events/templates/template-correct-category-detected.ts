import { ObjectType } from 'type-graphql';
import { TemplateCategory } from '../../templates/template-enums';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { EnumField } from '../payload';
import { namesTemplate, TemplateEvent } from './template-event';

@ObjectType({
  implements: [EventType, TemplateEvent],
  simpleResolvers: true,
  description:
    'Meta thinks that a message template has the wrong category (`template_correct_category_detection`).',
})
export class TemplateCorrectCategoryDetected extends TemplateEvent {
  @EnumField(TemplateCategory, ['category', 'message_template_category'], 'The category it has.')
  templateCategory!: string | null;
  templateCategoryRaw!: string | null;

  @EnumField(TemplateCategory, 'correct_category', 'The category that Meta thinks it should have.')
  correctCategory!: string | null;
  correctCategoryRaw!: string | null;
}

export const templateCorrectCategoryDetected = declaredEvent({
  kind: 'TEMPLATE_CORRECT_CATEGORY_DETECTED',
  type: TemplateCorrectCategoryDetected,
  description: 'Meta thinks that a message template has the wrong category',
  fields: ['template_correct_category_detection'],
  fits: namesTemplate,
});
