import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { MetaEnumField } from '../../../planner/open-enum';
import { readMediaExample, readTextExample, TemplateTextExample } from './examples';
import { TemplateHeaderFormat } from './header-format';
import { TemplateComponent } from './template-component';

@ObjectType('TemplateTextHeader', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'A header that is a line of text.',
})
@MetaStruct()
export class TemplateTextHeader extends TemplateComponent {
  @MetaEnumField(TemplateHeaderFormat, 'format', 'What the header shows: TEXT.')
  format!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text, up to 60 characters, with one parameter at most.',
  })
  @MetaField('text')
  text!: string | null;

  @Field(() => TemplateTextExample, { nullable: true, description: 'An example of its parameter.' })
  @MetaField('example', { read: readTextExample })
  example!: TemplateTextExample | null;
}

@ObjectType('TemplateMediaHeader', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'A header that is a picture, a video, a file or a GIF; it is given when the template is sent.',
})
@MetaStruct()
export class TemplateMediaHeader extends TemplateComponent {
  @MetaEnumField(TemplateHeaderFormat, 'format', 'What the header shows.')
  format!: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The sample that was handed in with the template, as a link or an upload handle (`header_handle`).',
  })
  @MetaField('example', { read: readMediaExample })
  exampleHeaderHandle!: string[] | null;
}

@ObjectType('TemplateLocationHeader', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'A header that is a place on a map; it is given when the template is sent.',
})
@MetaStruct()
export class TemplateLocationHeader extends TemplateComponent {
  @MetaEnumField(TemplateHeaderFormat, 'format', 'What the header shows: LOCATION.')
  format!: string | null;
}

@ObjectType('TemplateProductHeader', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'A header that is a product of the catalog; it is given when the template is sent.',
})
@MetaStruct()
export class TemplateProductHeader extends TemplateComponent {
  @MetaEnumField(TemplateHeaderFormat, 'format', 'What the header shows: PRODUCT.')
  format!: string | null;
}
