import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'The customer tapped a quick reply button of a template.' })
export class ButtonContent {
  @Field(() => String, {
    nullable: true,
    description: 'The payload that the button was sent with; else its label.',
  })
  payload!: string | null;

  @Field(() => String, { nullable: true, description: "The button's label." })
  text!: string | null;
}

export function buttonContent(body: JsonObject): ButtonContent | undefined {
  const [payload, label] = [text(body.payload), text(body.text)];
  return payload === null && label === null ? undefined : make(ButtonContent, { payload, text: label });
}
