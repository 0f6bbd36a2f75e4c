import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { JsonScalar } from '../../graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: 'Content of a kind that this schema does not know, or in a shape that it does not understand.',
})
export class UnknownContent {
  @Field(() => String, { description: "The message's type in Meta's words; `unknown` when Meta named none." })
  type!: string;

  @Field(() => JsonScalar, { description: 'The message as Meta sent it.' })
  raw!: JsonObject;
}
