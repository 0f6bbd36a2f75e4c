import { Field, ID, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../planner/declare';

@ObjectType({ simpleResolvers: true, description: 'A Meta app (`Application` of the Graph API).' })
@MetaStruct()
export class Application {
  @Field(() => ID, { nullable: true, description: "The app's id." })
  @MetaField('id')
  id!: string | null;

  @Field(() => String, { nullable: true, description: "The app's name." })
  @MetaField('name')
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The app's page on Facebook." })
  @MetaField('link')
  link!: string | null;
}
