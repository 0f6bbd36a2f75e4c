import { SendField, SendInput } from '../declare/decorators';
import { MediaReferenceInput, NamedFileInput } from './media-reference';

const CAPTION = {
  optional: true,
  chars: 1024,
  description: 'Text below the media, with the same markdown as a text message.',
} as const;

@SendInput('ImageContentInput', {
  description: 'An image message (`image`): JPEG or PNG, up to 5 MB.',
})
export class ImageContentInput extends MediaReferenceInput {
  @SendField(() => String, CAPTION)
  caption?: string | null;
}

@SendInput('VideoContentInput', {
  description: 'A video message (`video`): MP4 or 3GPP with H.264 and AAC, up to 16 MB.',
})
export class VideoContentInput extends MediaReferenceInput {
  @SendField(() => String, CAPTION)
  caption?: string | null;
}

@SendInput('AudioContentInput', {
  description: 'An audio message (`audio`): AAC, AMR, MP3, MP4 audio or OGG with Opus, up to 16 MB.',
})
export class AudioContentInput extends MediaReferenceInput {
  @SendField(() => Boolean, {
    optional: true,
    description:
      'Whether it is a voice note. Needs OGG with Opus; above 512 KB the play icon becomes a download icon.',
  })
  voice?: boolean | null;
}

@SendInput('DocumentContentInput', { description: 'A document message (`document`), up to 100 MB.' })
export class DocumentContentInput extends NamedFileInput {
  @SendField(() => String, CAPTION)
  caption?: string | null;
}

@SendInput('StickerContentInput', {
  description: 'A sticker message (`sticker`): WebP, up to 100 KB, or 500 KB animated.',
})
export class StickerContentInput extends MediaReferenceInput {}
