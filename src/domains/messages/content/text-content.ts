import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { flag, make } from '../read';

@ObjectType({ simpleResolvers: true, description: 'Text.' })
export class TextContent {
  @Field(() => String, { description: "The text, with WhatsApp's markup; up to 4,096 characters." })
  body!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a preview of the first link was asked for; outbound only.',
  })
  previewUrl!: boolean | null;
}

export function textContent({ body, preview_url }: JsonObject): TextContent | undefined {
  return typeof body === 'string' ? make(TextContent, { body, previewUrl: flag(preview_url) }) : undefined;
}
