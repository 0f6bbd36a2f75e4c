import { ArgsType, Field } from 'type-graphql';
import type { EdgeArguments } from '../../graph/expansion';
import type { FieldArguments } from '../../planner/declare';
import { listArgument, textArgument } from '../../planner/dot-arguments';
import { QualityRating } from '../accounts/quality';
import { PageArgs } from '../graphql/connection';
import { TemplateCategory, TemplateStatus } from './template-enums';

/** Which message templates of an account; every argument that is given has to fit. */
@ArgsType()
export class MessageTemplatesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only templates of this name, in whatever languages.' })
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Only templates with this in their name or their text (`name_or_content`).',
  })
  nameOrContent?: string;

  @Field(() => [TemplateStatus], {
    nullable: true,
    description: 'Only templates in one of these states. Empty: any.',
  })
  status?: string[];

  @Field(() => [TemplateCategory], {
    nullable: true,
    description: 'Only templates of one of these categories. Empty: any.',
  })
  category?: string[];

  @Field(() => [String], {
    nullable: true,
    description: "Only templates in one of these languages, by Meta's codes: `en_US`. Empty: any.",
  })
  language?: string[];

  @Field(() => [QualityRating], {
    nullable: true,
    description: 'Only templates of one of these qualities (Meta knows no NA here). Empty: any.',
  })
  qualityScore?: string[];
}

/** The same as Graph's dot arguments. */
export function messageTemplatesArguments(args: FieldArguments): EdgeArguments {
  return {
    name: textArgument(args, 'name'),
    name_or_content: textArgument(args, 'nameOrContent'),
    status: listArgument(args, 'status'),
    category: listArgument(args, 'category'),
    language: listArgument(args, 'language'),
    quality_score: listArgument(args, 'qualityScore'),
  };
}
