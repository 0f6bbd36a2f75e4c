import { Field, ID, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { make, text } from './read';

@ObjectType({
  simpleResolvers: true,
  description:
    'The file of a message. Inbound files and uploaded ones have an `id`, which leads to `media` and `downloadUrl`; files ' +
    'that were sent by URL have a `link`.',
})
export class MediaReference {
  @Field(() => ID, {
    nullable: true,
    description: 'The media id: kept 7 days for a file that a customer sent, 30 days for an uploaded one.',
  })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'The public URL that an outbound file was sent by.' })
  link!: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of file it is: `image/jpeg`.' })
  mimeType!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the bytes, as Meta sends it (base64).' })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the file; documents only.' })
  filename!: string | null;

  /** The number that the message came to or went from: what the file is read for. */
  phoneNumberId!: string | null;
}

/** Reads a media object; undefined when it names no file. */
export function mediaOf(media: JsonObject, phoneNumberId: string | null): MediaReference | undefined {
  const id = text(media.id);
  const link = text(media.link);
  if (id === null && link === null) return undefined;
  return make(MediaReference, {
    id,
    link,
    mimeType: text(media.mime_type),
    sha256: text(media.sha256),
    filename: text(media.filename),
    phoneNumberId,
  });
}
