import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { MediaReference, mediaOf } from '../media-reference';
import { flag, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'An image.' })
export class ImageContent {
  @Field(() => MediaReference, { description: 'The file.' })
  media!: MediaReference;

  @Field(() => String, { nullable: true, description: 'The text below it; up to 1,024 characters.' })
  caption!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A video.' })
export class VideoContent {
  @Field(() => MediaReference, { description: 'The file.' })
  media!: MediaReference;

  @Field(() => String, { nullable: true, description: 'The text below it; up to 1,024 characters.' })
  caption!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A document.' })
export class DocumentContent {
  @Field(() => MediaReference, { description: 'The file; with its name.' })
  media!: MediaReference;

  @Field(() => String, { nullable: true, description: 'The text below it; up to 1,024 characters.' })
  caption!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A sound file or a voice message.' })
export class AudioContent {
  @Field(() => MediaReference, { description: 'The file.' })
  media!: MediaReference;

  @Field(() => Boolean, { description: 'Whether it is a voice message, recorded in WhatsApp.' })
  voice!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A sticker.' })
export class StickerContent {
  @Field(() => MediaReference, { description: 'The file.' })
  media!: MediaReference;

  @Field(() => Boolean, { description: 'Whether it moves.' })
  animated!: boolean;
}

/** Reads content that is a file with a caption. */
function captioned<T extends ImageContent>(type: new () => T) {
  return (body: JsonObject, phoneNumberId: string | null): T | undefined => {
    const media = mediaOf(body, phoneNumberId);
    return media && Object.assign(new type(), { media, caption: text(body.caption) });
  };
}

export const imageContent = captioned(ImageContent);
export const videoContent = captioned(VideoContent);
export const documentContent = captioned(DocumentContent);

export function audioContent(body: JsonObject, phoneNumberId: string | null): AudioContent | undefined {
  const media = mediaOf(body, phoneNumberId);
  return media && make(AudioContent, { media, voice: flag(body.voice) ?? false });
}

export function stickerContent(body: JsonObject, phoneNumberId: string | null): StickerContent | undefined {
  const media = mediaOf(body, phoneNumberId);
  return media && make(StickerContent, { media, animated: flag(body.animated) ?? false });
}
