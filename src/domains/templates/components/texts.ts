import { Field, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { readFlag, readInteger } from '../../../planner/readers';
import { readTextExample, TemplateTextExample } from './examples';
import { TemplateComponent } from './template-component';

@ObjectType('TemplateBody', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'The text of a template.',
})
@MetaStruct()
export class TemplateBody extends TemplateComponent {
  @Field(() => String, {
    nullable: true,
    description: 'The text with its parameters: up to 1,024 characters, fewer in cards and offers.',
  })
  @MetaField('text')
  text!: string | null;

  @Field(() => TemplateTextExample, { nullable: true, description: 'Examples of its parameters.' })
  @MetaField('example', { read: readTextExample })
  example!: TemplateTextExample | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Authentication templates: whether the text ends with advice not to share the code.',
  })
  @MetaField('add_security_recommendation', { read: readFlag })
  addSecurityRecommendation!: boolean | null;
}

@ObjectType('TemplateFooter', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'The small line below the text.',
})
@MetaStruct()
export class TemplateFooter extends TemplateComponent {
  @Field(() => String, { nullable: true, description: 'The line: up to 60 characters, without parameters.' })
  @MetaField('text')
  text!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Authentication templates: how long the code is good, in minutes, 1 to 90.',
  })
  @MetaField('code_expiration_minutes', { read: readInteger })
  codeExpirationMinutes!: number | null;
}
