import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../planner/declare';
import { MetaEnumField, openEnum } from '../../planner/open-enum';
import { readTexts, readTime } from '../../planner/readers';
import { DateTimeScalar } from '../graphql/scalars';

export const QualityRating = openEnum(
  'QualityRating',
  'How recipients took the messages of the last days: blocks and reports lower it.',
  {
    GREEN: 'High quality.',
    YELLOW: 'Medium quality.',
    RED: 'Low quality.',
    UNKNOWN: 'Not known yet: too few messages.',
    NA: 'Not determined.',
  },
);

@ObjectType({
  simpleResolvers: true,
  description: 'How recipients took the messages, with when and why (`quality_score`).',
})
@MetaStruct()
export class QualityScore {
  @MetaEnumField(QualityRating, 'score', 'The score.')
  score!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the score was set.' })
  @MetaField('date', { read: readTime })
  date!: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: "Why recipients blocked or reported, in Meta's words; only for some scores.",
  })
  @MetaField('reasons', { read: readTexts })
  reasons!: string[] | null;
}
