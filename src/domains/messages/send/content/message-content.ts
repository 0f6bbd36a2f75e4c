import { SendField, SendOneOf } from '../declare/decorators';
import { tagged } from '../declare/forms';
import { InteractiveInput } from '../interactive/interactive';
import { TemplateMessageInput } from '../template/template-message';
import { ContactCardInput } from './contact-card';
import { LocationInput } from './location';
import {
  AudioContentInput,
  DocumentContentInput,
  ImageContentInput,
  StickerContentInput,
  VideoContentInput,
} from './media';
import { PinInput } from './pin';
import { ReactionInput } from './reaction';
import { TextContentInput } from './text';

@SendOneOf('MessageContentInput', {
  description:
    'What a message says: exactly one kind. All but `template` need an open customer service window (24 hours after ' +
    "the customer's last message), else Meta refuses with `RE_ENGAGEMENT_WINDOW_CLOSED`.",
  toGraph: tagged,
})
export class MessageContentInput {
  @SendField(() => TextContentInput, { optional: true, description: 'A text.' })
  text?: TextContentInput | null;

  @SendField(() => ImageContentInput, { optional: true, description: 'An image.' })
  image?: ImageContentInput | null;

  @SendField(() => VideoContentInput, { optional: true, description: 'A video.' })
  video?: VideoContentInput | null;

  @SendField(() => AudioContentInput, { optional: true, description: 'A sound file or a voice note.' })
  audio?: AudioContentInput | null;

  @SendField(() => DocumentContentInput, { optional: true, description: 'A document.' })
  document?: DocumentContentInput | null;

  @SendField(() => StickerContentInput, { optional: true, description: 'A sticker.' })
  sticker?: StickerContentInput | null;

  @SendField(() => LocationInput, { optional: true, description: 'A place.' })
  location?: LocationInput | null;

  @SendField(() => [ContactCardInput], { optional: true, items: [1, 257], description: 'Contact cards.' })
  contacts?: ContactCardInput[] | null;

  @SendField(() => ReactionInput, { optional: true, description: 'An emoji on an earlier message.' })
  reaction?: ReactionInput | null;

  @SendField(() => InteractiveInput, {
    optional: true,
    description: 'A message with buttons, a list, products, …',
  })
  interactive?: InteractiveInput | null;

  @SendField(() => TemplateMessageInput, {
    optional: true,
    description: 'An approved template: the only kind that can begin a conversation.',
  })
  template?: TemplateMessageInput | null;

  @SendField(() => PinInput, { optional: true, description: 'Pins a message in a group.' })
  pin?: PinInput | null;
}
