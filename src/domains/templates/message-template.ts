import { Field, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaNode } from '../../planner/declare';
import { MetaEnumField } from '../../planner/open-enum';
import { readFlag, readInteger, readObjects, readTime } from '../../planner/readers';
import { DegreesOfFreedom } from '../accounts/degrees-of-freedom';
import { HealthStatus } from '../accounts/health-status';
import { QualityScore } from '../accounts/quality';
import { connectionOf } from '../graphql/connection';
import { NodeType } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { TemplateComponent } from './components';
import {
  TemplateCategory,
  TemplateParameterFormat,
  TemplateRejectedReason,
  TemplateStatus,
  TemplateSubCategory,
} from './template-enums';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A message template in one language: the only thing that can be sent to someone who has not written in the last ' +
    '24 hours. Needs the permission `whatsapp_business_management`.',
})
@MetaNode({ bearsAge: true })
export class MessageTemplate extends NodeType {
  @Field(() => String, {
    nullable: true,
    description: 'The name; the same for all its languages, never changed.',
  })
  @MetaField('name')
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The language, by Meta's code: `en_US`." })
  @MetaField('language')
  language!: string | null;

  @MetaEnumField(TemplateStatus, 'status', 'Whether the template can be sent, and if not, why.')
  status!: string | null;

  @MetaEnumField(TemplateCategory, 'category', 'What the template is for.')
  category!: string | null;

  @MetaEnumField(
    TemplateCategory,
    'previous_category',
    'What it was for until Meta changed it; categories of before 2023 are in `previousCategoryRaw` only.',
  )
  previousCategory!: string | null;

  @MetaEnumField(
    TemplateCategory,
    'correct_category',
    'What Meta thinks it is for, where that differs from `category`.',
  )
  correctCategory!: string | null;

  @MetaEnumField(TemplateSubCategory, 'sub_category', 'What the template is for, more closely.')
  subCategory!: string | null;

  @MetaEnumField(TemplateParameterFormat, 'parameter_format', 'How its parameters are told apart.')
  parameterFormat!: string | null;

  @Field(() => [TemplateComponent], {
    nullable: true,
    description: 'What the template is made of: header, body, footer, buttons, carousel, …',
  })
  @MetaField('components', { read: readObjects })
  components!: TemplateComponent[] | null;

  @Field(() => QualityScore, { nullable: true, description: 'How recipients took the template.' })
  @MetaField('quality_score')
  qualityScore!: QualityScore | null;

  @MetaEnumField(
    TemplateRejectedReason,
    'rejected_reason',
    'Why Meta refused the template; NONE if it did not.',
  )
  rejectedReason!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long delivery of a message is tried, in seconds: 30 to 900 for authentication, 30 to 43,200 for utility, ' +
      "43,200 to 2,592,000 for marketing; -1 for 30 days; null for the category's default.",
  })
  @MetaField('message_send_ttl_seconds', { read: readInteger })
  messageSendTtlSeconds!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether Meta must not count taps on URL buttons.' })
  @MetaField('cta_url_link_tracking_opted_out', { read: readFlag })
  ctaUrlLinkTrackingOptedOut!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "The template of Meta's library that it was made from.",
  })
  @MetaField('library_template_name')
  libraryTemplateName!: string | null;

  @Field(() => DegreesOfFreedom, {
    nullable: true,
    description: 'How far Meta may change messages by itself.',
  })
  @MetaField('degrees_of_freedom_spec')
  degreesOfFreedomSpec!: DegreesOfFreedom | null;

  @Field(() => HealthStatus, {
    nullable: true,
    description: 'Whether the template can be sent now, and what stands in the way.',
  })
  @MetaField('health_status', { isOfTheMoment: true })
  healthStatus!: HealthStatus | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the template was last changed.' })
  @MetaField('last_updated_time', { read: readTime })
  lastUpdatedTime!: Date | null;
}

export const MessageTemplateConnection = connectionOf(
  () => MessageTemplate,
  'MessageTemplate',
  'message templates',
);
