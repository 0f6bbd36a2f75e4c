import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, type JsonValue, objectOf } from '../../common/json';
import { MetaField, MetaStruct } from '../../planner/declare';
import { MetaEnumField, openEnum } from '../../planner/open-enum';

export const EnrollStatus = openEnum('EnrollStatus', 'Whether Meta may make use of something.', {
  OPT_IN: 'It may.',
  OPT_OUT: 'It may not.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'One way in which Meta may improve marketing messages by itself.',
})
@MetaStruct()
export class CreativeFeature {
  @Field(() => String, {
    nullable: true,
    description: "Meta's name of it, such as `image_brightness_and_contrast`.",
  })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(EnrollStatus, 'enroll_status', 'Whether Meta may.')
  enrollStatus!: string | null;
}

/** Graph's `{creative_features_spec: {<name>: {enroll_status}}}` as a list: GraphQL has no maps. */
function readCreativeFeatures(value: JsonValue): JsonObject[] {
  return Object.entries(objectOf(value)).map(([name, spec]) => ({ ...objectOf(spec), name }));
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far Meta may change marketing messages by itself (`degrees_of_freedom_spec`).',
})
@MetaStruct()
export class DegreesOfFreedom {
  @Field(() => [CreativeFeature], { nullable: true, description: 'Each way that was decided about.' })
  @MetaField('creative_features_spec', { read: readCreativeFeatures })
  creativeFeatures!: CreativeFeature[] | null;
}
