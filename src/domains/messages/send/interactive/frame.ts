import { MediaReferenceInput, NamedFileInput } from '../content/media-reference';
import { SendField, SendOneOf } from '../declare/decorators';
import { asText, asTextParameter, tagged } from '../declare/forms';

@SendOneOf('InteractiveHeaderInput', {
  description: 'What stands above the text of an interactive message.',
  toGraph: tagged,
})
export class InteractiveHeaderInput {
  @SendField(() => String, { optional: true, chars: 60, description: 'A text; markdown is not rendered.' })
  text?: string | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'An image.' })
  image?: MediaReferenceInput | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'A video.' })
  video?: MediaReferenceInput | null;

  @SendField(() => NamedFileInput, { optional: true, description: 'A document.' })
  document?: NamedFileInput | null;
}

/** The header that can be text or media. */
export const HeaderField = () =>
  SendField(() => InteractiveHeaderInput, { optional: true, description: 'What stands above the text.' });

/** The header that can only be text. */
export const TextHeaderField = (options: { optional?: true } = {}) =>
  SendField(() => String, {
    ...options,
    chars: 60,
    wrap: asTextParameter,
    description: 'Text above the body; markdown is not rendered.',
  });

/** The main text. */
export const BodyField = ({ chars = 1024, ...options }: { chars?: number; optional?: true } = {}) =>
  SendField(() => String, {
    ...options,
    chars,
    wrap: asText,
    description: 'The main text, with markdown and links.',
  });

/** The small text below. */
export const FooterField = () =>
  SendField(() => String, {
    optional: true,
    chars: 60,
    wrap: asText,
    description: 'Small text below the body.',
  });
