import { Field, ObjectType } from 'type-graphql';
import { isObject, type JsonValue } from '../../../common/json';
import { MediaReference, mediaOf } from '../media-reference';
import { make, text } from '../read';

@ObjectType({
  simpleResolvers: true,
  description: 'What stands above the body of an interactive message or a card.',
})
export class InteractiveHeader {
  @Field(() => String, { nullable: true, description: '`text`, `image`, `video` or `document`.' })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'The text; up to 60 characters.' })
  text!: string | null;

  @Field(() => MediaReference, { nullable: true, description: 'The image, video or document.' })
  media!: MediaReference | null;
}

/** Reads a header of a message or of a card. */
export function interactiveHeaderOf(
  header: JsonValue | undefined,
  phoneNumberId: string | null,
): InteractiveHeader | null {
  if (!isObject(header)) return null;
  const type = text(header.type);
  const value = type === null ? undefined : header[type];
  return make(InteractiveHeader, {
    type,
    text: text(header.text),
    media: isObject(value) ? (mediaOf(value, phoneNumberId) ?? null) : null,
  });
}
