import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, type JsonValue, objectOf } from '../../../common/json';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { readObjects, readTexts } from '../../../planner/readers';

@ObjectType({ simpleResolvers: true, description: 'An example of a parameter that has a name.' })
@MetaStruct()
export class TemplateNamedParameterExample {
  @Field(() => String, { nullable: true, description: "The parameter's name, without braces." })
  @MetaField('param_name')
  paramName!: string | null;

  @Field(() => String, { nullable: true, description: 'What may stand in its place.' })
  @MetaField('example')
  example!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Examples of what may stand in place of the parameters of a text. One of the two lists, by the `parameterFormat` ' +
    'of the template.',
})
@MetaStruct()
export class TemplateTextExample {
  @Field(() => [String], {
    nullable: true,
    description: 'For parameters by number, in their order (`header_text`, `body_text`).',
  })
  @MetaField('positional')
  positional!: string[] | null;

  @Field(() => [TemplateNamedParameterExample], {
    nullable: true,
    description: 'For parameters by name (`header_text_named_params`, `body_text_named_params`).',
  })
  @MetaField('named')
  named!: TemplateNamedParameterExample[] | null;
}

/** Header and body name their examples differently, and the body's are a list in a list. */
export function readTextExample(value: JsonValue): JsonObject {
  const example = objectOf(value);
  const texts = example.header_text ?? example.body_text;
  const named = example.header_text_named_params ?? example.body_text_named_params;
  const row = Array.isArray(texts) && Array.isArray(texts[0]) ? texts[0] : texts;
  return {
    positional: row === undefined || row === null ? null : readTexts(row),
    named: named === undefined || named === null ? null : readObjects(named),
  };
}

/** Links or handles of a header's sample media. */
export function readMediaExample(value: JsonValue): string[] | null {
  const handles = objectOf(value).header_handle;
  return handles === undefined || handles === null ? null : readTexts(handles);
}
