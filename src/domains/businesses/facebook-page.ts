import { Field, ID, ObjectType } from 'type-graphql';
import { MetaField, MetaNode } from '../../planner/declare';

@ObjectType({ simpleResolvers: true, description: 'A Facebook Page.' })
@MetaNode()
export class FacebookPage {
  @Field(() => ID, { description: "The Page's id." })
  @MetaField('id')
  id!: string;

  @Field(() => String, { nullable: true, description: "The Page's name." })
  @MetaField('name')
  name!: string | null;
}
